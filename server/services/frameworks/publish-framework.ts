import { eq } from 'drizzle-orm'
import { frameworks } from '@/server/db/schema/frameworks'
import { asErrand, asTenant } from '@/server/db/tenancy'
import type { PublicationState } from '@/server/domain/catalogue/publication'
import { DomainError } from '@/server/domain/errors'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { requirePublisher } from '@/server/services/organizations/publish-unconfirmed'
import { currentCompetencies, findOwnFramework } from './stored-framework'

/**
 * Publishes a framework, archives it (still readable at its address, no longer offered) or takes
 * it back to a draft that only its own organization sees.
 */
export function publishFramework(
  ctx: OrgContext,
  input: { slug: string; state: PublicationState },
): Promise<void> {
  return asErrand(() => publish(ctx, input))
}

async function publish(
  ctx: OrgContext,
  input: { slug: string; state: PublicationState },
): Promise<void> {
  await authorize(ctx, 'framework.publish')
  const organizationId = ctx.organization.id
  await asTenant(ctx, async (tx) => {
    const { row } = await findOwnFramework(tx, organizationId, { slug: input.slug })
    if (input.state === 'published' && (await currentCompetencies(tx, row.id)).length === 0) {
      throw new DomainError('conflict', 'frameworks.empty')
    }
    await requirePublisher(tx, ctx, { from: row.state, to: input.state })
    await tx
      .update(frameworks)
      .set({ state: input.state, updatedAt: ctx.now })
      .where(eq(frameworks.id, row.id))
    await recordAudit(tx, ctx, {
      verb: 'framework.publish',
      target: { kind: 'framework', id: row.id },
      detail: { state: input.state },
    })
  })
}
