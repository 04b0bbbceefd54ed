import {
  boolean,
  date,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { offeredReviews } from '@/server/domain/asking/offered-words'
import { ANSWER_REVIEWS } from '@/server/domain/method/integrity'
import { EXPOSURES, RATER_ROLES, SUBJECT_KINDS } from '@/server/domain/scales'
import { createdAt, id, instant } from './columns'
import { credentials } from './credentials'
import { users } from './identity'
import { organizations } from './organizations'
import { occupations } from './reference'

/** What answers are about: an occupation (importance) or a credential for an occupation (fit, value). */
export const subjects = pgTable(
  'subject',
  {
    id: id(),
    kind: text({ enum: SUBJECT_KINDS }).notNull(),
    occupationId: text()
      .notNull()
      .references(() => occupations.id),
    credentialId: uuid().references(() => credentials.id),
    createdAt: createdAt(),
  },
  (t) => [unique('subject_key').on(t.kind, t.occupationId, t.credentialId).nullsNotDistinct()],
)

/** An immutable ordered list of competencies and the versions shown; `hash` finds an equal one. */
export const questionLists = pgTable('question_list', {
  id: id(),
  hash: text().notNull().unique(),
  competencyIds: jsonb().$type<string[]>().notNull(),
  competencyVersionIds: jsonb().$type<string[]>().notNull(),
  createdAt: createdAt(),
})

/** A person's answers across cycles; `addressHash` is keyed, so the table names nobody. */
export const raters = pgTable(
  'rater',
  {
    id: id(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    addressHash: text().notNull(),
    userId: uuid().references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex('rater_address').on(t.organizationId, t.addressHash)],
)

/**
 * Addresses outside an employer's own web domain that were accepted for it, by the same keyed hash
 * as the rater's: their answers count from then on. METHOD §9.
 */
export const acceptedAddresses = pgTable(
  'accepted_address',
  {
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    addressHash: text().notNull(),
    byUserId: uuid().notNull(),
    note: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.addressHash] })],
)

/** One character a competency: importance `1`–`4`, `?` not sure, `-` not asked. Immutable. */
export const requirementStatements = pgTable(
  'requirement_statement',
  {
    subjectId: uuid()
      .notNull()
      .references(() => subjects.id),
    id: uuid().notNull(),
    organizationId: uuid().notNull(),
    raterId: uuid()
      .notNull()
      .references(() => raters.id, { onDelete: 'cascade' }),
    questionListId: uuid()
      .notNull()
      .references(() => questionLists.id),
    importance: text().notNull(),
    proficiency: text(),
    raterRole: text({ enum: RATER_ROLES }).notNull(),
    cycleId: uuid(),
    requirementId: uuid(),
    regionId: text().notNull(),
    sector: text().notNull(),
    clientKey: uuid().notNull(),
    bodyHash: text().notNull(),
    heldUntil: instant(),
    /** Not counted: a person has still to look at it, or has rejected it. */
    review: text({ enum: ANSWER_REVIEWS }),
    submittedAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.subjectId, t.id] }),
    uniqueIndex('requirement_statement_key').on(t.subjectId, t.raterId, t.clientKey),
    index('requirement_statement_rater').on(t.raterId),
  ],
)

/** One character a competency: fit `0`–`4`, `x` can't judge, `-` not asked or left open. Immutable. */
export const ratings = pgTable(
  'rating',
  {
    subjectId: uuid()
      .notNull()
      .references(() => subjects.id),
    id: uuid().notNull(),
    organizationId: uuid().notNull(),
    raterId: uuid()
      .notNull()
      .references(() => raters.id, { onDelete: 'cascade' }),
    questionListId: uuid()
      .notNull()
      .references(() => questionLists.id),
    fit: text().notNull(),
    exposure: text({ enum: EXPOSURES }).notNull(),
    value: smallint(),
    raterRole: text({ enum: RATER_ROLES }).notNull(),
    providerStaff: boolean().notNull().default(false),
    holder: boolean().notNull().default(false),
    credentialVersionId: uuid(),
    cycleId: uuid(),
    regionId: text().notNull(),
    sector: text().notNull(),
    clientKey: uuid().notNull(),
    bodyHash: text().notNull(),
    heldUntil: instant(),
    /** Not counted: a person has still to look at it, or has rejected it. */
    review: text({ enum: ANSWER_REVIEWS }),
    submittedAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.subjectId, t.id] }),
    uniqueIndex('rating_key').on(t.subjectId, t.raterId, t.clientKey),
    index('rating_rater').on(t.raterId),
    index('rating_cycle_idx').on(t.cycleId, t.organizationId),
  ],
)

/** A job an employer describes; its lines are the latest statement of each rater. */
export const requirements = pgTable(
  'requirement',
  {
    id: id(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    occupationId: text()
      .notNull()
      .references(() => occupations.id),
    title: text().notNull(),
    archivedAt: instant(),
    createdBy: uuid(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (t) => [index('requirement_org').on(t.organizationId)],
)

/**
 * A line in an employer's own words, private to its writer: of a requirement, or what a rater of a cycle misses in a
 * packet. What is offered reaches editors as `offeredWords` alone.
 */
export const ownWords = pgTable(
  'own_words',
  {
    id: id(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    requirementId: uuid(),
    packetId: uuid(),
    cycleId: uuid(),
    raterId: uuid()
      .notNull()
      .references(() => raters.id, { onDelete: 'cascade' }),
    text: text().notNull(),
    importance: smallint(),
    /** What its writer does in the job's team; null of lines from before it was kept. */
    raterRole: text({ enum: RATER_ROLES }),
    offered: boolean().notNull().default(false),
    occupationId: text()
      .notNull()
      .references(() => occupations.id),
    /** What came of an offered line; null while it waits for the operator. */
    review: text({ enum: offeredReviews }),
    /** As it was let through; empty again once it was shown. */
    reviewedText: text(),
    createdAt: createdAt(),
  },
  (t) => [
    index('own_words_requirement').on(t.requirementId),
    index('own_words_cycle').on(t.cycleId),
    uniqueIndex('own_words_packet').on(t.raterId, t.packetId),
    foreignKey({ columns: [t.requirementId], foreignColumns: [requirements.id] }).onDelete(
      'cascade',
    ),
  ],
)

/** Lines shown to editors (METHOD R10): copies without a key to who wrote them, in batches and in shuffled order. */
export const offeredWords = pgTable(
  'offered_words',
  {
    id: id(),
    occupationId: text()
      .notNull()
      .references(() => occupations.id),
    text: text().notNull(),
    batch: uuid().notNull(),
    place: smallint().notNull(),
    /** The month the batch was shown in: its first day. */
    month: date({ mode: 'date' }).notNull(),
    sample: boolean().notNull().default(false),
    adoptedCompetencyId: uuid(),
  },
  (t) => [unique().on(t.batch, t.place)],
)
