import { sql } from 'drizzle-orm'
import type { Transaction } from '@/server/db/tenancy'

/** Until this transaction ends, nobody else takes a decision back or puts another in its place. */
export async function holdDecision(tx: Transaction, decisionId: string): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${decisionId}, 16))`)
}
