import { eq } from 'drizzle-orm'
import { raterInvitations, raterProgress } from '@/server/db/schema/cycles'
import { recordAudit } from '@/server/services/audit'
import { type RaterContext, requireOpen, throughLink } from './rater-door'

/** The rater does not want to take part; no reminder follows, and the asker sees "declined". */
export function declineInvitation(ctx: RaterContext): Promise<void> {
  return throughLink(ctx, async (door) => {
    requireOpen(door)
    await door.tx
      .update(raterInvitations)
      .set({ delivery: 'declined' })
      .where(eq(raterInvitations.id, door.invitation.id))
    await door.tx
      .update(raterProgress)
      .set({ startedAt: null })
      .where(eq(raterProgress.invitationId, door.invitation.id))
    await recordAudit(door.tx, door.ctx, {
      verb: 'invitation.decline',
      organizationId: door.cycle.organizationId,
      target: { kind: 'invitation', id: door.invitation.id },
    })
  })
}
