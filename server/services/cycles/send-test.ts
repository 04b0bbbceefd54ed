import { asTenant } from '@/server/db/tenancy'
import { mailLanes } from '@/server/domain/mail-lanes'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { spendLimit } from '@/server/services/limits/spend-limit'
import { requireSender } from '@/server/services/organizations/require-sender'
import { enqueue } from '@/server/services/outbox'
import { firstPacketOf } from './preview-cycle'

/**
 * Mails the invitation of a cycle to the person who asks for it, and to nobody else. It is none of the week's mails, and
 * does not leave where those would not.
 */
export async function sendTest(ctx: OrgContext, input: { cycleId: string }): Promise<void> {
  await authorize(ctx, 'cycle.edit')
  await spendLimit('cycle-test', ctx.actor.userId)
  await asTenant(ctx, async (tx) => {
    const { cycle, packet } = await firstPacketOf(tx, ctx, input.cycleId)
    await requireSender(tx, ctx.organization.id, 0)
    const { credential, competencies } = packet
    await enqueue(tx, {
      subjectId: cycle.id,
      kind: 'mail',
      payload: {
        ...{ template: 'cycle-test', to: ctx.actor.email, cycleId: cycle.id },
        ...{ credential, competencies, senderId: ctx.organization.id },
      },
      lane: mailLanes.other,
    })
    await recordAudit(tx, ctx, { verb: 'cycle.test', target: { kind: 'cycle', id: cycle.id } })
  })
}
