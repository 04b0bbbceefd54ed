import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { raterCodes } from '@/server/db/schema/cycles'
import { recordRefusal } from '@/server/services/audit'
import { spendLimit } from '@/server/services/limits/spend-limit'
import { lastSent, packetsOfRater } from './packets-of-rater'
import { type RaterContext, requireLivingLink, throughLink } from './rater-door'
import { codeHash } from './rater-token'
import { markStarted, openSession } from './start-rating'

export const CheckCode = z.strictObject({ digits: z.string().max(20) })
export type CheckCode = z.infer<typeof CheckCode>

export const CheckedCode = z.object({
  session: z.string().nullable(),
  /** Where the rater left off. */
  next: z.enum(['rate', 'receipt']),
})
export type CheckedCode = z.infer<typeof CheckedCode>

/** Tries one code takes before it is worth nothing. */
const tries = 5

/** Exchanges a mailed code for a session of this device, or null when the code is not right. */
export async function checkCode(ctx: RaterContext, input: CheckCode): Promise<CheckedCode> {
  await spendLimit('rater-code-try', ctx.code)
  const checked = await throughLink(ctx, async (door): Promise<CheckedCode> => {
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
      return { session: null, next: 'rate' }
    }
    await door.tx.delete(raterCodes).where(mine)
    if (door.state === 'open') await markStarted(door)
    const [packet] = await packetsOfRater(door)
    const sent = packet ? (await lastSent(door, packet)) !== null : false
    return {
      session: await openSession(door),
      next: sent || door.state !== 'open' ? 'receipt' : 'rate',
    }
  })
  if (!checked.session) await recordRefusal(ctx, { verb: 'rater.code' })
  return checked
}
