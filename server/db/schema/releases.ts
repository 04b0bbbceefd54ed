import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  pgView,
  primaryKey,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { RELEASE_TRIGGERS } from '@/server/domain/method/release-triggers'
import { SCALES } from '@/server/domain/scales'
import { counts, createdAt, instant, transactionNumber } from './columns'
import { subjects } from './ratings'

/** A run that published cohorts: numbered, frozen, with a digest over what it published. */
export const releases = pgTable('release', {
  no: integer().primaryKey(),
  quarter: integer().notNull(),
  methodVersion: text().notNull(),
  trigger: text({ enum: RELEASE_TRIGGERS }).notNull(),
  startedAt: instant().notNull(),
  finishedAt: instant(),
  publicAt: instant().notNull(),
  subjects: integer().notNull().default(0),
  versions: integer().notNull().default(0),
  digest: text(),
  problems: jsonb().$type<Record<string, unknown>[]>().notNull(),
})

/**
 * A fixed group of at least five employers whose votes on one item are published together.
 * `competencyId` is null for value; `regionId` and `sector` are null where the scope is wider.
 */
export const cohorts = pgTable(
  'cohort',
  {
    subjectId: uuid()
      .notNull()
      .references(() => subjects.id),
    id: uuid().notNull(),
    scale: text({ enum: SCALES }).notNull(),
    competencyId: uuid(),
    regionId: text(),
    sector: text(),
    carried: counts().notNull(),
    /** Private: employers, the levels last counted, and since when each counts, in milliseconds since 1970. */
    members: uuid().array().notNull().default([]),
    levels: smallint().array().notNull().default([]),
    marks: bigint({ mode: 'number' }).array().notNull().default([]),
    lastQuarter: integer().notNull(),
    dissolvedAt: instant(),
    /** The release whose averages leave it out because it has ended. */
    dissolvedIn: integer(),
    hiddenAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.subjectId, t.id] }),
    index('cohort_dissolved').on(t.dissolvedIn).where(sql`${t.dissolvedIn} IS NOT NULL`),
    check(
      'cohort_members_whole',
      sql`cardinality(${t.members}) = cardinality(${t.levels}) AND cardinality(${t.members}) = cardinality(${t.marks})`,
    ),
  ],
)

/**
 * Private. A cohort's members, a row each, as the publisher may read them; they are stored as arrays of the cohort. A
 * row without a level is the tombstone of a withdrawal.
 */
export const cohortMembers = pgView('cohort_member', {
  subjectId: uuid().notNull(),
  cohortId: uuid().notNull(),
  employerId: uuid().notNull(),
  level: smallint(),
  countedAt: instant(),
}).existing()

/** Groups hidden for good: what they were about, and since when no server keeps a page made before. */
export const hiddenGroups = pgTable(
  'hidden_group',
  {
    subjectId: uuid().notNull(),
    cohortId: uuid().notNull(),
    scale: text({ enum: SCALES }).notNull(),
    competencyId: uuid(),
    regionId: text(),
    sector: text(),
    hiddenAt: instant().notNull(),
    droppedAt: instant(),
    /** When every line that held it had been computed without it. */
    linesAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.subjectId, t.cohortId] }),
    foreignKey({
      columns: [t.subjectId, t.cohortId],
      foreignColumns: [cohorts.subjectId, cohorts.id],
    }).onDelete('cascade'),
    index('hidden_group_at').on(t.hiddenAt),
    index('hidden_group_lines').on(t.linesAt),
  ],
)

/** First time an employer's vote on an item was seen waiting, so patience survives reruns. */
export const pendingVotes = pgTable(
  'pending_vote',
  {
    subjectId: uuid()
      .notNull()
      .references(() => subjects.id),
    scale: text({ enum: SCALES }).notNull(),
    competencyKey: uuid().notNull(),
    employerId: uuid().notNull(),
    sinceQuarter: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.subjectId, t.scale, t.competencyKey, t.employerId] })],
)

/** The only thing readers see of answers: what one cohort looked like in one release. */
export const cohortVersions = pgTable(
  'cohort_version',
  {
    subjectId: uuid().notNull(),
    cohortId: uuid().notNull(),
    no: integer().notNull(),
    releaseNo: integer()
      .notNull()
      .references(() => releases.no),
    quarter: integer().notNull(),
    scale: text({ enum: SCALES }).notNull(),
    competencyId: uuid(),
    regionId: text(),
    sector: text(),
    n: integer().notNull(),
    counts: counts().notNull(),
    hidden: boolean().notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.subjectId, t.cohortId, t.no] }),
    foreignKey({
      columns: [t.subjectId, t.cohortId],
      foreignColumns: [cohorts.subjectId, cohorts.id],
    }),
    index('cohort_version_scope').on(t.regionId, t.sector, t.subjectId),
    index('cohort_version_release').on(t.releaseNo),
  ],
)

/** Published counts of a scale by framework as of a release: the reference of the prior. */
export const releaseReferences = pgTable(
  'release_reference',
  {
    releaseNo: integer()
      .notNull()
      .references(() => releases.no),
    scale: text({ enum: SCALES }).notNull(),
    frameworkKey: uuid().notNull(),
    counts: counts().notNull(),
  },
  (t) => [primaryKey({ columns: [t.releaseNo, t.scale, t.frameworkKey] })],
)

/** Transactions that changed what maps are read from: what a process keeps of maps is older than none of them. */
export const mapChanges = pgTable('map_change', {
  xid: transactionNumber().primaryKey(),
  at: instant().notNull().default(sql`now()`),
})
