import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { senderHolds } from '@/server/db/schema/senders'
import { asOperator } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { nameVerdicts } from '@/server/domain/people/sender-names'
import { recordAudit } from '@/server/services/audit'
import type { OperatorContext } from '@/server/services/context'

export const DecideName = z.strictObject({
  organizationId: z.uuid(),
  /** The name that was read: another one since then is not decided about. */
  name: z.string().max(200),
  verdict: z.enum(nameVerdicts),
})
export type DecideName = z.infer<typeof DecideName>

/** Lets mail go out under a name that waited, or not. */
export async function decideName(ctx: OperatorContext, input: DecideName): Promise<void> {
  const { organizationId, name, verdict } = input
  await asOperator(async (tx) => {
    const [row] = await tx
      .update(senderHolds)
      .set({ verdict, byUserId: ctx.actor.userId, decidedAt: sql`now()` })
      .where(
        and(
          eq(senderHolds.organizationId, organizationId),
          eq(senderHolds.reason, 'name'),
          eq(senderHolds.name, name),
        ),
      )
      .returning({ name: senderHolds.name })
    if (!row) throw new DomainError('not_found', 'senders.nameDecided')
    await recordAudit(tx, ctx, {
      verb: verdict === 'accepted' ? 'sender.accept-name' : 'sender.refuse-name',
      target: { kind: 'organization', id: organizationId },
    })
  })
}
