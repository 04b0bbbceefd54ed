import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { raterCodes } from '@/server/db/schema/cycles'
import { typedCode } from '@/server/domain/people/mailed-codes'
import { recordRefusal } from '@/server/services/audit'
import { spendLimit, tooOften } from '@/server/services/limits/spend-limit'
import { countStrayCode, countWrongCode, wrongCodeWait } from '@/server/services/limits/wrong-codes'
import { hashToken } from '@/server/services/session-token'
import { letIn } from './let-in'
import { AskingDevice } from './mail-code'
import { type RaterContext, requireLivingLink, throughLink } from './rater-door'
import { codeHash } from './rater-token'

export const CheckCode = z.strictObject({ typed: z.string().max(40), device: AskingDevice })
export type CheckCode = z.infer<typeof CheckCode>

export const CheckedCode = z.object({
  session: z.string().nullable(),
  /** Where the rater left off. */
  next: z.enum(['rate', 'receipt']),
})
export type CheckedCode = z.infer<typeof CheckedCode>

/** Tries one code takes before it is worth nothing. */
const tries = 5

/**
 * Exchanges a mailed code for a session of the device that asked for it, or null when the code is not right. A device
 * that asked for none never gets as far as a guess.
 */
export async function checkCode(ctx: RaterContext, input: CheckCode): Promise<CheckedCode> {
  await spendLimit('rater-code-try', ctx.code)
  const wait = await wrongCodeWait(ctx)
  const tried = await throughLink(ctx, async (door): Promise<Tried> => {
    requireLivingLink(door)
    const mine = eq(raterCodes.invitationId, door.invitation.id)
    const [code] = await door.tx.select().from(raterCodes).where(mine).for('update')
    const living = code && code.attempts < tries && code.expiresAt > door.now
    if (!living || code.browserHash !== hashToken(input.device)) return { kind: 'stray' }
    if (code.attempts > 0 && wait > 0) return { kind: 'wait' }
    const typed = typedCode(input.typed)
    if (typed === null || code.codeHash !== codeHash(door.invitation.id, typed)) {
      await door.tx
        .update(raterCodes)
        .set({ attempts: sql`${raterCodes.attempts} + 1` })
        .where(mine)
      return { kind: 'wrong' }
    }
    await door.tx.delete(raterCodes).where(mine)
    return { kind: 'right', ...(await letIn(door)) }
  })
  if (tried.kind === 'right') return { session: tried.session, next: tried.next }
  if (tried.kind === 'wait') throw tooOften(wait)
  if (tried.kind === 'stray') await countStrayCode()
  else await countWrongCode(ctx)
  await recordRefusal(ctx, { verb: 'rater.code' })
  return { session: null, next: 'rate' }
}

type Tried = ({ kind: 'right' } & CheckedCode) | { kind: 'wrong' | 'wait' | 'stray' }
