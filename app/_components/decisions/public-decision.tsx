import { useFormatter, useTranslations } from 'next-intl'
import type { PublicDecision as Decision } from '@/server/domain/reading/provider-says'
import { dayWords, decisionFacts, decisionWords } from './decision-words'

/** What a provider decided about a line, as everybody reads it: no name stands in it. */
export function PublicDecision({ decision }: { decision: Decision }) {
  const t = useTranslations('decisions')
  const format = useFormatter()
  const { progress, releaseNo, reason } = decision
  const facts = [
    ...decisionFacts(t, format, { ...decision, owner: null, approvedBy: null, by: null }),
    t('onRelease', { release: releaseNo }),
    ...(progress
      ? [
          t(`progress.${progress.state}`, {
            date: progress.happenedOn ? dayWords(format, progress.happenedOn) : '',
          }),
        ]
      : []),
  ]
  return (
    <div>
      <p className="font-semibold">{decisionWords(t, decision)}</p>
      {reason ? (
        <p dir="auto" className="break-words whitespace-pre-line">
          {reason}
        </p>
      ) : null}
      <p className="block text-sm text-muted">{facts.join(' · ')}</p>
    </div>
  )
}
