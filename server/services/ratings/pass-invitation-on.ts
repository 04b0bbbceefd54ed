import { z } from 'zod'
import { DomainError } from '@/server/domain/errors'
import { colleagueAt } from '@/server/domain/people/colleagues'
import { passedMail } from '@/server/services/cycles/invitation-mail'
import { requireMailLeft } from '@/server/services/organizations/require-sender'
import { enqueue } from '@/server/services/outbox'
import { findRaters } from '@/server/services/raters/find-raters'
import { giveInvitation } from './give-invitation'
import { requirePassing, requirePassingAlone } from './passing'
import { type RaterContext, type RaterDoor, throughLink } from './rater-door'

export const PassInvitationOn = z.strictObject({ email: z.string().max(320) })
export type PassInvitationOn = z.infer<typeof PassInvitationOn>

/**
 * Somebody else at this employer knows this better: one colleague at the same web domain gets a link of its own by mail,
 * and the links and devices of who passes it on open nothing any more. The mail waits for no week but one that the
 * asker has spent itself, and whether it arrives is told to nobody (METHOD R13).
 */
export async function passInvitationOn(ctx: RaterContext, input: PassInvitationOn): Promise<void> {
  const rater = await throughLink(ctx, async (door) => ({
    employerId: door.invitation.employerId,
    email: readAddress(door, await requirePassing(door), input),
  }))
  const ids = await findRaters([rater])
  await throughLink(ctx, async (door) => {
    const email = readAddress(door, await requirePassingAlone(door), input)
    await requireMailLeft(door.tx, door.cycle.organizationId)
    const { passes } = await giveInvitation(door, { rater, ids, email })
    await enqueue(door.tx, passedMail(door.invitation.id, passes))
  })
}

const refusals = {
  notAddress: 'passing.notAddress',
  otherDomain: 'passing.otherDomain',
  sameAddress: 'passing.sameAddress',
} as const

function readAddress(
  { invitation }: RaterDoor,
  domain: string,
  { email }: PassInvitationOn,
): string {
  const colleague = colleagueAt(domain, email, invitation.email)
  if ('email' in colleague) return colleague.email
  throw new DomainError('invalid', refusals[colleague.refused], {
    field: 'email',
    values: { domain },
  })
}
