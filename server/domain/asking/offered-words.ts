import { COHORT_DEFAULTS } from '@/server/domain/method/cohort-state'

/** What the operator says of an offered line. */
export const offeredVerdicts = ['let_through', 'left_out'] as const
/** What came of it: one that was let through is shown when it can be. */
export const offeredReviews = [...offeredVerdicts, 'shown'] as const

/** A line that was let through and not shown yet. */
export type ReviewedLine = {
  id: string
  text: string
  /** The legal employer that speaks, the same for all of its sites; null while it is not confirmed. */
  employer: string | null
}

/**
 * The lines of one group that are shown now (METHOD R10): all those of confirmed employers once five of them have one let
 * through, else none; whatever comes later waits for another five. The order depends on the texts and on the randomness
 * alone, never on who wrote what or when.
 * @param below a random whole number from 0 to one less than the limit given
 */
export function linesToShow<Line extends ReviewedLine>(
  lines: readonly Line[],
  below: (limit: number) => number,
): Line[] {
  const spoken = lines.filter(({ employer }) => employer !== null)
  if (new Set(spoken.map(({ employer }) => employer)).size < COHORT_DEFAULTS.k) return []
  return shuffled(
    spoken.toSorted((a, b) => (a.text < b.text ? -1 : Number(a.text > b.text))),
    below,
  )
}

/**
 * Whose lines are shown together. What raters found missing is told apart by who asked: a group is all closed cycles of
 * one asker about one occupation. On its own page an employer describes a job that nobody asked about, so there the
 * occupation alone is the group. The two never fill up each other's five, nor do the sample and what is real.
 */
export function wordsGroup(line: {
  occupationId: string
  askerId: string | null
  sample: boolean
}): string {
  return [line.sample ? 'sample' : 'real', line.occupationId, line.askerId ?? 'own page'].join(' ')
}

/** Every order is as likely as any other. */
function shuffled<T>(values: readonly T[], below: (limit: number) => number): T[] {
  const left = [...values]
  const order: T[] = []
  while (left.length > 0) order.push(...left.splice(below(left.length), 1))
  return order
}
