import { eq } from 'drizzle-orm'
import { raterInvitations, raterStops } from '@/server/db/schema/cycles'
import { recordAudit } from '@/server/services/audit'
import { type RaterContext, requireDevice, requireOpen, throughLink } from './rater-door'
import { sentEver } from './sent-ever'

/**
 * The rater does not want to take part: no more mail of this cycle follows. The asker sees "declined" of those who have
 * sent nothing; after a Send nothing it sees changes, nor what the site's audit says (METHOD R13).
 */
export function declineInvitation(ctx: RaterContext): Promise<void> {
  return throughLink(ctx, async (door) => {
    requireOpen(door)
    // A printed code lies about: once somebody began with it, it declines on their phone alone.
    if (door.invitation.email === null && door.started) requireDevice(door)
    const { tx, invitation } = door
    await tx.insert(raterStops).values({ invitationId: invitation.id }).onConflictDoNothing()
    if (await sentEver(door)) {
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
