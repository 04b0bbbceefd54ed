import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { organizations } from '@/server/db/schema/organizations'
import { senderHolds } from '@/server/db/schema/senders'
import { asOperator } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { recordAudit } from '@/server/services/audit'
import type { OperatorContext } from '@/server/services/context'

export const StopSender = z.strictObject({ organizationId: z.uuid(), stop: z.boolean() })
export type StopSender = z.infer<typeof StopSender>

/** Stops all mail in an organization's name, what waits too, or lets it go on. */
export async function stopSender(ctx: OperatorContext, input: StopSender): Promise<void> {
  const { organizationId, stop } = input
  await asOperator(async (tx) => {
    const [record] = await tx
      .select({ name: organizations.name })
      .from(organizations)
      .where(and(eq(organizations.id, organizationId), isNull(organizations.mergedIntoId)))
    if (!record) throw new DomainError('not_found', 'organizations.none')
    if (stop) {
      await tx
        .insert(senderHolds)
        .values({
          organizationId,
          reason: 'stopped',
          name: record.name,
          byUserId: ctx.actor.userId,
        })
        .onConflictDoNothing()
    } else {
      await tx
        .delete(senderHolds)
        .where(
          and(eq(senderHolds.organizationId, organizationId), eq(senderHolds.reason, 'stopped')),
        )
    }
    await recordAudit(tx, ctx, {
      verb: stop ? 'sender.stop' : 'sender.allow',
      target: { kind: 'organization', id: organizationId },
    })
  })
}
