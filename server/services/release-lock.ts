import { sql } from 'drizzle-orm'
import type { Transaction } from '@/server/db/tenancy'

/**
 * Whatever changes what a release reads or has written waits here for a step of it to end: other releases, hiding a
 * group, holds and their review. The number is this lock's name and means nothing else.
 */
export async function lockReleases(tx: Transaction): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(7058341)`)
}
