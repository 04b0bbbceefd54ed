import { and, eq } from 'drizzle-orm'
import { raterLists } from '@/server/db/schema/cycles'
import type { Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import type { OrgContext } from '@/server/services/context'

/** A list that the organization keeps; another's is not found. */
export async function findRaterList(
  tx: Transaction,
  ctx: OrgContext,
  id: string,
): Promise<typeof raterLists.$inferSelect> {
  const [found] = await tx
    .select()
    .from(raterLists)
    .where(and(eq(raterLists.id, id), eq(raterLists.organizationId, ctx.organization.id)))
  if (!found) throw new DomainError('not_found', 'raterLists.none')
  return found
}
