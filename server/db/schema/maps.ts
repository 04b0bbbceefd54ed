import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { lineAudiences, lineCauses } from '@/server/domain/reading/map-list'
import { counts, instant } from './columns'
import { credentials } from './credentials'
import { organizations } from './organizations'
import { occupations } from './reference'

/**
 * What lists read of a competency map: a credential for an occupation, as everybody reads it and as its provider does.
 * Written by the indexer alone.
 */
export const mapLines = pgTable(
  'map_line',
  {
    credentialId: uuid()
      .notNull()
      .references(() => credentials.id, { onDelete: 'cascade' }),
    occupationId: text()
      .notNull()
      .references(() => occupations.id),
    audience: text({ enum: lineAudiences }).notNull(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    /** Rows behind each word, in the order of domain's list of words. */
    words: counts().notNull(),
    n: integer().notNull(),
    releaseNo: integer(),
    publicFrom: instant(),
    /** Frameworks that its answers are about, published or not. */
    frameworks: uuid().array().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.credentialId, t.occupationId, t.audience] }),
    index('map_line_newest')
      .on(t.releaseNo.desc(), t.n.desc(), t.credentialId, t.occupationId)
      .where(sql`${t.audience} = 'everybody' AND ${t.n} > 0`),
    index('map_line_telling')
      .on(t.releaseNo.desc(), t.n.desc(), t.credentialId, t.occupationId)
      .where(sql`${t.audience} = 'everybody' AND ${t.words}[1] > 0 AND ${t.words}[2] > 0`),
    index('map_line_occupation')
      .on(t.occupationId, t.n.desc(), t.credentialId)
      .where(sql`${t.audience} = 'everybody'`),
    index('map_line_own').on(t.organizationId, t.audience),
    index('map_line_frameworks').using('gin', t.frameworks),
    check('map_line_audience_check', sql`${t.audience} IN ('everybody', 'provider')`),
    check('map_line_words_check', sql`cardinality(${t.words}) = 8`),
    check('map_line_public', sql`${t.audience} = 'provider' OR ${t.publicFrom} IS NULL`),
  ],
)

/** What has changed under the lines since they were computed; the database writes it with each change. */
export const mapLineMarks = pgTable(
  'map_line_due',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    kind: text({ enum: lineCauses }).notNull(),
    key: text().notNull(),
    markedAt: instant().notNull().default(sql`clock_timestamp()`),
  },
  (t) => [index('map_line_due_key').on(t.key)],
)

/** As of when the lines were last looked at; one row. */
export const mapLineState = pgTable('map_line_state', {
  one: boolean().primaryKey().default(true),
  quarter: integer().notNull(),
  /** The moment that decided what was public. */
  seenAt: instant().notNull(),
  /** By the database's clock. */
  lookedAt: instant().notNull(),
})

/** The published averages that the lines' estimates start from. */
export const mapLineReferences = pgTable(
  'map_line_reference',
  {
    scale: text().notNull(),
    frameworkKey: uuid().notNull(),
    counts: counts().notNull(),
  },
  (t) => [primaryKey({ columns: [t.scale, t.frameworkKey] })],
)
