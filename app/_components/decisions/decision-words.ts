import { getFormatter, getTranslations } from 'next-intl/server'
import { isApproved } from '@/server/domain/reading/decisions'
import type { PublicDecision } from '@/server/domain/reading/provider-says'

type Told = Omit<PublicDecision, 'releaseNo'> & { releaseNo: number | null }

/** Says what was decided: *We propose* until it is approved, and the facts about it in order. */
export async function decisionWords() {
  const t = await getTranslations('decisions')
  const format = await getFormatter()
  const day = (date: string) =>
    format.dateTime(new Date(`${date}T00:00:00Z`), { dateStyle: 'medium', timeZone: 'UTC' })
  const stageOf = ({ stage, approvedOn }: Told) => {
    if (stage === 'proposed') return null
    if (stage === 'with_faculty') return t('facts.with_faculty')
    return t(`facts.${stage}`, { date: approvedOn ? day(approvedOn) : '' })
  }
  return {
    sentence: ({ choice, stage }: Pick<Told, 'choice' | 'stage'>) =>
      t(`says.${choice}`, { approved: isApproved(stage) ? 'yes' : 'no' }),
    facts: (decision: Told): string[] =>
      [
        dueOf(decision),
        decision.effectiveTerm ? t('facts.term', { term: decision.effectiveTerm }) : null,
        stageOf(decision),
        decision.releaseNo === null
          ? null
          : t('facts.decided', {
              date: format.dateTime(decision.at, { dateStyle: 'medium' }),
              no: decision.releaseNo,
            }),
        decision.progress
          ? t(`progress.${decision.progress.state}`, {
              date: decision.progress.happenedOn ? day(decision.progress.happenedOn) : '',
            })
          : null,
      ].filter((fact) => fact !== null),
  }

  function dueOf({ choice, dueOn }: Told): string | null {
    if (dueOn) return t('facts.by', { date: day(dueOn) })
    return choice === 'accept' || choice === 'plan' ? t('facts.open') : null
  }
}
