import { sql } from 'drizzle-orm'
import { raterLinks } from '@/server/db/schema/cycles'
import { linkDaysAfterClosing } from '@/server/services/cycles/end-cycle'
import { findRaters } from '@/server/services/raters/find-raters'
import { hashToken } from '@/server/services/session-token'
import { giveInvitation } from './give-invitation'
import { requirePassing, requirePassingAlone } from './passing'
import { type RaterContext, throughLink } from './rater-door'
import { newRaterToken } from './rater-token'

/**
 * The same for a colleague without a mail address: a code to print, from the rater it replaces. The phone that opens it
 * first is the one it works on, since no code can be mailed to let another in. What is answered there speaks for the
 * employer as the address that was invited does: it gives nobody more than that link had.
 */
export async function printInvitation(ctx: RaterContext): Promise<{ code: string }> {
  const { id, employerId, passes } = await throughLink(ctx, async (door) => {
    await requirePassing(door)
    return { ...door.invitation, passes: door.passes }
  })
  // No address, and so a rater that nobody else can be.
  const rater = { employerId, email: `printed ${id} ${passes + 1}` }
  const ids = await findRaters([rater])
  const code = newRaterToken()
  await throughLink(ctx, async (door) => {
    await requirePassingAlone(door)
    const given = await giveInvitation(door, { rater, ids, email: null })
    await door.tx.insert(raterLinks).values({
      tokenHash: hashToken(code),
      invitationId: door.invitation.id,
      passes: given.passes,
      expiresAt: sql`${door.cycle.closesAt.toISOString()}::timestamptz + make_interval(days => ${linkDaysAfterClosing})`,
    })
  })
  return { code }
}
