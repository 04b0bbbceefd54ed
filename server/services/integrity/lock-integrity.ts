import { sql } from 'drizzle-orm'
import type { Transaction } from '@/server/db/tenancy'

/** Sweeps and decisions wait for one another; the number is this lock's name and means nothing else. */
export async function lockIntegrity(tx: Transaction): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(7058342)`)
}
