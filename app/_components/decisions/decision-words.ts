import type { useFormatter, useTranslations } from 'next-intl'
import { type DecisionView, isApproved } from '@/server/domain/reading/decisions'

type Translate = ReturnType<typeof useTranslations<'decisions'>>
type Format = ReturnType<typeof useFormatter>

/** What was decided, as a proposal until it is approved. */
export function decisionWords(
  t: Translate,
  { choice, stage }: Pick<DecisionView, 'choice' | 'stage'>,
): string {
  return t(`said.${choice}`, { approved: isApproved(stage) ? 'yes' : 'no' })
}

/** A day that is kept as it was typed, such as `2027-08-15`. */
export function dayWords(format: Format, day: string): string {
  return format.dateTime(new Date(day), { dateStyle: 'medium', timeZone: 'UTC' })
}

type Facts = Pick<
  DecisionView,
  | 'owner'
  | 'dueOn'
  | 'stage'
  | 'approvedBy'
  | 'approvedOn'
  | 'effectiveTerm'
  | 'at'
  | 'by'
  | 'choice'
>

/** Who sees to it and by when, how far it has got, and who decided it when. */
export function decisionFacts(t: Translate, format: Format, decision: Facts): string[] {
  const { owner, dueOn, stage, approvedBy, approvedOn, effectiveTerm, at, by, choice } = decision
  const day = (of: string) => dayWords(format, of)
  const decided = format.dateTime(at, { dateStyle: 'medium' })
  const changes = choice === 'accept' || choice === 'plan'
  return [
    ...(owner ? [t('ownedBy', { name: owner.name })] : []),
    ...(changes ? [dueOn ? t('dueOn', { date: day(dueOn) }) : t('noDate')] : []),
    ...(stage === 'proposed' ? [] : [t(`stage.${stage}`)]),
    ...(approvedOn
      ? [
          approvedBy
            ? t('approvedText', { name: approvedBy, date: day(approvedOn) })
            : t('approvedDay', { date: day(approvedOn) }),
        ]
      : []),
    ...(effectiveTerm ? [t('effective', { term: effectiveTerm })] : []),
    by ? t('decidedBy', { date: decided, name: by }) : t('decidedOn', { date: decided }),
  ]
}
