import { eq } from 'drizzle-orm'
import { passedInvitations } from '@/server/db/schema/cycles'
import type { RaterDoor } from './rater-door'

/** How often the invitation has been passed on at this moment, whatever it was as the door opened. */
export async function passesNow({ tx, invitation }: RaterDoor): Promise<number> {
  const [row] = await tx
    .select({ times: passedInvitations.times })
    .from(passedInvitations)
    .where(eq(passedInvitations.invitationId, invitation.id))
  return row?.times ?? 0
}
