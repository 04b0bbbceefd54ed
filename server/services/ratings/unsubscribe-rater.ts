import { unsubscribes } from '@/server/db/schema/cycles'
import { recordAudit } from '@/server/services/audit'
import { addressHash } from '@/server/services/raters/address-hash'
import { type RaterContext, throughLink } from './rater-door'

/** No more mail to this address about any rating, whoever asks. Works on old links too. */
export function unsubscribeRater(ctx: RaterContext): Promise<void> {
  return throughLink(ctx, async (door) => {
    await door.tx
      .insert(unsubscribes)
      .values({ addressHash: addressHash(door.invitation.email) })
      .onConflictDoNothing()
    await recordAudit(door.tx, door.ctx, { verb: 'rater.unsubscribe' })
  })
}
