import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { raterCodes } from '@/server/db/schema/cycles'
import { codeTries } from './mail-code'
import { type RaterContext, requireLivingLink, throughLink } from './rater-door'
import { codeHash } from './rater-token'
import { openSession } from './start-rating'

export const CheckCode = z.strictObject({ digits: z.string().max(20) })
export type CheckCode = z.infer<typeof CheckCode>

export const CheckedCode = z.object({
  outcome: z.enum(['right', 'wrong', 'too_many']),
  session: z.string().nullable(),
})
export type CheckedCode = z.infer<typeof CheckedCode>

/** Exchanges a mailed code for a session of this device. A wrong try counts, also when told twice. */
export function checkCode(ctx: RaterContext, input: CheckCode): Promise<CheckedCode> {
  return throughLink(ctx, async (door) => {
    requireLivingLink(door)
    const [code] = await door.tx
      .select()
      .from(raterCodes)
      .where(eq(raterCodes.invitationId, door.invitation.id))
      .for('update')
    if (!code) return { outcome: 'wrong', session: null }
    if (code.attempts >= codeTries) return { outcome: 'too_many', session: null }
    const digits = input.digits.replace(/\s/g, '')
    const right =
      code.expiresAt > door.now && code.codeHash === codeHash(door.invitation.id, digits)
    if (!right) {
      await door.tx
        .update(raterCodes)
        .set({ attempts: sql`${raterCodes.attempts} + 1` })
        .where(eq(raterCodes.invitationId, door.invitation.id))
      return { outcome: 'wrong', session: null }
    }
    await door.tx.delete(raterCodes).where(eq(raterCodes.invitationId, door.invitation.id))
    return { outcome: 'right', session: await openSession(door) }
  })
}
