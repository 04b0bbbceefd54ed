import { eq } from 'drizzle-orm'
import { raterProgress } from '@/server/db/schema/cycles'
import { DomainError } from '@/server/domain/errors'
import { colleaguesDomain, mostPasses } from '@/server/domain/people/colleagues'
import { isAtDomain } from '@/server/domain/people/organizations'
import { employerDomains } from '@/server/services/raters/own-address'
import { passesNow } from './passes-now'
import { type RaterDoor, requireOpen, requireSession } from './rater-door'
import { sentEver } from './sent-ever'
import { markStarted } from './start-rating'

/** Where the colleagues are that an open invitation may go to, or why it goes to nobody. */
export type Passing = { domain: string } | { refused: NoPassing }

const refusals = {
  sent: 'passing.sent',
  over: 'passing.over',
  freeMail: 'passing.freeMail',
  outside: 'passing.outside',
} as const
export type NoPassing = keyof typeof refusals

/**
 * Whether the person at this door may pass the invitation on. A function of what this person did and of the address that
 * was invited: a colleague's answers speak for the employer as far as that address does (METHOD §9), and nobody gives
 * their time to answers that can never count.
 */
export async function passing(door: RaterDoor): Promise<Passing> {
  if (await sentEver(door)) return { refused: 'sent' }
  if (door.passes >= mostPasses) return { refused: 'over' }
  const { employerId, invited } = door.invitation
  const domain = colleaguesDomain(invited)
  if (domain === null) return { refused: 'freeMail' }
  const own = (await employerDomains(door.tx, [employerId])).get(employerId) ?? []
  return own.some((each) => isAtDomain(invited, each)) ? { domain } : { refused: 'outside' }
}

/** The domain of the colleagues, to a proven device and while answers are taken. */
export async function requirePassing(door: RaterDoor): Promise<string> {
  requireSession(door)
  requireOpen(door)
  const may = await passing(door)
  if ('refused' in may) throw new DomainError('conflict', refusals[may.refused])
  return may.domain
}

/**
 * The same, and nothing else happens to the invitation until the transaction ends: a Send that was begun at the same time
 * is either seen here or refused there, and of two presses one is the first.
 */
export async function requirePassingAlone(door: RaterDoor): Promise<string> {
  requireSession(door)
  requireOpen(door)
  const { tx, invitation } = door
  await markStarted(door)
  const [begun] = await tx
    .select({ id: raterProgress.invitationId })
    .from(raterProgress)
    .where(eq(raterProgress.invitationId, invitation.id))
    .for('update')
  if (!begun || (await passesNow(door)) !== door.passes) {
    throw new DomainError('forbidden', 'passing.passedOn')
  }
  return requirePassing(door)
}
