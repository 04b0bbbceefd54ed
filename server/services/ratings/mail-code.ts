import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { raterCodes } from '@/server/db/schema/cycles'
import { DomainError } from '@/server/domain/errors'
import { invitationMail } from '@/server/services/cycles/invitation-mail'
import { spendLimit } from '@/server/services/limits/spend-limit'
import { enqueue } from '@/server/services/outbox'
import { hashToken } from '@/server/services/session-token'
import { type RaterContext, requireLivingLink, throughLink } from './rater-door'

export const codeMinutes = 10

/** A secret that the asking device keeps: the code works there alone. */
export const AskingDevice = z.string().regex(/^[\w-]{32}$/)
export const MailCode = z.strictObject({ device: AskingDevice })
export type MailCode = z.infer<typeof MailCode>

/**
 * Asks for a code by mail, to go on from a new device. The code itself is made when the mail is
 * sent, so nothing that waits holds it; until then the row matches no code.
 */
export async function mailCode(ctx: RaterContext, input: MailCode): Promise<void> {
  await spendLimit('rater-code', ctx.code)
  await throughLink(ctx, async (door) => {
    requireLivingLink(door)
    if (door.invitation.email === null) throw new DomainError('conflict', 'passing.noAddress')
    const fresh = {
      codeHash: '',
      browserHash: hashToken(input.device),
      attempts: 0,
      expiresAt: sql`now() + make_interval(mins => ${codeMinutes})`,
    }
    await door.tx
      .insert(raterCodes)
      .values({ ...fresh, invitationId: door.invitation.id })
      .onConflictDoUpdate({ target: raterCodes.invitationId, set: fresh })
    await enqueue(door.tx, invitationMail(door.invitation.id, 'rater-code'))
  })
}
