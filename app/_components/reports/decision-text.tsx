import { useFormatter, useTranslations } from 'next-intl'
import { type DecisionView, isSettled } from '@/server/domain/reading/decisions'
import { dayWords, decisionFacts, decisionWords } from '../decisions/decision-words'
import { StateWord } from '../ui/state-word'

type Props = { decision: DecisionView; today: string }

/** A decision as text: what, why, who, by when, and how it went. */
export function DecisionText({ decision, today }: Props) {
  const t = useTranslations('decisions')
  const format = useFormatter()
  const { dueOn, progress, reason } = decision
  const overdue = dueOn !== null && dueOn < today && !isSettled(decision)
  return (
    <div className="decision-text">
      <p className="font-semibold">{decisionWords(t, decision)}</p>
      <div className="min-w-0">
        {reason ? (
          <p dir="auto" className="break-words whitespace-pre-line">
            {reason}
          </p>
        ) : null}
        <p dir="auto" className="text-sm break-words text-muted">
          {decisionFacts(t, format, decision).join(' · ')}
        </p>
        {overdue ? (
          <p className="text-sm">
            <StateWord tone="bad">{t('overdue', { date: dayWords(format, dueOn) })}</StateWord>
          </p>
        ) : null}
        {progress.map((each) => (
          <Progress key={each.at.getTime()} progress={each} />
        ))}
      </div>
    </div>
  )
}

function Progress({ progress }: { progress: DecisionView['progress'][number] }) {
  const t = useTranslations('decisions')
  const format = useFormatter()
  const { state, happenedOn, note, at, by } = progress
  const date = format.dateTime(at, { dateStyle: 'medium' })
  return (
    <p dir="auto" className="mt-1 break-words whitespace-pre-line">
      <StateWord tone={state === 'done' ? 'good' : 'open'}>
        {t(`progress.${state}`, { date: happenedOn ? dayWords(format, happenedOn) : '' })}
      </StateWord>{' '}
      {note}{' '}
      <span className="text-sm text-muted">
        {by ? t('progressBy', { date, name: by }) : t('progressSaid', { date })}
      </span>
    </p>
  )
}

/** What was decided before, newest first. */
export function DecisionHistory({ decisions }: { decisions: readonly DecisionView[] }) {
  const t = useTranslations('decisions')
  const format = useFormatter()
  if (decisions.length === 0) return null
  return (
    <details className="fold">
      <summary>{t('history', { count: decisions.length })}</summary>
      <ol className="rows mt-2">
        {decisions.map((decision) => (
          <li key={decision.id} className="min-w-0">
            <p className="font-semibold">{decisionWords(t, decision)}</p>
            {decision.reason ? (
              <p dir="auto" className="break-words whitespace-pre-line">
                {decision.reason}
              </p>
            ) : null}
            <p dir="auto" className="text-sm break-words text-muted">
              {decisionFacts(t, format, decision).join(' · ')}
            </p>
            {decision.progress.map((each) => (
              <Progress key={each.at.getTime()} progress={each} />
            ))}
          </li>
        ))}
      </ol>
    </details>
  )
}
