/**
 * The rating scales (METHOD §1): levels, their scores, and the one-character encoding of packed answers.
 * The wording stands in messages/<locale>/scales.json under the level as key.
 */

/** How well holders met the job's need, 0 "Not prepared" to 4 "Above what the job needs". */
export const FIT_LEVELS = [0, 1, 2, 3, 4] as const

/** How much a new hire needs it, 1 "Not needed" to 4 "Must have". */
export const IMPORTANCE_LEVELS = [1, 2, 3, 4] as const
export type ImportanceLevel = (typeof IMPORTANCE_LEVELS)[number]

/** What the credential does for an applicant: 4 Required, 3 Preferred, 2 Nice to have, 1 Shows basics only. */
export const VALUE_LEVELS = [1, 2, 3, 4] as const

/** How well a new hire must do it: 1 Aware, 2 Guided, 3 Independent, 4 Advanced. Context only, never published. */
export const PROFICIENCY_LEVELS = [1, 2, 3, 4] as const

/** Whether the rater has seen holders: 3 or more, 1 or 2, none, does not know who holds it. */
export const EXPOSURES = ['several', 'few', 'none', 'unknown'] as const
export type Exposure = (typeof EXPOSURES)[number]

/** What the rater is to the job; on fit those who supervise or do it speak before those who hire (METHOD §2). */
export const RATER_ROLES = ['hires', 'supervises', 'does'] as const
export type RaterRole = (typeof RATER_ROLES)[number]

/** The published scales. Fit and importance have an item per competency, value one per credential × occupation. */
export const SCALES = ['fit', 'importance', 'value'] as const
export type Scale = (typeof SCALES)[number]

/** What answers are about: importance about an occupation; fit and value about a credential for an occupation. */
export const SUBJECT_KINDS = ['occupation', 'credential'] as const
export type SubjectKind = (typeof SUBJECT_KINDS)[number]

/** Shortfall per fit level 0..4: being above the need earns nothing extra (METHOD §1). */
export const FIT_SHORTFALL: readonly number[] = [1, 2 / 3, 1 / 3, 0, 0]

/** Score per importance level 1..4 (METHOD §1). */
export const IMPORTANCE_SCORE: readonly number[] = [0, 1 / 3, 2 / 3, 1]

/** "Not asked" in importance and fit, and "left open" in fit. */
export const NOT_ASKED = '-' as const
/** "Not sure" in importance and proficiency; in value "We don't consider it, or not sure". Never counted. */
export const NOT_SURE = '?'
/** "Can't judge" in fit. Never counted. */
export const CANNOT_JUDGE = 'x'

/** The four levels that every scale has, from most to least. */
export const FOUR_LEVELS = ['4', '3', '2', '1'] as const

/** Every character an answer may have, from most to least as the screen shows them, then the ways of not answering. */
export const FIT_ANSWERS = [...FOUR_LEVELS, '0', CANNOT_JUDGE, NOT_ASKED] as const
export const IMPORTANCE_ANSWERS = [...FOUR_LEVELS, NOT_SURE, NOT_ASKED] as const
export const PROFICIENCY_ANSWERS = [...FOUR_LEVELS, NOT_SURE, NOT_ASKED] as const
export const VALUE_ANSWERS = [...FOUR_LEVELS, NOT_SURE, NOT_ASKED] as const

/** Lowest level of a scale and how many levels it has; a count vector holds level `first + index` at `index`. */
export const SCALE_SHAPES: Readonly<Record<Scale, { first: number; levels: number }>> = {
  fit: { first: 0, levels: 5 },
  importance: { first: 1, levels: 4 },
  value: { first: 1, levels: 4 },
}

/** Raters who have seen no holder are asked about importance only (METHOD §1). */
export function mayJudgeFit(exposure: Exposure): boolean {
  return exposure === 'several' || exposure === 'few'
}

/**
 * The level behind one packed character, or null when it is not a counted answer.
 * @throws {RangeError} for a character outside the scale: a stored state nobody may publish from.
 */
export function answerLevel(scale: Scale, answer: string): number | null {
  const level = COUNTED[scale].get(answer)
  if (level !== undefined) return level
  throw new RangeError(`A stored answer is none of the ${scale} scale`)
}

const COUNTED: Readonly<Record<Scale, ReadonlyMap<string, number | null>>> = {
  fit: levelsOf(FIT_ANSWERS),
  importance: levelsOf(IMPORTANCE_ANSWERS),
  value: levelsOf(VALUE_ANSWERS),
}

function levelsOf(answers: readonly string[]): ReadonlyMap<string, number | null> {
  return new Map(answers.map((answer) => [answer, /^[0-4]$/.test(answer) ? Number(answer) : null]))
}

const PACKED = {
  fit: /^[0-4x-]*$/,
  importance: /^[1-4?-]*$/,
  proficiency: /^[1-4?-]*$/,
} as const

/** Whether `text` is one answer per competency of a question list of `length`, e.g. `'4432-1'`. */
export function isPackedAnswers(scale: keyof typeof PACKED, text: string, length: number): boolean {
  return text.length === length && PACKED[scale].test(text)
}
