import { withdrawAnswers } from '@/server/services/raters/withdraw-answers'
import { type RaterContext, requireDevice, throughLink } from './rater-door'

/** Withdraws everything this rater answered in the cycle: also after it closed, and when the asker took the invitation back. */
export function withdrawRatings(ctx: RaterContext): Promise<{ withdrawn: number }> {
  return throughLink(ctx, async (door) => {
    requireDevice(door)
    const gone = await withdrawAnswers(door.tx, door.ctx, {
      raterId: door.invitation.raterId,
      employerId: door.invitation.employerId,
      from: { kind: 'cycle', id: door.cycle.id },
    })
    return { withdrawn: gone.ratings }
  })
}
