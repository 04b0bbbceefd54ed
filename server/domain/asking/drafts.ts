import { z } from 'zod'
import { DomainError } from '@/server/domain/errors'
import {
  EXPOSURES,
  type Exposure,
  FIT_ANSWERS,
  IMPORTANCE_ANSWERS,
  isPackedAnswers,
  mayJudgeFit,
  NOT_ASKED,
  RATER_ROLES,
  VALUE_ANSWERS,
} from '@/server/domain/scales'
import {
  type DraftField,
  lineOf,
  type Missing,
  missingOf,
  placeOf,
  textsIn,
  withAnswer,
} from './draft-fields'
import { forgottenLength, forgottenLine } from './forgotten-line'

/**
 * A rater's answers to one packet before they are sent. `importance` and `fit` hold one character
 * per competency of the packet's question list (`server/domain/scales`), `-` where nothing is
 * answered yet.
 */
export const Draft = z.object({
  role: z.enum(RATER_ROLES).nullable(),
  exposure: z.enum(EXPOSURES).nullable(),
  importance: z.string(),
  fit: z.string(),
  value: z.enum(VALUE_ANSWERS),
  providerStaff: z.boolean(),
  holder: z.boolean(),
  /** What the list of competencies lacks, in the rater's own words; a draft from before there were lines has none. */
  forgotten: z.string().max(forgottenLength).default(''),
  /** Whether editors may see that line (METHOD R10). */
  offered: z.boolean().default(false),
})
export type Draft = z.infer<typeof Draft>

/** One tap: the name of a form field and what was chosen there. */
export type Tap = { field: string; answer: string }

/** A tap as it arrives from outside: short, and nothing else beside it. */
export const TapInput = z.strictObject({
  field: z.string().max(16),
  answer: z.string().max(forgottenLength),
})

/** A packet's draft before the first tap; `length` is the number of competencies, 1 to 12. */
export function emptyDraft(length: number): Draft {
  return {
    role: null,
    exposure: null,
    importance: NOT_ASKED.repeat(length),
    fit: NOT_ASKED.repeat(length),
    value: NOT_ASKED,
    providerStaff: false,
    holder: false,
    forgotten: '',
    offered: false,
  }
}

/** A stored draft, or an empty one when there is none or it does not belong to this packet. */
export function readDraft(stored: unknown, length: number): Draft {
  const parsed = Draft.safeParse(stored)
  if (!parsed.success || !fits(parsed.data, length)) return emptyDraft(length)
  return parsed.data
}

/**
 * The draft after one tap. Taps name single fields and never carry the rest of the form, so two
 * devices on one packet cannot undo each other, and the same tap twice changes nothing.
 *
 * Fields: `role`, `exposure`, `value`, `staff`, `holder` and `offered` (`yes` or `no`), `forgotten` (a line), and
 * `i0`…`i11`, `f0`…`f11` for importance and fit by position. @throws {DomainError} `invalid` for an unknown field or level.
 */
export function applyTap(draft: Draft, tap: Tap): Draft {
  const { list, at } = placeOf(tap.field)
  if (at !== null) {
    if (at >= draft.importance.length) throw unknownField(tap)
    const { importance, fit } = draft
    return list === 'i'
      ? { ...draft, importance: withAnswer(importance, at, oneOf(IMPORTANCE_ANSWERS, tap)) }
      : { ...draft, fit: withAnswer(fit, at, oneOf(FIT_ANSWERS, tap)) }
  }
  switch (tap.field) {
    case 'role':
      return { ...draft, role: oneOf(RATER_ROLES, tap) }
    case 'exposure':
      return { ...draft, exposure: oneOf(EXPOSURES, tap) }
    case 'value':
      return { ...draft, value: oneOf(VALUE_ANSWERS, tap) }
    case 'staff':
      return { ...draft, providerStaff: oneOf(['yes', 'no'], tap) === 'yes' }
    case 'holder':
      return { ...draft, holder: oneOf(['yes', 'no'], tap) === 'yes' }
    case 'forgotten':
      return { ...draft, forgotten: forgottenLine(tap.answer) }
    case 'offered':
      return { ...draft, offered: oneOf(['yes', 'no'], tap) === 'yes' }
    default:
      throw unknownField(tap)
  }
}

/** Several taps in the order they were made; all or none. */
export function applyTaps(draft: Draft, taps: readonly Tap[]): Draft {
  return taps.reduce(applyTap, draft)
}

