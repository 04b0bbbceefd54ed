import { HOLD_VERDICTS } from '@/server/domain/method/integrity'

/** A decision as the form posts it; a form that names none decides nothing, for what is held cannot be reopened. */
export function reviewFields(field: (name: string) => string) {
  const verdict = HOLD_VERDICTS.find((each) => each === field('verdict')) ?? 'reopen'
  return { holdId: field('holdId'), verdict, note: field('note') }
}
