import { unsubscribes } from '@/server/db/schema/cycles'
import { DomainError } from '@/server/domain/errors'
import { recordAudit } from '@/server/services/audit'
import { addressHash } from '@/server/services/raters/address-hash'
import { type RaterContext, throughLink } from './rater-door'

/** No more mail to the address of this link about any rating, whoever asks. Works on old links too. */
export function unsubscribeRater(ctx: RaterContext): Promise<void> {
  return throughLink(ctx, async (door) => {
    const { email } = door.invitation
    if (email === null) throw new DomainError('conflict', 'passing.noAddress')
    await door.tx
      .insert(unsubscribes)
      .values({ addressHash: addressHash(email) })
      .onConflictDoNothing()
    await recordAudit(door.tx, door.ctx, { verb: 'rater.unsubscribe' })
  })
}
