import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { raterInvitations, ratingCycles } from '@/server/db/schema/cycles'
import { asTenant, type Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { spendLimit } from '@/server/services/limits/spend-limit'
import { requireSender } from '@/server/services/organizations/require-sender'
import { enqueue } from '@/server/services/outbox'
import { invitationMail } from './invitation-mail'

export const ChangeInvitation = z.strictObject({ cycleId: z.uuid(), invitationId: z.uuid() })
export type ChangeInvitation = z.infer<typeof ChangeInvitation>

/** Takes an invitation back: in a draft it goes, in an open cycle every link of it stops working. */
export async function revokeInvitation(ctx: OrgContext, input: ChangeInvitation): Promise<void> {
  await authorize(ctx, 'cycle.edit')
  await asTenant(ctx, async (tx) => {
    const invitation = await findInvitation(tx, ctx, input)
    if (invitation.cycleState === 'draft') {
      await tx.delete(raterInvitations).where(eq(raterInvitations.id, invitation.id))
    } else {
      await tx
        .update(raterInvitations)
        .set({ delivery: 'revoked' })
        .where(eq(raterInvitations.id, invitation.id))
    }
    await recordAudit(tx, ctx, {
      verb: 'invitation.revoke',
      target: { kind: 'invitation', id: invitation.id },
    })
  })
}

/**
 * Sends the invitation again, with a link of its own; at most once an hour. Whether its rater wants no more mail is not
 * told here: the mail is then left out as it is made.
 */
export async function resendInvitation(ctx: OrgContext, input: ChangeInvitation): Promise<void> {
  await authorize(ctx, 'cycle.edit')
  await spendLimit('rater-mailing', ctx.organization.id)
  await asTenant(ctx, async (tx) => {
    const invitation = await findInvitation(tx, ctx, input)
    if (invitation.cycleState !== 'open') {
      throw new DomainError('conflict', 'cycles.notOpen')
    }
    if (invitation.delivery === 'declined' || invitation.delivery === 'revoked') {
      throw new DomainError('conflict', 'invitations.over', {
        values: { delivery: invitation.delivery },
      })
    }
    if (invitation.recent || invitation.delivery === 'queued') {
      throw new DomainError('limit_reached', 'invitations.mailedLately')
    }
    await requireSender(tx, ctx.organization.id, 1)
    await tx
      .update(raterInvitations)
      .set({ delivery: 'queued' })
      .where(eq(raterInvitations.id, invitation.id))
    await enqueue(tx, invitationMail(invitation.id))
    await recordAudit(tx, ctx, {
      verb: 'invitation.resend',
      target: { kind: 'invitation', id: invitation.id },
    })
  })
}

async function findInvitation(tx: Transaction, ctx: OrgContext, input: ChangeInvitation) {
  const [row] = await tx
    .select({
      id: raterInvitations.id,
      delivery: raterInvitations.delivery,
      recent: sql<boolean>`coalesce(${raterInvitations.sentAt} > now() - interval '1 hour', false)`,
      cycleState: ratingCycles.state,
    })
    .from(raterInvitations)
    .innerJoin(ratingCycles, eq(ratingCycles.id, raterInvitations.cycleId))
    .where(
      and(
        eq(raterInvitations.id, input.invitationId),
        eq(raterInvitations.cycleId, input.cycleId),
        eq(raterInvitations.organizationId, ctx.organization.id),
      ),
    )
  if (!row) throw new DomainError('not_found', 'invitations.none')
  return row
}
