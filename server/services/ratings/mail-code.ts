import { eq, sql } from 'drizzle-orm'
import { raterCodes } from '@/server/db/schema/cycles'
import { DomainError } from '@/server/domain/errors'
import { enqueue } from '@/server/services/outbox'
import { type RaterContext, requireLivingLink, throughLink } from './rater-door'

const minute = 60_000

/**
 * Asks for a code by mail, to go on from a new device. The code itself is made when the mail is
 * sent, so nothing that waits holds it. At most one a minute, and none for an hour after five wrong
 * tries.
 */
export function mailCode(ctx: RaterContext): Promise<void> {
  return throughLink(ctx, async (door) => {
    requireLivingLink(door)
    const [code] = await door.tx
      .select()
      .from(raterCodes)
      .where(eq(raterCodes.invitationId, door.invitation.id))
      .for('update')
    const age = code ? door.now.getTime() - (code.expiresAt.getTime() - codeMinutes * minute) : null
    if (age !== null && age < minute) {
      throw new DomainError('limit_reached', 'A code is on its way. Please wait a minute.')
    }
    if (code && age !== null && code.attempts >= codeTries && age < 60 * minute) {
      throw new DomainError('limit_reached', 'Too many tries. Please wait an hour.')
    }
    const fresh = age === null || age >= 60 * minute
    await door.tx
      .insert(raterCodes)
      .values({
        invitationId: door.invitation.id,
        codeHash: '',
        expiresAt: sql`now() + make_interval(mins => ${codeMinutes})`,
      })
      .onConflictDoUpdate({
        target: raterCodes.invitationId,
        set: {
          codeHash: '',
          expiresAt: sql`now() + make_interval(mins => ${codeMinutes})`,
          ...(fresh ? { attempts: 0 } : {}),
        },
      })
    await enqueue(door.tx, {
      subjectId: door.invitation.id,
      kind: 'rater.mail',
      payload: { invitationId: door.invitation.id, mail: 'code' },
    })
  })
}

export const codeMinutes = 10
export const codeTries = 5