/**
 * What somebody changed on a whole form posted without scripts: only fields that differ from what
 * the form was rendered with. A field the form does not hold (an untouched radio group) is no tap;
 * boxes are, because an empty box is not posted.
 */
export function tapsFromForm(rendered: Draft, posted: ReadonlyMap<string, string>): Tap[] {
  const before = fieldsOf(rendered)
  const taps: Tap[] = []
  for (const [field, was] of before) {
    const typed = posted.get(field) ?? (boxes.has(field) ? 'no' : was)
    const answer = field === 'forgotten' ? forgottenLine(typed) : typed
    if (answer !== was) taps.push({ field, answer })
  }
  return taps
}

const boxes = new Set(['staff', 'holder', 'offered'])

/** The draft as one short line for a hidden form field; `readDraftText` reads it back. */
export function draftText(draft: Draft): string {
  return lineOf(new Map(Object.entries(textsOf(draft))))
}

/** Reads what `draftText` wrote; an empty draft for anything else, so that all answers count. */
export function readDraftText(text: string, length: number): Draft {
  const texts = textsIn(text)
  const said = (field: DraftField) => texts.get(field) ?? ''
  return readDraft(
    {
      role: said('role') || null,
      exposure: said('exposure') || null,
      importance: said('i'),
      fit: said('f'),
      value: said('value'),
      providerStaff: said('staff') === 'yes',
      holder: said('holder') === 'yes',
      offered: said('offered') === 'yes',
      forgotten: forgottenLine(said('forgotten')),
    },
    length,
  )
}

export type Progress = {
  /** Cards with every question on them answered. */
  done: number
  total: number
  answered: boolean
  /** All that keeps the answers from being sent, in the order of the page. */
  missing: Missing[]
}

/** How far a draft is. With no holder seen, a card is done with its importance alone. */
export function draftProgress(draft: Draft): Progress {
  const fitAsked = asksFit(draft.exposure)
  const importance = [...draft.importance]
  const done = importance.filter(
    (answer, at) => answer !== NOT_ASKED && (!fitAsked || draft.fit[at] !== NOT_ASKED),
  ).length
  const answered =
    importance.some((answer) => answer !== NOT_ASKED) ||
    (fitAsked && [...draft.fit].some((answer) => answer !== NOT_ASKED))
  const given = { role: draft.role !== null, exposure: draft.exposure !== null, i0: answered }
  return { done, total: importance.length, answered, missing: missingOf(given) }
}

/** Whether the page puts the fit and value questions: until someone says they have seen nobody. */
export function asksFit(exposure: Exposure | null): boolean {
  return exposure === null || mayJudgeFit(exposure)
}

/** How long a device stays known to a rater's own pages. */
export const raterSessionDays = 14

/** Whether any question has been answered: from then on another device needs a mailed code (R14). */
export function holdsAnswers(draft: Draft): boolean {
  return draftText(draft) !== draftText(emptyDraft(draft.importance.length))
}

function fieldsOf(draft: Draft): [string, string][] {
  const { i, f, ...alone } = textsOf(draft)
  return [
    ...Object.entries(alone),
    ...[...i].map((answer, at): [string, string] => [`i${at}`, answer]),
    ...[...f].map((answer, at): [string, string] => [`f${at}`, answer]),
  ]
}

/** A draft as its form shows it. */
function textsOf(draft: Draft): Record<DraftField, string> {
  const box = (ticked: boolean) => (ticked ? 'yes' : 'no')
  return {
    role: draft.role ?? '',
    exposure: draft.exposure ?? '',
    i: draft.importance,
    f: draft.fit,
    value: draft.value,
    staff: box(draft.providerStaff),
    holder: box(draft.holder),
    offered: box(draft.offered),
    forgotten: draft.forgotten,
  }
}

function fits(draft: { importance: string; fit: string }, length: number): boolean {
  return (
    isPackedAnswers('importance', draft.importance, length) &&
    isPackedAnswers('fit', draft.fit, length)
  )
}

function oneOf<const T extends string>(allowed: readonly T[], tap: Tap): T {
  const found = allowed.find((each) => each === tap.answer)
  if (found === undefined) {
    throw new DomainError('invalid', 'ratings.unknownAnswer', { field: tap.field })
  }
  return found
}

function unknownField(tap: Tap): DomainError {
  return new DomainError('invalid', 'ratings.unknownQuestion', { field: tap.field })
}
