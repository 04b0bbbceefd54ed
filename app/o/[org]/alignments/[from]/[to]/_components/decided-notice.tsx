import { getTranslations } from 'next-intl/server'
import { Button } from '@/app/_components/ui/button'
import { Notice } from '@/app/_components/ui/notice'
import { caller } from '@/app/_trpc/caller'
import { reversedKind } from '@/server/domain/catalogue/alignments'

type Props = {
  org: string
  /** The framework the decisions were made from. */
  from: string
  action: string
  ids: string[]
  undone: boolean
  may: boolean
}

/** What was just decided, with the way back. */
export async function DecidedNotice({ org, from, action, ids, undone, may }: Props) {
  const t = await getTranslations('alignments')
  if (undone) {
    return (
      <div className="pt-4">
        <Notice announce title={t('done.undone')} />
      </div>
    )
  }
  if (ids.length === 0 || !ids.every((id) => /^[0-9a-f-]{36}$/.test(id))) return null
  const api = await caller()
  const { items } = await api.alignments.list({ org, ids })
  const [first] = items
  if (!first) return null
  const turned = first.to.framework.slug === from
  const source = turned ? first.to : first.from
  const said = { from: source.label, to: (turned ? first.from : first.to).label }
  const kind = first.kind && turned ? reversedKind(first.kind) : first.kind
  return (
    <div className="pt-4">
      <Notice kind="good" announce>
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
          <p>
            {kind
              ? t('done.accepted', { ...said, kind: t(`kind.${kind}`).toLowerCase() })
              : t('done.rejected', { ...said, count: items.length })}
          </p>
          {may ? (
            <form action={`${action}?c=${source.id}`} method="post">
              <input type="hidden" name="do" value="undo" />
              <input type="hidden" name="ids" value={items.map((item) => item.id).join(',')} />
              <Button variant="quiet">{t('desk.undo')}</Button>
            </form>
          ) : null}
        </div>
      </Notice>
    </div>
  )
}
