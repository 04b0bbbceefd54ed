import { z } from 'zod'
import {
  FOUR_LEVELS,
  IMPORTANCE_ANSWERS,
  NOT_ASKED,
  PROFICIENCY_ANSWERS,
  RATER_ROLES,
} from '@/server/domain/scales'

/** Lines a new job requirement starts with. */
export const PROFORMA_LINES = 12
/** Lines one requirement may hold: more is a framework, not a job. */
export const MOST_LINES = 40

export const LONGEST_TITLE = 120

export const RequirementLine = z.strictObject({
  competencyId: z.uuid(),
  importance: z.enum(IMPORTANCE_ANSWERS),
  proficiency: z.enum(PROFICIENCY_ANSWERS).default(NOT_ASKED),
})
export type RequirementLine = z.infer<typeof RequirementLine>

/** A line in the employer's own words: private to its rater unless it is offered to framework editors. */
export const OwnWordsLine = z.strictObject({
  text: z.string().trim().min(3).max(300),
  importance: z.enum(FOUR_LEVELS).nullable(),
  offered: z.boolean(),
})
export type OwnWordsLine = z.infer<typeof OwnWordsLine>

export const SaveRequirement = z.object({
  /** Made by the form: the same key twice is one statement, and one requirement if that is new. */
  clientKey: z.uuid(),
  requirementId: z.uuid().nullable(),
  occupationId: z.string().min(1).max(60),
  title: z.string().trim().min(1).max(LONGEST_TITLE),
  role: z.enum(RATER_ROLES),
  lines: z.array(RequirementLine).max(MOST_LINES),
  ownWords: z.array(OwnWordsLine).max(10),
})
export type SaveRequirement = z.infer<typeof SaveRequirement>

/** What a job is called before its person changes it: the words it was looked for by, unless those are a mere code. */
export function ownTitle(said: string, occupation: string): string {
  return (/\p{L}/u.test(said) ? said.trim() : occupation).slice(0, LONGEST_TITLE)
}

export type PackedLines = {
  competencyIds: string[]
  importance: string
  proficiency: string | null
}

/**
 * The lines as a statement stores them: one character a competency, in the order given. Lines
 * nobody marked are left out, a competency named twice counts once with its last mark.
 * `proficiency` is null when no line has one.
 */
export function packLines(lines: readonly RequirementLine[]): PackedLines {
  const marked = new Map(
    lines.filter((line) => line.importance !== NOT_ASKED).map((line) => [line.competencyId, line]),
  )
  const proficiency = [...marked.values()].map((line) => line.proficiency).join('')
  return {
    competencyIds: [...marked.keys()],
    importance: [...marked.values()].map((line) => line.importance).join(''),
    proficiency: /[^-]/.test(proficiency) ? proficiency : null,
  }
}

/** Why a line is offered: employers' published importance, or a credential's claim. */
export const lineReasons = ['published', 'claimed'] as const
export type LineReason = (typeof lineReasons)[number]

export type LineCandidate = {
  competencyId: string
  label: string
  /** Mean published importance for the occupation, 0 to 1; null when nothing is published. */
  published: number | null
  /** Published credentials for the occupation that claim it. */
  claims: number
}

/**
 * The lines a new job requirement starts with, most useful first: what employers publicly said the occupation needs,
 * then what its credentials claim. What nobody has said of this occupation is no line, however like it words are: an
 * empty page says so. Never one employer's own lines. At most `limit`; ties go by label.
 */
export function proformaLines<Candidate extends LineCandidate>(
  candidates: readonly Candidate[],
  limit: number = PROFORMA_LINES,
): (Candidate & { reason: LineReason })[] {
  return candidates
    .filter((line) => line.published !== null || line.claims > 0)
    .map((line) => ({ ...line, reason: reasonOf(line) }))
    .sort(
      (a, b) =>
        (b.published ?? -1) - (a.published ?? -1) ||
        b.claims - a.claims ||
        compareText(a.label, b.label) ||
        compareText(a.competencyId, b.competencyId),
    )
    .slice(0, limit)
}

function reasonOf(line: LineCandidate): LineReason {
  return line.published === null ? 'claimed' : 'published'
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
