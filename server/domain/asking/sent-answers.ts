import { DomainError } from '@/server/domain/errors'
import { type Exposure, mayJudgeFit, NOT_ASKED, type RaterRole } from '@/server/domain/scales'
import { type Draft, draftProgress } from './drafts'

/** A rater's answers to one packet as they are written to the ledger. */
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
  if (!draft.role) throw new DomainError('invalid', 'ratings.roleMissing', { field: 'role' })
  if (!draft.exposure) {
    throw new DomainError('invalid', 'ratings.exposureMissing', { field: 'exposure' })
  }
  if (!draftProgress(draft).answered) {
    throw new DomainError('invalid', 'ratings.answerMissing', { field: 'i0' })
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
