import { sql } from 'drizzle-orm'
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import {
  HOLD_STATES,
  type SeenSignal,
  type Signal,
  WAITING_REASONS,
} from '@/server/domain/method/integrity'
import { LINK_STATES, type LinkReason } from '@/server/domain/people/employer-links'
import { createdAt, instant } from './columns'
import { organizations } from './organizations'
import { ratings, subjects } from './ratings'

/** How one Send came, kept for the look before the next release; keyed hashes, and no levels. */
export const answerTraces = pgTable(
  'answer_trace',
  {
    subjectId: uuid().notNull(),
    ratingId: uuid().notNull(),
    employerId: uuid().notNull(),
    raterId: uuid().notNull(),
    cycleId: uuid().notNull(),
    secondsEach: real(),
    networkHash: text(),
    deviceHash: text(),
    freeMail: boolean().notNull().default(false),
    sentAt: createdAt(),
    lookedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.subjectId, t.ratingId] }),
    foreignKey({
      columns: [t.subjectId, t.ratingId],
      foreignColumns: [ratings.subjectId, ratings.id],
    }).onDelete('cascade'),
  ],
)

/**
 * Answers that wait for a person. The rating and the statement of the same Send carry `review`. Whose they were is null
 * once it is forgotten.
 */
export const integrityHolds = pgTable(
  'integrity_hold',
  {
    id: uuid().primaryKey(),
    subjectId: uuid()
      .notNull()
      .references(() => subjects.id, { onDelete: 'cascade' }),
    ratingId: uuid(),
    employerId: uuid(),
    raterId: uuid(),
    cycleId: uuid(),
    /** The publisher's alone: counted, and named to nobody. */
    signals: jsonb().$type<Signal[]>().notNull(),
    /** What a reviewer reads of them. */
    seen: jsonb()
      .$type<SeenSignal[]>()
      .notNull()
      .generatedAlwaysAs(
        sql`(signals - '{uniform,leniency,invited}'::text[]) || CASE WHEN signals ?| '{uniform,leniency,invited}'::text[] THEN '["pattern"]'::jsonb ELSE '[]'::jsonb END`,
      ),
    state: text({ enum: HOLD_STATES }).notNull().default('held'),
    raisedAt: instant().notNull(),
    reviewDue: instant().notNull(),
    decidedAt: instant(),
    decidedBy: uuid(),
    decidedByOrganizationId: uuid(),
    note: text().notNull().default(''),
  },
  (t) => [
    unique('integrity_hold_subject_id_rating_id_key').on(t.subjectId, t.ratingId),
    index('integrity_hold_state').on(t.state, t.reviewDue),
  ],
)

/** Two employers that may be one, in the order of their ids; until reviewed both have one vote. */
export const employerLinks = pgTable(
  'employer_link',
  {
    aId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    bId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    reasons: jsonb().$type<LinkReason[]>().notNull(),
    state: text({ enum: LINK_STATES }).notNull().default('open'),
    foundAt: instant().notNull(),
    reviewDue: instant().notNull(),
    decidedAt: instant(),
    decidedBy: uuid(),
    note: text().notNull().default(''),
  },
  (t) => [primaryKey({ columns: [t.aId, t.bId] })],
)

/** Why answers wait, on the whole site, as of a night and in fives. */
export const waitingTotals = pgTable('waiting_total', {
  reason: text({ enum: WAITING_REASONS }).primaryKey(),
  answers: integer().notNull(),
  asOf: instant().notNull(),
})

/** Holds of a year, by signal; the signal '' stands for all of them. No key to anything. */
export const integrityTotals = pgTable(
  'integrity_total',
  {
    year: integer().notNull(),
    signal: text().notNull(),
    raised: integer().notNull(),
    accepted: integer().notNull(),
    rejected: integer().notNull(),
    waiting: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.year, t.signal] })],
)
