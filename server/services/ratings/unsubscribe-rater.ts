import { unsubscribes } from '@/server/db/schema/cycles'
import { DomainError } from '@/server/domain/errors'
import { recordAudit } from '@/server/services/audit'
import { type RaterContext, throughLink } from './rater-door'

/**
 * No more mail to the address of this link about any rating, whoever asks. Works on old links too, and on those whose
 * invitation is with somebody else by now: of whom the record then says nothing.
 */
export function unsubscribeRater(ctx: RaterContext): Promise<void> {
  return throughLink(ctx, async (door) => {
    const { addressHash } = door
    if (addressHash === null) throw new DomainError('conflict', 'passing.noAddress')
    await door.tx.insert(unsubscribes).values({ addressHash }).onConflictDoNothing()
    await recordAudit(door.tx, door.ctx, { verb: 'rater.unsubscribe', unnamed: true })
  })
}
