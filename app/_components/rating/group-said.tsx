import { getTranslations } from 'next-intl/server'
import type { ReceiptGroup } from '@/server/domain/asking/receipt-groups'

type Props = {
  group: ReceiptGroup | null
  /** The reader's own level, marked among the others. */
  own: string | null
  label: (level: string) => string
  /** The lowest level of the scale. */
  first: number
}

/** What a group of employers said, highest level first; nothing is said of whether the reader's answer is in it. */
export async function GroupSaid({ group, own, label, first }: Props) {
  const t = await getTranslations('ratings.receipt')
  if (!group) return t('notEnough')
  return (
    <>
      <ul>
        {group.counts
          .map((count, at) => ({ count, level: String(at + first) }))
          .reverse()
          .filter(({ count }) => count > 0)
          .map(({ count, level }) => (
            <li key={level} className={level === own ? 'font-semibold' : undefined}>
              {count} × {label(level)}
              {level === own ? ` (${t('you')})` : null}
            </li>
          ))}
      </ul>
      <span className="sub">{t('employers', { count: group.employers })}</span>
    </>
  )
}
