import {
  type AnyPgColumn,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { cycleBands } from '@/server/domain/asking/cycle-bands'
import { cycleStates, deliveries } from '@/server/domain/asking/cycles'
import { bytes, createdAt, id, instant } from './columns'
import { credentials } from './credentials'
import { competencies } from './frameworks'
import { organizations } from './organizations'
import { questionLists, raters, subjects } from './ratings'
import { industries, occupations, regions } from './reference'

export const ratingCycles = pgTable(
  'rating_cycle',
  {
    id: id(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    title: text().notNull(),
    occupationId: text()
      .notNull()
      .references(() => occupations.id),
    importanceSubjectId: uuid().references(() => subjects.id),
    state: text({ enum: cycleStates }).notNull().default('draft'),
    opensAt: instant(),
    closesAt: instant().notNull(),
    closedAt: instant(),
    /** Since when its answers have been counted among themselves; what is left of them waits for the quarterly run. */
    countedAt: instant(),
    /** When everybody reached is followed up, at most twice. Fixed at opening. */
    followUps: instant().array().notNull().default([]),
    timeZone: text().notNull(),
    message: text().notNull().default(''),
    /** What raters call the job, as the asker says it; empty for the standard word. */
    job: text().notNull().default(''),
    /** Who signs its mails; said of a confirmed asker alone. */
    signerName: text().notNull().default(''),
    signerTitle: text().notNull().default(''),
    /** The cycle it repeats: employers asked there get the same questions again. */
    repeatsId: uuid().references((): AnyPgColumn => ratingCycles.id, { onDelete: 'set null' }),
    /** Sectors with ten employers and more form groups of their own when it closes. Fixed at opening. */
    byIndustry: boolean().notNull().default(false),
    sample: boolean().notNull().default(false),
    createdBy: uuid(),
    createdAt: createdAt(),
  },
  (t) => [
    index('rating_cycle_org').on(t.organizationId),
    index('rating_cycle_state').on(t.state, t.closesAt),
  ],
)

export const cycleCredentials = pgTable(
  'cycle_credential',
  {
    cycleId: uuid()
      .notNull()
      .references(() => ratingCycles.id, { onDelete: 'cascade' }),
    credentialId: uuid()
      .notNull()
      .references(() => credentials.id),
    subjectId: uuid().references(() => subjects.id),
    organizationId: uuid().notNull(),
    position: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.cycleId, t.credentialId] })],
)

export const cycleCompetencies = pgTable(
  'cycle_competency',
  {
    cycleId: uuid()
      .notNull()
      .references(() => ratingCycles.id, { onDelete: 'cascade' }),
    competencyId: uuid()
      .notNull()
      .references(() => competencies.id),
    organizationId: uuid().notNull(),
    position: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.cycleId, t.competencyId] })],
)

/** One credential and at most twelve competencies given to one employer's raters. */
export const packets = pgTable(
  'packet',
  {
    id: id(),
    cycleId: uuid()
      .notNull()
      .references(() => ratingCycles.id, { onDelete: 'cascade' }),
    organizationId: uuid().notNull(),
    employerId: uuid()
      .notNull()
      .references(() => organizations.id),
    credentialId: uuid()
      .notNull()
      .references(() => credentials.id),
    subjectId: uuid()
      .notNull()
      .references(() => subjects.id),
    questionListId: uuid()
      .notNull()
      .references(() => questionLists.id),
    position: integer().notNull(),
  },
  (t) => [uniqueIndex('packet_key').on(t.cycleId, t.employerId, t.credentialId)],
)

/** Belongs to the asker: delivery states only, never whether this address has answered. */
export const raterInvitations = pgTable(
  'rater_invitation',
  {
    id: id(),
    cycleId: uuid()
      .notNull()
      .references(() => ratingCycles.id, { onDelete: 'cascade' }),
    organizationId: uuid().notNull(),
    employerId: uuid()
      .notNull()
      .references(() => organizations.id),
    raterId: uuid()
      .notNull()
      .references(() => raters.id),
    email: text().notNull(),
    name: text(),
    delivery: text({ enum: deliveries }).notNull().default('queued'),
    sentAt: instant(),
    /** The last follow-up that went to the addresses reached; of a rater that wants none, too. */
    followUpsSent: integer().notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('rater_invitation_address').on(t.cycleId, t.email),
    index('rater_invitation_rater').on(t.raterId),
  ],
)

/**
 * Who answers instead of whom an invitation names, since it was passed on at their employer. The asker reads none of it,
 * and its own row never moves by it (METHOD R13).
 */
export const passedInvitations = pgTable(
  'passed_invitation',
  {
    invitationId: uuid()
      .primaryKey()
      .references(() => raterInvitations.id, { onDelete: 'cascade' }),
    raterId: uuid()
      .notNull()
      .references(() => raters.id),
    /** Null of one with a printed code, and once it is forgotten. */
    email: text(),
    printed: boolean().notNull(),
    times: smallint().notNull(),
  },
  (t) => [
    index('passed_invitation_rater').on(t.raterId),
    index('passed_invitation_email').on(t.email),
  ],
)

