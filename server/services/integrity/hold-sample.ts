import { eq } from 'drizzle-orm'
import { integrityHolds } from '@/server/db/schema/integrity'
import { ratings } from '@/server/db/schema/ratings'
import { asPublisher } from '@/server/db/tenancy'
import { countYear } from './integrity-totals'
import { settleStatements } from './settle-statements'

export type SampleHold = typeof integrityHolds.$inferInsert & {
  ratingId: string
  raterId: string
  cycleId: string
}

/** Writes a hold of the sample as it is told; the answers of one that waits are held with it. */
export function holdSample(hold: SampleHold, now: Date): Promise<void> {
  return asPublisher(async (tx) => {
    await tx.insert(integrityHolds).values(hold)
    if (hold.state === 'held') {
      await tx.update(ratings).set({ review: 'held' }).where(eq(ratings.id, hold.ratingId))
      await settleStatements(tx, hold, now)
    }
    await countYear(tx, hold.raisedAt.getUTCFullYear(), now)
  })
}
