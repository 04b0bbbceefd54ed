import {
  type AnyPgColumn,
  boolean,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { actorKinds, auditOutcomes } from '@/server/domain/audit'
import { sizeBands, verifications } from '@/server/domain/people/organizations'
import { memberRoles, organizationKinds } from '@/server/domain/permissions'
import { createdAt, id, instant } from './columns'
import { users } from './identity'

/**
 * `verification`: V0 as named by somebody, V1 address proven at its own domain, V2 confirmed.
 * `parentId` is the legal employer one vote belongs to; a merged record points at the one kept.
 * `countyId` and `industryId` are plain codes because the code tables refer back to organizations.
 */
export const organizations = pgTable(
  'organization',
  {
    id: id(),
    kind: text({ enum: organizationKinds }).notNull(),
    slug: text().notNull().unique(),
    name: text().notNull(),
    domain: text(),
    website: text(),
    verification: text({ enum: verifications }).notNull().default('V0'),
    parentId: uuid().references((): AnyPgColumn => organizations.id),
    mergedIntoId: uuid().references((): AnyPgColumn => organizations.id),
    countyId: text(),
    industryId: text(),
    sizeBand: text({ enum: sizeBands }),
    claimedAt: instant(),
    heldUntil: instant(),
    createdByOrganizationId: uuid(),
    /** Who founded or claimed it: until confirmed, all of one person's share one budget of mails. */
    foundedBy: uuid(),
    /** Since when a provider that nobody has confirmed publishes, as it was asked and said. */
    publishesUnconfirmedSince: instant(),
    sample: boolean().notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    index('organization_domain').on(t.domain),
    index('organization_kind').on(t.kind, t.verification),
    index('organization_founder').on(t.foundedBy),
  ],
)

/** What an employer's record said, and since when; the database writes it (METHOD R5). */
export const employerRecords = pgTable(
  'employer_record',
  {
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    since: instant().notNull(),
    confirmed: boolean().notNull(),
    countyId: text(),
    industryId: text(),
    parentId: uuid(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.since] })],
)

export const members = pgTable(
  'member',
  {
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: text({ enum: memberRoles }).notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.userId] }), index('member_user').on(t.userId)],
)

export const memberInvitations = pgTable(
  'member_invitation',
  {
    id: id(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    email: text().notNull(),
    role: text({ enum: memberRoles }).notNull(),
    tokenHash: text().unique(),
    invitedBy: uuid().notNull(),
    expiresAt: instant().notNull(),
    acceptedAt: instant(),
    revokedAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [
    index('member_invitation_org').on(t.organizationId),
    index('member_invitation_email').on(t.email),
  ],
)

/**
 * Where an asker believes an employer stands, for whoever confirms it: the record itself and METHOD read nothing of
 * this. `askedAt` is set once the asker asks for the confirmation.
 */
export const employerProposals = pgTable(
  'employer_proposal',
  {
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    employerId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    countyId: text(),
    industryId: text(),
    askedAt: instant(),
    askedBy: uuid(),
    /** When the operator was asked, since nobody nearer had decided. */
    passedOnAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.employerId] }),
    index('employer_proposal_employer').on(t.employerId),
    index('employer_proposal_county').on(t.countyId),
  ],
)

/** Every change of an employer's verification: who said so, for whom, and why. */
export const confirmations = pgTable(
  'confirmation',
  {
    id: id(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    level: text({ enum: verifications }).notNull(),
    byUserId: uuid(),
    byOrganizationId: uuid(),
    note: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [index('confirmation_org').on(t.organizationId)],
)

export const auditEvents = pgTable(
  'audit_event',
  {
    id: id(),
    at: createdAt(),
    organizationId: uuid(),
    actorKind: text({ enum: actorKinds }).notNull(),
    actorId: text(),
    verb: text().notNull(),
    targetKind: text(),
    targetId: text(),
    outcome: text({ enum: auditOutcomes }).notNull(),
    detail: jsonb().$type<Record<string, string | number | boolean | null>>().notNull(),
    requestId: text(),
  },
  (t) => [
    index('audit_event_org').on(t.organizationId, t.at),
    uniqueIndex('audit_event_id_org').on(t.organizationId, t.id),
  ],
)
