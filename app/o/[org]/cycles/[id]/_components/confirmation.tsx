import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { Notice } from '@/app/_components/ui/notice'
import { Said } from '@/app/_components/ui/said'
import { SendButton } from '@/app/_components/ui/send-button'
import { confirmersOf, confirmersSaid } from './confirmers-said'
import type { Confirmation as View } from './cycle'

type Props = {
  org: string
  confirmation: View
  /** Who runs the site. */
  operator: string
}

/** Who confirms the employers of a cycle that nobody has, and the one press that asks them. */
export function Confirmation(props: Props & { cycleId: string; mayAsk: boolean }) {
  const { org, cycleId, confirmation, operator, mayAsk } = props
  const t = useTranslations('cycles.confirmation')
  const format = useFormatter()
  const { groups, refused } = confirmation
  if (groups.length + refused.length === 0) return null
  const { fresh, names } = confirmersSaid(groups, operator, format)
  return (
    <section aria-labelledby="confirmation" className="grid gap-3">
      <h2 id="confirmation">{t('title')}</h2>
      <p className="measure text-muted">{t('why')}</p>
      <ConfirmationGroups {...{ org, confirmation, operator }} />
      {mayAsk && fresh > 0 ? (
        <form method="post" action={`/o/${org}/cycles/${cycleId}/act`}>
          <SendButton name="do" value="ask" pending={t('asking')}>
            {t('ask', { names, count: fresh })}
          </SendButton>
        </form>
      ) : null}
    </section>
  )
}

/** Which employers wait for whom, by name, and which were turned down and why. */
export function ConfirmationGroups({ org, confirmation: { groups, refused }, operator }: Props) {
  const t = useTranslations('cycles.confirmation')
  const format = useFormatter()
  const day = (date: Date) => format.dateTime(date, { dateStyle: 'long', timeZone: 'UTC' })
  const saidOf = (group: View['groups'][number]) => {
    const count = group.employers.length
    if (group.own) return t.rich('own', { count, link: linkTo(`/o/${org}/employers`) })
    const said = { count, ...confirmersOf(group, operator, format) }
    return group.askedAt === null
      ? t('may', said)
      : t('asked', { ...said, date: day(group.askedAt) })
  }
  return (
    <>
      {groups.map((group) => (
        <div key={group.employers[0]?.id} className="measure">
          <p>
            {saidOf(group)}{' '}
            {group.operatorFrom
              ? t('operatorFrom', { operator, date: day(group.operatorFrom) })
              : null}
            {group.passedOnAt ? t('passedOn', { operator, date: day(group.passedOnAt) }) : null}
          </p>
          <details>
            <summary className="link min-h-11 cursor-pointer py-2">
              {t('which', { count: group.employers.length })}
            </summary>
            <p className="break-words">
              <Said>{format.list(group.employers.map(({ name }) => name))}</Said>
            </p>
          </details>
        </div>
      ))}
      {refused.length > 0 ? (
        <Notice kind="warn" title={t('refused', { count: refused.length })}>
          <ul>
            {refused.map(({ id, name, reason }) => (
              <li key={id}>
                {reason ? (
                  t('refusedOne', { name, note: reason.note, by: reason.by ?? operator })
                ) : (
                  <Said>{name}</Said>
                )}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </>
  )
}

function linkTo(href: string) {
  return (chunks: React.ReactNode) => (
    <Link href={href} prefetch={false} className="link">
      {chunks}
    </Link>
  )
}
