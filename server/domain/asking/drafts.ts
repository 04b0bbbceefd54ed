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
}

/** One tap: the name of a form field and what was chosen there. */
export type Tap = { field: string; answer: string }

/** A tap as it arrives from outside: short, and nothing else beside it. */
export const TapInput = z.strictObject({
  field: z.string().max(16),
  answer: z.string().max(16),
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
 * Fields: `role`, `exposure`, `value`, `staff`, `holder` (`yes` or `no`), and `i0`…`i11`, `f0`…`f11`
 * for importance and fit by position. @throws {DomainError} `invalid` for an unknown field or level.
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
 * the two boxes are, because an empty box is not posted.
 */
export function tapsFromForm(rendered: Draft, posted: ReadonlyMap<string, string>): Tap[] {
  const before = fieldsOf(rendered)
  const taps: Tap[] = []
  for (const [field, was] of before) {
    const box = field === 'staff' || field === 'holder'
    const answer = posted.get(field) ?? (box ? 'no' : was)
    if (answer !== was) taps.push({ field, answer })
  }
  return taps
}

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
  ].join('|')
}

/** Reads what `draftText` wrote; an empty draft for anything else, so that all answers count. */
export function readDraftText(text: string, length: number): Draft {
  const [role, exposure, importance, fit, value, staff, holder] = text.split('|')
  return readDraft(
    {
      role: role || null,
      exposure: exposure || null,
      importance,
      fit,
      value,
      providerStaff: staff === 'yes',
      holder: holder === 'yes',
    },
    length,
  )
}

export type Progress = {
  /** Cards with every question on them answered. */
  done: number
  total: number
  answered: boolean
  /** What keeps the answers from being sent, or null. */
  missing: 'role' | 'exposure' | 'answer' | null
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
  const missing = !draft.role ? 'role' : !draft.exposure ? 'exposure' : answered ? null : 'answer'
  return { done, total: importance.length, answered, missing }
}

/** Whether the page puts the fit and value questions: until someone says they have seen nobody. */
export function asksFit(exposure: Exposure | null): boolean {
  return exposure === null || mayJudgeFit(exposure)
}

/** How long a device stays known to a rater's own pages. */
export const raterSessionDays = 14

/** What a packet usually takes, told before it is begun: 20 seconds a competency and a minute more. */
export function usualMinutes(competencies: number): number {
  return Math.max(2, Math.round((competencies * 20 + 60) / 60))
}

/** Whether any question has been answered: from then on another device needs a mailed code (R14). */
export function holdsAnswers(draft: Draft): boolean {
  return draftText(draft) !== draftText(emptyDraft(draft.importance.length))
}

export type SentAnswers = {
  role: RaterRole
  exposure: Exposure
  importance: string
  fit: string
  /** 1 to 4; null for "we don't consider it, or not sure" and when it was left open or not asked. */
  value: number | null
  providerStaff: boolean
  holder: boolean
}

/**
 * What is written to the ledger when a draft is sent. Fit and value are asked only of raters who
 * have seen holders, so whatever was tapped before saying "no" is left out here.
 * @throws {DomainError} `invalid` while role, exposure or every answer is missing.
 */
export function sentAnswers(draft: Draft): SentAnswers {
  const { missing } = draftProgress(draft)
  if (missing === 'role' || !draft.role) {
    throw new DomainError('invalid', 'Say what you do in this team first.', { field: 'role' })
  }
  if (missing === 'exposure' || !draft.exposure) {
    throw new DomainError('invalid', 'Say whether you know people who hold it first.', {
      field: 'exposure',
    })
  }
  if (missing) {
    throw new DomainError('invalid', 'Answer at least one question first.', { field: 'i0' })
  }
  const judges = mayJudgeFit(draft.exposure)
  return {
    role: draft.role,
    exposure: draft.exposure,
    importance: draft.importance,
    fit: judges ? draft.fit : NOT_ASKED.repeat(draft.fit.length),
    value: judges && /^[1-4]$/.test(draft.value) ? Number(draft.value) : null,
    providerStaff: draft.providerStaff,
    holder: draft.holder,
  }
}

/** One line that is equal for equal answers; the body behind a client key, hashed with a key. */
export function sentText(answers: SentAnswers): string {
  return [
    answers.role,
    answers.exposure,
    answers.importance,
    answers.fit,
    answers.value ?? NOT_ASKED,
    answers.providerStaff ? 'yes' : 'no',
    answers.holder ? 'yes' : 'no',
  ].join('|')
}

export type ReceiptLine = {
  position: number
  importance: string | null
  fit: string | null
}

/** The rater's own copy, line by line; null where a question was left open or not asked. */
export function receiptLines(answers: { importance: string; fit: string }): ReceiptLine[] {
  const given = (answer: string | undefined) =>
    answer === undefined || answer === NOT_ASKED ? null : answer
  return [...answers.importance].map((importance, position) => ({
    position,
    importance: given(importance),
    fit: given(answers.fit[position]),
  }))
}

function fieldsOf(draft: Draft): [string, string][] {
  return [
    ['role', draft.role ?? ''],
    ['exposure', draft.exposure ?? ''],
    ['value', draft.value],
    ['staff', draft.providerStaff ? 'yes' : 'no'],
    ['holder', draft.holder ? 'yes' : 'no'],
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
    throw new DomainError('invalid', 'That is not one of the answers to choose from.', {
      field: tap.field,
    })
  }
  return found
}

function unknownField(tap: Tap): DomainError {
  return new DomainError('invalid', 'That question is not part of this page.', { field: tap.field })
}
