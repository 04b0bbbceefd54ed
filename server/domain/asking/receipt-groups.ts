import { z } from 'zod'
import {
  type AgedCounts,
  addCounts,
  MAX_AGE_QUARTERS,
  totalOf,
} from '@/server/domain/method/counts'
import { SCALE_SHAPES, type Scale } from '@/server/domain/scales'

/** What stands beside a rater's own answer: the group's, as published. */
export const ReceiptGroup = z.object({
  employers: z.number().int(),
  /** Votes per level, lowest level first, as published. */
  counts: z.array(z.number()),
})
export type ReceiptGroup = z.infer<typeof ReceiptGroup>

/** One published cohort of the packet's subjects. */
type Published = AgedCounts & { scale: Scale; competencyId: string | null }

/**
 * Sums of whole living cohorts by scale and competency (`fit:<competency>`): all that anybody ever sees.
 * @param cohorts the latest version of each
 */
export function receiptGroups(cohorts: readonly Published[]): Map<string, ReceiptGroup> {
  const groups = new Map<string, ReceiptGroup>()
  for (const { scale, competencyId, counts, ageQuarters } of cohorts) {
    if (ageQuarters > MAX_AGE_QUARTERS) continue
    const key = `${scale}:${competencyId}`
    const before = groups.get(key)
    groups.set(key, {
      employers: (before?.employers ?? 0) + totalOf(counts),
      counts: addCounts([before?.counts ?? [], counts], SCALE_SHAPES[scale].levels),
    })
  }
  return groups
}
