import { sql } from 'drizzle-orm'
import type { Transaction } from '@/server/db/tenancy'
import { lockReleases } from '@/server/services/release-lock'

/**
 * Sweeps and decisions wait for one another, and for a step of a release: what it is about to count is not held beside
 * it. The number is this lock's name and means nothing else.
 */
export async function lockIntegrity(tx: Transaction): Promise<void> {
  await lockReleases(tx)
  await tx.execute(sql`SELECT pg_advisory_xact_lock(7058342)`)
}
