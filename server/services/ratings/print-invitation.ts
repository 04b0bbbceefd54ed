import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { raterLinks } from '@/server/db/schema/cycles'
import { linkDaysAfterClosing } from '@/server/services/cycles/end-cycle'
import { findRaters } from '@/server/services/raters/find-raters'
import { hashToken } from '@/server/services/session-token'
import { giveInvitation } from './give-invitation'
import { requirePassing, requirePassingAlone } from './passing'
import { type RaterContext, throughLink } from './rater-door'
import { newRaterToken } from './rater-token'

/** The code a page offers: a press made twice on one page prints one. */
export const PrintInvitation = z.strictObject({
  printed: z
    .string()
    .regex(/^[\w-]{32}$/)
    .optional(),
})
export type PrintInvitation = z.infer<typeof PrintInvitation>

/**
 * The same for a colleague without a mail address: a code to print, from the rater it replaces. The phone that opens it
 * first is the one it works on, since no code can be mailed to let another in. What is answered there speaks for the
 * employer as the address that was invited does: it gives nobody more than that link had.
 */
export async function printInvitation(
  ctx: RaterContext,
  input: PrintInvitation = {},
): Promise<{ code: string }> {
  const code = input.printed ?? newRaterToken()
  try {
    await print(ctx, code)
  } catch (refused) {
    if (!(await wasPrinted(ctx, code))) throw refused
  }
  return { code }
}

async function print(ctx: RaterContext, code: string): Promise<void> {
  const { id, employerId, passes } = await throughLink(ctx, async (door) => {
    await requirePassing(door)
    return { ...door.invitation, passes: door.passes }
  })
  // No address, and so a rater that nobody else can be.
  const rater = { employerId, email: `printed ${id} ${passes + 1}` }
  const ids = await findRaters([rater])
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
}

/** Whether the press before this one, on the same page, printed the code. */
function wasPrinted(ctx: RaterContext, code: string): Promise<boolean> {
  return throughLink(ctx, async ({ tx, invitation, passes }) => {
    const [link] = await tx
      .select({ passes: raterLinks.passes })
      .from(raterLinks)
      .where(
        and(
          eq(raterLinks.tokenHash, hashToken(code)),
          eq(raterLinks.invitationId, invitation.id),
          eq(raterLinks.passes, passes + 1),
        ),
      )
    return link !== undefined
  })
}
