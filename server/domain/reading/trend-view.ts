import { z } from 'zod'

/** One figure by release: of the same groups throughout, or of a new group beside those before it. */
export const TrendView = z.object({
  among: z.enum(['same_employers', 'other_employers']),
  groups: z.number().int(),
  /** Groups of the row that are in no point. */
  leftOut: z.number().int(),
  /** Oldest first, two at least; 0–100 points with the 90 % interval. */
  points: z.array(
    z.object({
      release: z.number().int(),
      at: z.date(),
      employers: z.number().int(),
      score: z.number(),
      lower: z.number(),
      upper: z.number(),
    }),
  ),
  /** The last point against the first: said from P ≥ .975 and ten employers on, "may have moved" from P ≥ .9. */
  change: z.enum(['higher', 'lower', 'maybe_higher', 'maybe_lower', 'unclear']),
})
export type TrendView = z.infer<typeof TrendView>
