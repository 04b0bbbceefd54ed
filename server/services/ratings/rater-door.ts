import { eq, type SQL, sql } from 'drizzle-orm'
import { recurring } from '@/server/db/recurring'
import {
  passedInvitations,
  raterInvitations,
  raterLinks,
  raterProgress,
  raterSessions,
  raterStops,
  ratingCycles,
} from '@/server/db/schema/cycles'
import { organizations } from '@/server/db/schema/organizations'
import { occupations } from '@/server/db/schema/reference'
import { actFor, asRater, type Transaction } from '@/server/db/tenancy'
import { type CycleState, type RaterLinkState, takesAnswers } from '@/server/domain/asking/cycles'
import { askedJob } from '@/server/domain/asking/job-words'
import { DomainError } from '@/server/domain/errors'
import { env } from '@/server/env'
import type { Context, RaterActor } from '@/server/services/context'
import { addressHash } from '@/server/services/raters/address-hash'
import { hashToken } from '@/server/services/session-token'
import { type Packet, packetsOfInvitation } from './packets-of-invitation'
import { withNow } from './with-now'

/** A rater at the door: the code of a mailed link, and the sessions this device holds. */
export type RaterContext = Context & { code: string; session?: string | undefined }

export type RaterDoor = {
  tx: Transaction
  ctx: Context & { actor: RaterActor }
  /** The database's clock; every decision about time goes by it. */
  now: Date
  state: RaterLinkState
  linkHash: string
  /** This device proved itself: by starting, or with a mailed code. */
  hasSession: boolean
  /** Start was pressed on some device: any other needs a mailed code (METHOD R14). */
  started: boolean
  /** The rater wants no more mail of this cycle. */
  stopped: boolean
  /** How often the invitation was passed on before it came to who holds this link. */
  passes: number
  /** It stands on paper: no mail reaches who holds it, now or later. */
  printed: boolean
  /** Where this link was mailed, whoever the invitation is with by now; null of a printed one. */
  addressHash: string | null
  invitation: {
    id: string
    /** Where mail for who holds this link goes; null where none does: of a printed code, and once it was passed on again. */
    email: string | null
    /** The address that was invited: by its domain answers speak for the employer. */
    invited: string
    delivery: string
    raterId: string
    employerId: string
  }
  cycle: {
    id: string
    organizationId: string
    occupationId: string
    importanceSubjectId: string | null
    closesAt: Date
    closedAt: Date | null
    timeZone: string
    message: string
  }
  asker: { name: string }
  /** The packets of this rater's employer, in the order the asker gave the credentials. */
  packets: Packet[]
  /** One new hire in the job, as it stands in a sentence. */
  job: string
  operator: string
}

/**
 * Opens one rater's door with the code of a link. A code nobody minted is `not_found`; what else
 * may be wrong is told by `state`, and each verb decides what it lets through.
 */
export function throughLink<T>(
  ctx: RaterContext,
  work: (door: RaterDoor) => Promise<T>,
): Promise<T> {
  const linkHash = hashToken(ctx.code)
  return asRater({ tokenHash: linkHash }, async (tx) => {
    // Sent together and in this order: each row tells the policies whose the next are.
    const [[link], [row], packets] = await Promise.all([
      selectLink(tx, { linkHash }).execute(),
      selectInvitation(tx, { sessions: sessionHashes(ctx.session) }).execute(),
      packetsOfInvitation(tx),
    ])
    if (!link || !row) throw unknownLink()
    const { now } = link
    const open = takesAnswers({ state: row.cycleState, closesAt: row.closesAt }, now)
    const { current } = row
    return work({
      tx,
      ctx: { ...ctx, actor: { kind: 'rater', raterId: row.raterId, invitationId: row.id } },
      now,
      state: stateOf({
        revoked: row.delivery === 'revoked',
        current,
        expired: link.expiresAt <= now,
        cycle: row.cycleState,
        open,
      }),
      linkHash,
      // What somebody else does with an invitation that was passed on is told to nobody before.
      hasSession: current && row.hasSession,
      started: current && row.started,
      stopped: current && row.stopped,
      passes: row.passes,
      printed: row.passes > 0 && link.addressHash === null,
      addressHash: link.addressHash ?? (row.email === null ? null : addressHash(row.email)),
      invitation: {
        id: row.id,
        email: row.email,
        invited: row.invited,
        delivery: row.delivery,
        raterId: row.raterId,
        employerId: row.employerId,
      },
      cycle: {
        id: row.cycleId,
        organizationId: row.organizationId,
        occupationId: row.occupationId,
        importanceSubjectId: row.importanceSubjectId,
        closesAt: row.closesAt,
        closedAt: row.closedAt,
        timeZone: row.timeZone,
        message: row.message,
      },
      asker: { name: row.asker },
      packets,
      job: askedJob({ ...row, confirmed: row.askerConfirmed }),
      operator: env().OPERATOR_NAME,
    })
  })
}

/** Lets only a rater on who may read or change answers: a living link and a proven device. */
export function requireSession(door: RaterDoor): void {
  requireLivingLink(door)
  requireDevice(door)
}

/** Refuses a device that neither started nor proved itself with a code. */
export function requireDevice(door: RaterDoor): void {
  if (door.hasSession) return
  throw new DomainError('unauthenticated', 'ratings.otherDevice')
}

