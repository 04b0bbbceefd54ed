import { eq } from 'drizzle-orm'
import { raterInvitations } from '@/server/db/schema/cycles'
import type { Transaction } from '@/server/db/tenancy'

/** The addresses that are invited to a cycle. */
export async function invitedTo(tx: Transaction, cycleId: string): Promise<Set<string>> {
  const rows = await tx
    .select({ email: raterInvitations.email })
    .from(raterInvitations)
    .where(eq(raterInvitations.cycleId, cycleId))
  return new Set(rows.map((row) => row.email))
}
