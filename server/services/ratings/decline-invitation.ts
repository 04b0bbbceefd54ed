import { and, eq, isNotNull, or } from 'drizzle-orm'
import { raterInvitations, raterProgress, raterStops } from '@/server/db/schema/cycles'
import { recordAudit } from '@/server/services/audit'
import { type RaterContext, type RaterDoor, requireOpen, throughLink } from './rater-door'

/**
 * The rater does not want to take part: no more mail of this cycle follows. The asker sees "declined" of those who have
 * sent nothing; after a Send nothing it sees changes, nor what the site's audit says (METHOD R13).
 */
export function declineInvitation(ctx: RaterContext): Promise<void> {
  return throughLink(ctx, async (door) => {
    requireOpen(door)
    const { tx, invitation } = door
    await tx.insert(raterStops).values({ invitationId: invitation.id }).onConflictDoNothing()
    if (await hasSent(door)) {
      await recordAudit(tx, door.ctx, { verb: 'rater.unsubscribe', unnamed: true })
      return
    }
    await tx
      .update(raterInvitations)
      .set({ delivery: 'declined' })
      .where(eq(raterInvitations.id, invitation.id))
    await recordAudit(tx, door.ctx, {
      verb: 'invitation.decline',
      organizationId: door.cycle.organizationId,
      target: { kind: 'invitation', id: invitation.id },
    })
  })
}

/** Whether answers were ever sent in this cycle; those taken back since were. */
async function hasSent({ tx, invitation }: RaterDoor): Promise<boolean> {
  const [row] = await tx
    .select({ id: raterProgress.invitationId })
    .from(raterProgress)
    .where(
      and(
        eq(raterProgress.invitationId, invitation.id),
        or(isNotNull(raterProgress.submittedAt), isNotNull(raterProgress.withdrawnAt)),
      ),
    )
  return row !== undefined
}
