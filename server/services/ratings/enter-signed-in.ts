import { DomainError } from '@/server/domain/errors'
import { recordAudit } from '@/server/services/audit'
import { type LetIn, letIn } from './let-in'
import { type RaterContext, type RaterDoor, requireLivingLink, throughLink } from './rater-door'

/**
 * Lets in a device that is signed in at the very address the link was mailed to: that proves as much as a code mailed
 * there (METHOD R14). Signed in at any other address, it is asked for the code like everybody else.
 */
export function enterSignedIn(ctx: RaterContext): Promise<LetIn> {
  return throughLink(ctx, async (door) => {
    requireLivingLink(door)
    // Pressed twice in a hurry, it is let in twice.
    if (!door.hasSession && !isSignedInAs(ctx, door))
      throw new DomainError('unauthenticated', 'ratings.otherDevice')
    const entered = await letIn(door)
    await recordAudit(door.tx, door.ctx, { verb: 'rater.signed-in', unnamed: true })
    return entered
  })
}

/** Whether whoever asks is signed in at the address of this link; a link that was printed or passed on has none. */
export function isSignedInAs({ actor }: RaterContext, { invitation, state }: RaterDoor): boolean {
  return (
    actor.kind === 'user' &&
    state !== 'passed_on' &&
    invitation.email !== null &&
    actor.email === invitation.email
  )
}
