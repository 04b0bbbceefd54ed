import { and, eq } from 'drizzle-orm'
import { decisions } from '@/server/db/schema/decisions'
import type { Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import type { OrgContext } from '@/server/services/context'

type Found = Pick<
  typeof decisions.$inferSelect,
  'id' | 'credentialId' | 'competencyId' | 'choice' | 'at'
>

/** One of the organization's own decisions, refused where another has taken the place of it. */
export async function findNewest(
  tx: Transaction,
  ctx: OrgContext,
  decisionId: string,
): Promise<Found> {
  const [decision] = await tx
    .select({
      id: decisions.id,
      credentialId: decisions.credentialId,
      competencyId: decisions.competencyId,
      choice: decisions.choice,
      at: decisions.at,
    })
    .from(decisions)
    .where(and(eq(decisions.id, decisionId), eq(decisions.organizationId, ctx.organization.id)))
  if (!decision) throw new DomainError('not_found', 'decisions.none')
  const [later] = await tx
    .select({ id: decisions.id })
    .from(decisions)
    .where(eq(decisions.replacesId, decisionId))
  if (later) throw new DomainError('conflict', 'decisions.notNewest')
  return decision
}