/** What the asker must not see, and no mail needs to know: who started, sent answers or took them back. */
export const raterProgress = pgTable('rater_progress', {
  invitationId: uuid()
    .primaryKey()
    .references(() => raterInvitations.id, { onDelete: 'cascade' }),
  raterId: uuid().notNull(),
  cycleId: uuid().notNull(),
  startedAt: instant().notNull(),
  submittedAt: instant(),
  withdrawnAt: instant(),
})

/** Raters that want no more mail of a cycle, with answers or without; the asker reads none of these. */
export const raterStops = pgTable('rater_stop', {
  invitationId: uuid()
    .primaryKey()
    .references(() => raterInvitations.id, { onDelete: 'cascade' }),
})

/** How many employers had answered at a moment fixed before; written once by the publisher (METHOD R13). */
export const cycleTotals = pgTable(
  'cycle_total',
  {
    cycleId: uuid()
      .notNull()
      .references(() => ratingCycles.id, { onDelete: 'cascade' }),
    asOf: instant().notNull(),
    band: text({ enum: cycleBands }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.cycleId, t.asOf] })],
)

/** Each mail mints its own token; only its hash is kept. */
export const raterLinks = pgTable(
  'rater_link',
  {
    tokenHash: text().primaryKey(),
    invitationId: uuid()
      .notNull()
      .references(() => raterInvitations.id, { onDelete: 'cascade' }),
    expiresAt: instant().notNull(),
    /** Whose it is of those the invitation went to: 0 is who was invited, 1 and 2 those it was passed on to. */
    passes: smallint().notNull().default(0),
    /** Of the address it was mailed to: none of a printed one, nor of one minted before this was kept. */
    addressHash: text(),
    createdAt: createdAt(),
  },
  (t) => [index('rater_link_invitation').on(t.invitationId)],
)

export const raterSessions = pgTable('rater_session', {
  tokenHash: text().primaryKey(),
  invitationId: uuid()
    .notNull()
    .references(() => raterInvitations.id, { onDelete: 'cascade' }),
  expiresAt: instant().notNull(),
  /** Of the link it was opened by: a session of somebody before opens nothing of who has the invitation now. */
  passes: smallint().notNull().default(0),
  createdAt: createdAt(),
})

export const raterCodes = pgTable('rater_code', {
  invitationId: uuid()
    .primaryKey()
    .references(() => raterInvitations.id, { onDelete: 'cascade' }),
  codeHash: text().notNull(),
  /** Of a secret that the device keeps which asked. */
  browserHash: text().notNull().default(''),
  attempts: integer().notNull().default(0),
  expiresAt: instant().notNull(),
})

/** An address that wants no more mail from anyone; kept as a keyed hash. */
export const unsubscribes = pgTable('unsubscribe', {
  addressHash: text().primaryKey(),
  createdAt: createdAt(),
})

/** A list of raters that was pasted or uploaded and waits to be added; it holds mail addresses, and is forgotten in a week. */
export const addressLists = pgTable(
  'address_list',
  {
    id: id(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    cycleId: uuid()
      .notNull()
      .references(() => ratingCycles.id, { onDelete: 'cascade' }),
    /** Null of one that was pasted. */
    fileName: text(),
    /** The list as it came. */
    body: bytes().notNull(),
    /** Of a table: its first rows, where its headings stand and what its columns hold. */
    sheet: jsonb().$type<Record<string, unknown>>(),
    /** What was read in it. */
    read: jsonb().$type<Record<string, unknown>>().notNull(),
    /** What was changed in its rows since. */
    edits: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    createdBy: uuid(),
    createdAt: createdAt(),
  },
  (t) => [
    index('address_list_cycle').on(t.cycleId),
    index('address_list_org').on(t.organizationId),
  ],
)

/** A list of raters that an organization keeps under a name, to ask again. */
export const raterLists = pgTable(
  'rater_list',
  {
    id: id(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    createdBy: uuid(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex('rater_list_name').on(t.organizationId, t.name)],
)

/** One address of a kept list, with the employer as it was named there. */
export const raterListEntries = pgTable(
  'rater_list_entry',
  {
    listId: uuid()
      .notNull()
      .references(() => raterLists.id, { onDelete: 'cascade' }),
    organizationId: uuid().notNull(),
    position: integer().notNull(),
    email: text().notNull(),
    name: text(),
    employer: text(),
    countyId: text().references(() => regions.id),
    industryId: text().references(() => industries.id),
  },
  (t) => [primaryKey({ columns: [t.listId, t.email] })],
)

/** Mutable answers before Send, merged tap by tap. */
export const drafts = pgTable(
  'draft',
  {
    packetId: uuid()
      .notNull()
      .references(() => packets.id, { onDelete: 'cascade' }),
    raterId: uuid()
      .notNull()
      .references(() => raters.id, { onDelete: 'cascade' }),
    answers: jsonb().$type<Record<string, unknown>>().notNull(),
    version: integer().notNull().default(1),
    begunAt: createdAt(),
    updatedAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.packetId, t.raterId] })],
)
