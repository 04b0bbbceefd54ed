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
  type RaterRole,
  VALUE_ANSWERS,
  type ValueAnswer,
} from '@/server/domain/scales'
import { forgottenLength, forgottenLine } from './forgotten-line'

/**
 * A rater's answers to one packet before they are sent. `importance` and `fit` hold one character
 * per competency of the packet's question list (`server/domain/scales`), `-` where nothing is
 * answered yet.
 */
export type Draft = {
  role: RaterRole | null
  exposure: Exposure | null
  importance: string
  fit: string
  value: ValueAnswer
  providerStaff: boolean
  holder: boolean
  /** What the list of competencies lacks, in the rater's own words, and whether editors may see it (METHOD R10). */
  forgotten: string
  offered: boolean
}

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

const StoredDraft = z.object({
  role: z.enum(RATER_ROLES).nullable(),
  exposure: z.enum(EXPOSURES).nullable(),
  importance: z.string(),
  fit: z.string(),
  value: z.enum(VALUE_ANSWERS),
  providerStaff: z.boolean(),
  holder: z.boolean(),
  // Of a draft that was begun before there were lines there is none.
  forgotten: z.string().max(forgottenLength).default(''),
  offered: z.boolean().default(false),
})

/** A stored draft, or an empty one when there is none or it does not belong to this packet. */
export function readDraft(stored: unknown, length: number): Draft {
  const parsed = StoredDraft.safeParse(stored)
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
  const item = /^([if])(\d{1,2})$/.exec(tap.field)
  if (item) {
    const position = Number(item[2])
    if (position >= draft.importance.length) throw unknownField(tap)
    return item[1] === 'i'
      ? { ...draft, importance: put(draft.importance, position, oneOf(IMPORTANCE_ANSWERS, tap)) }
      : { ...draft, fit: put(draft.fit, position, oneOf(FIT_ANSWERS, tap)) }
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
  return [
    draft.role ?? '',
    draft.exposure ?? '',
    draft.importance,
    draft.fit,
    draft.value,
    draft.providerStaff ? 'yes' : 'no',
    draft.holder ? 'yes' : 'no',
    draft.offered ? 'yes' : 'no',
    draft.forgotten,
  ].join('|')
}

/** Reads what `draftText` wrote; an empty draft for anything else, so that all answers count. */
export function readDraftText(text: string, length: number): Draft {
  const [role, exposure, importance, fit, value, staff, holder, offered, ...forgotten] =
    text.split('|')
  return readDraft(
    {
      role: role || null,
      exposure: exposure || null,
      importance,
      fit,
      value,
      providerStaff: staff === 'yes',
      holder: holder === 'yes',
      offered: offered === 'yes',
      forgotten: forgottenLine(forgotten.join('|')),
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

/** What nothing can be sent without, by the form field it is asked in. */
export const MISSING = ['role', 'exposure', 'i0'] as const
export type Missing = (typeof MISSING)[number]

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
  const lacks = { role: !draft.role, exposure: !draft.exposure, i0: !answered }
  const missing = MISSING.filter((field) => lacks[field])
  return { done, total: importance.length, answered, missing }
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
  return [
    ['role', draft.role ?? ''],
    ['exposure', draft.exposure ?? ''],
    ['value', draft.value],
    ['staff', draft.providerStaff ? 'yes' : 'no'],
    ['holder', draft.holder ? 'yes' : 'no'],
    ['forgotten', draft.forgotten],
    ['offered', draft.offered ? 'yes' : 'no'],
    ...[...draft.importance].map((answer, at): [string, string] => [`i${at}`, answer]),
    ...[...draft.fit].map((answer, at): [string, string] => [`f${at}`, answer]),
  ]
}

function fits(draft: { importance: string; fit: string }, length: number): boolean {
  return (
    isPackedAnswers('importance', draft.importance, length) &&
    isPackedAnswers('fit', draft.fit, length)
  )
}

function put(packed: string, position: number, answer: string): string {
  return packed.slice(0, position) + answer + packed.slice(position + 1)
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
