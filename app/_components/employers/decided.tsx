import { useTranslations } from 'next-intl'
import { Notice } from '../ui/notice'
import type { Decision } from './read-decision'
import { shortId } from './short-id'

type Props = {
  decision: Decision
  /** Those that wait: beside each stands why it could not be decided. */
  waiting: readonly { id: string }[]
}

/** How many were confirmed or turned down, and how many could not be. */
export function Decided({ decision: { problem, problems, done }, waiting }: Props) {
  const t = useTranslations('employers')
  if (problem) return <Notice kind="error">{problem.message}</Notice>
  if (!done) return null
  const here = new Set(waiting.map(({ id }) => shortId(id)))
  // Somebody else may have decided meanwhile.
  const gone = [...problems].filter(([id]) => !here.has(id)).map(([, { message }]) => message)
  const undone = done.undone - gone.length
  return (
    <div className="grid gap-3">
      {done.count > 0 ? (
        <Notice kind="good" announce>
          {t(`done.${done.word}`, { count: done.count })}
        </Notice>
      ) : null}
      {undone > 0 ? (
        <Notice kind="warn" announce>
          {t('undone', { count: undone })}
        </Notice>
      ) : null}
      {gone.length > 0 ? (
        <Notice kind="warn" announce>
          {t('undoneGone', { count: gone.length, why: [...new Set(gone)].join(' ') })}
        </Notice>
      ) : null}
    </div>
  )
}
