import { useTranslations } from 'next-intl'
import { Notice } from '../ui/notice'
import { Refusal } from '../ui/refusal'
import type { Decision } from './read-decision'

/** How many were confirmed or turned down, and how many could not be. */
export function Decided({ decision: { problem, done } }: { decision: Decision }) {
  const t = useTranslations('employers')
  if (problem) return <Refusal problem={problem} />
  if (!done) return null
  return (
    <div className="grid gap-3">
      {done.count > 0 ? (
        <Notice kind="good" announce>
          {t(`done.${done.word}`, { count: done.count })}
        </Notice>
      ) : null}
      {done.undone > 0 ? (
        <Notice kind="warn" announce>
          {t('undone', { count: done.undone })}
        </Notice>
      ) : null}
    </div>
  )
}
