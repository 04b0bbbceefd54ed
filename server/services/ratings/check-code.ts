import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { raterCodes } from '@/server/db/schema/cycles'
import { spendLimit } from '@/server/services/limits/spend-limit'
import { type RaterContext, requireLivingLink, throughLink } from './rater-door'
import { codeHash } from './rater-token'
import { openSession } from './start-rating'

export const CheckCode = z.strictObject({ digits: z.string().max(20) })
export type CheckCode = z.infer<typeof CheckCode>

/** Tries one code takes before it is worth nothing. */
const tries = 5

/** Exchanges a mailed code for a session of this device, or null when the code is not right. */
export async function checkCode(
  ctx: RaterContext,
  input: CheckCode,
): Promise<{ session: string | null }> {
  await spendLimit('rater-code-try', ctx.code)
  return throughLink(ctx, async (door) => {
    requireLivingLink(door)
    const mine = eq(raterCodes.invitationId, door.invitation.id)
    const [code] = await door.tx.select().from(raterCodes).where(mine).for('update')
    const digits = input.digits.replace(/\s/g, '')
    const right =
      code !== undefined &&
      code.attempts < tries &&
      code.expiresAt > door.now &&
      code.codeHash === codeHash(door.invitation.id, digits)
    if (!right) {
      await door.tx
        .update(raterCodes)
        .set({ attempts: sql`${raterCodes.attempts} + 1` })
        .where(mine)
      return { session: null }
    }
    await door.tx.delete(raterCodes).where(mine)
    return { session: await openSession(door) }
  })
}
