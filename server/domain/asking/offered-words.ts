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
 * The lines of one occupation that are shown now (METHOD R10): all those of confirmed employers once five of them have
 * one let through, else none; whatever comes later waits for another five. Employers offer these lines on their own
 * pages, so there is no cycle and no asker to tell them apart by: the occupation is the group. The order depends on the
 * texts and on the randomness alone, never on who wrote what or when.
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

/** Every order is as likely as any other. */
function shuffled<T>(values: readonly T[], below: (limit: number) => number): T[] {
  const left = [...values]
  const order: T[] = []
  while (left.length > 0) order.push(...left.splice(below(left.length), 1))
  return order
}
