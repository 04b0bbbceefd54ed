import { z } from 'zod'
import { CHANGES, TREND_AMONG } from '@/server/domain/method/trends'

/** One figure by release: of the same groups throughout, or of a new group beside those before it. */
export const TrendView = z.object({
  among: z.enum(TREND_AMONG),
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
  change: z.enum(CHANGES),
})
export type TrendView = z.infer<typeof TrendView>
