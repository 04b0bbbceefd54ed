import { eq } from 'drizzle-orm'
import { organizations } from '@/server/db/schema/organizations'
import { asTenant, type Transaction } from '@/server/db/tenancy'
import { asksToPublish, type PublicationState } from '@/server/domain/catalogue/publication'
import { DomainError } from '@/server/domain/errors'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'

/**
 * Says yes to publishing before anybody has confirmed the organization: every page of what it publishes says so. Said once;
 * a confirmed organization has nothing to say yes to.
 */
export async function publishUnconfirmed(ctx: OrgContext): Promise<void> {
  await authorize(ctx, 'framework.publish')
  const { id } = ctx.organization
  await asTenant(ctx, async (tx) => {
    const { confirmed, saidYes } = await publisherOf(tx, ctx)
    if (confirmed || saidYes) return
    await tx
      .update(organizations)
      .set({ publishesUnconfirmedSince: ctx.now })
      .where(eq(organizations.id, id))
    await recordAudit(tx, ctx, {
      verb: 'organization.publish-unconfirmed',
      target: { kind: 'organization', id },
    })
  })
}

/** Refuses what would be published of an organization that nobody has confirmed and that has not said yes to that. */
export async function requirePublisher(
  tx: Transaction,
  ctx: OrgContext,
  change: { from: PublicationState; to: PublicationState },
): Promise<void> {
  if (asksToPublish(await publisherOf(tx, ctx), change)) {
    throw new DomainError('conflict', 'organizations.publishesUnconfirmed')
  }
}

async function publisherOf(tx: Transaction, ctx: OrgContext) {
  const [row] = await tx
    .select({
      verification: organizations.verification,
      since: organizations.publishesUnconfirmedSince,
    })
    .from(organizations)
    .where(eq(organizations.id, ctx.organization.id))
  return { confirmed: row?.verification === 'V2', saidYes: !!row?.since }
}
