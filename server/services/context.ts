import type { TenantId } from '@/server/db/tenancy'
import type { Verification } from '@/server/domain/people/organizations'
import type { MemberRole, OrganizationKind } from '@/server/domain/permissions'

export type UserActor = {
  kind: 'user'
  userId: string
  email: string
  operator: boolean
  /** Whoever has the machine acts for this person: nobody has to be kept from hurrying. */
  byCommand?: true
}
export type RaterActor = { kind: 'rater'; raterId: string; invitationId: string }
export type Actor =
  | UserActor
  | RaterActor
  | { kind: 'job'; name: string }
  | { kind: 'command'; name: string }
  | { kind: 'anonymous' }

/** Who asks, when, and under which id it is logged. Services know nothing else of a caller. */
export type Context = {
  actor: Actor
  requestId: string
  now: Date
  /** Where the caller's connection comes from: kept nowhere but in keyed hashes. */
  network?: string
}

export type UserContext = Context & { actor: UserActor }

/** A context whose organization was proven by a membership looked up for this person. */
export type OrgContext = UserContext & {
  organization: {
    id: TenantId
    kind: OrganizationKind
    slug: string
    name: string
    verification: Verification
    role: MemberRole
  }
}

export type OperatorContext = UserContext & { actor: UserActor & { operator: true } }

/** The context of work that no request asked for. */
export function systemContext(
  kind: 'job' | 'command',
  name: string,
  now: Date = new Date(),
): Context {
  return { actor: { kind, name }, requestId: crypto.randomUUID(), now }
}