/** Refuses a link that was taken back or is too old. */
export function requireLivingLink(door: RaterDoor): void {
  if (door.state === 'revoked') {
    throw new DomainError('forbidden', 'ratings.invitationRevoked')
  }
  if (door.state === 'passed_on') throw new DomainError('forbidden', 'passing.passedOn')
  if (door.state === 'expired') throw new DomainError('forbidden', 'ratings.linkTooOld')
}

/** Refuses answers to a cycle that does not take any. */
export function requireOpen(door: RaterDoor): void {
  requireLivingLink(door)
  if (door.state !== 'open') {
    throw new DomainError('conflict', 'ratings.takesNoAnswers')
  }
}

function stateOf(link: {
  revoked: boolean
  /** Of whom the invitation is with now. */
  current: boolean
  expired: boolean
  cycle: CycleState
  open: boolean
}): RaterLinkState {
  if (link.revoked) return 'revoked'
  if (!link.current) return 'passed_on'
  if (link.cycle === 'cancelled') return 'cancelled'
  if (link.expired) return 'expired'
  if (link.cycle === 'draft') return 'not_open'
  return link.open ? 'open' : 'closed'
}

const selectLink = recurring(['linkHash'], (tx, { linkHash }) =>
  tx
    .select({
      expiresAt: raterLinks.expiresAt,
      addressHash: raterLinks.addressHash,
      now: sql<Date>`now()`.mapWith(raterLinks.expiresAt),
      acting: actFor('invitation_id', raterLinks.invitationId),
    })
    .from(raterLinks)
    .where(eq(raterLinks.tokenHash, linkHash)),
)

/** Which of those an invitation went to holds the open door's link. */
const ofLink = sql`(SELECT l.passes FROM rater_link l
  WHERE l.token_hash = nullif(current_setting('plumbline.token_hash', true), ''))`

/** The mail address behind an invitation, as far as this link's holder has one. */
const addressOfLink: SQL<string | null> = sql`CASE WHEN ${ofLink} = 0 THEN ${raterInvitations.email}
  WHEN ${ofLink} = ${passedInvitations.times} THEN ${passedInvitations.email} END`

/** Who answers by this link: nobody by one that has been passed on, so that its door reads nothing of who does. */
const raterOfLink = sql`CASE WHEN ${ofLink} = ${withNow.passes} THEN ${withNow.raterId} END`

const selectInvitation = recurring(['sessions'], (tx, { sessions }) =>
  tx
    .select({
      id: raterInvitations.id,
      email: addressOfLink,
      invited: raterInvitations.email,
      passes: ofLink.mapWith(raterLinks.passes),
      current: sql<boolean>`${ofLink} = ${withNow.passes}`,
      delivery: raterInvitations.delivery,
      raterId: withNow.raterId,
      employerId: raterInvitations.employerId,
      cycleId: ratingCycles.id,
      organizationId: ratingCycles.organizationId,
      occupationId: ratingCycles.occupationId,
      importanceSubjectId: ratingCycles.importanceSubjectId,
      cycleState: ratingCycles.state,
      closesAt: ratingCycles.closesAt,
      closedAt: ratingCycles.closedAt,
      timeZone: ratingCycles.timeZone,
      // Of an asker nobody has confirmed, no words are shown.
      message: sql<string>`CASE WHEN ${organizations.verification} = 'V2' THEN ${ratingCycles.message} ELSE '' END`,
      job: ratingCycles.job,
      asker: organizations.name,
      askerConfirmed: sql<boolean>`${organizations.verification} = 'V2'`,
      occupation: { code: occupations.code, title: occupations.title },
      // Whether one of the sessions of this device belongs to the invitation that is read.
      hasSession: sql<boolean>`EXISTS (SELECT 1 FROM ${raterSessions}
        WHERE ${raterSessions.invitationId} = ${raterInvitations.id}
          AND ${raterSessions.passes} = ${ofLink}
          AND ${raterSessions.tokenHash} = ANY (string_to_array(${sessions}, ' '))
          AND ${raterSessions.expiresAt} > now())`,
      started: sql<boolean>`EXISTS (SELECT 1 FROM ${raterProgress}
        WHERE ${raterProgress.invitationId} = ${raterInvitations.id})`,
      stopped: sql<boolean>`EXISTS (SELECT 1 FROM ${raterStops}
        WHERE ${raterStops.invitationId} = ${raterInvitations.id})`,
      acting: actFor('rater_id', raterOfLink),
    })
    .from(raterInvitations)
    .innerJoin(ratingCycles, eq(ratingCycles.id, raterInvitations.cycleId))
    .leftJoin(passedInvitations, eq(passedInvitations.invitationId, raterInvitations.id))
    .innerJoin(organizations, eq(organizations.id, ratingCycles.organizationId))
    .innerJoin(occupations, eq(occupations.id, ratingCycles.occupationId))
    .where(eq(raterInvitations.id, sql`acting_invitation()`)),
)

/** The sessions of this device as they are stored, as one text. */
function sessionHashes(session = ''): string {
  return session.split(' ').filter(Boolean).slice(0, 12).map(hashToken).join(' ')
}

function unknownLink(): DomainError {
  return new DomainError('not_found', 'ratings.unknownLink')
}
