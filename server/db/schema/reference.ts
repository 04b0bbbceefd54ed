import {
  type AnyPgColumn,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { regionKinds } from '@/server/domain/people/regions'
import { createdAt } from './columns'
import { organizations } from './organizations'

/** `id` is `<taxonomy><version>:<code>`, such as `soc2018:51-4041` or `onet2019:51-4041.00`. */
export const occupations = pgTable(
  'occupation',
  {
    id: text().primaryKey(),
    taxonomy: text().notNull(),
    version: text().notNull(),
    code: text().notNull(),
    title: text().notNull(),
    level: text().notNull(),
    parentId: text().references((): AnyPgColumn => occupations.id),
  },
  (t) => [index('occupation_code').on(t.code)],
)

/** What people call an occupation, in their language, and where that was taken from. */
export const occupationAliases = pgTable(
  'occupation_alias',
  {
    occupationId: text()
      .notNull()
      .references(() => occupations.id, { onDelete: 'cascade' }),
    phrase: text().notNull(),
    language: text().notNull(),
    source: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.occupationId, t.language, t.phrase] })],
)

/** `id` is `naics2017:<code>`; `sector` is the two-digit sector (`31-33`). */
export const industries = pgTable('industry', {
  id: text().primaryKey(),
  version: text().notNull(),
  code: text().notNull(),
  title: text().notNull(),
  level: integer().notNull(),
  sector: text().notNull(),
  parentId: text().references((): AnyPgColumn => industries.id),
})

/**
 * A tree nation (`us`) → state (`us-wi`) → county (`us-55117`), and named sets of counties
 * (`set-<uuid>`), which may overlap and belong to the partnership that defined them.
 */
export const regions = pgTable(
  'region',
  {
    id: text().primaryKey(),
    kind: text({ enum: regionKinds }).notNull(),
    name: text().notNull(),
    slug: text().notNull().unique(),
    code: text(),
    parentId: text().references((): AnyPgColumn => regions.id),
    organizationId: uuid().references(() => organizations.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
  },
  (t) => [index('region_parent').on(t.parentId)],
)

export const regionCounties = pgTable(
  'region_county',
  {
    regionId: text()
      .notNull()
      .references(() => regions.id, { onDelete: 'cascade' }),
    countyId: text()
      .notNull()
      .references(() => regions.id),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
  },
  (t) => [
    index('region_county_region').on(t.regionId),
    index('region_county_county').on(t.countyId),
  ],
)

/** The one region a county reports to; a county without a row reports to its state. */
export const reportingRegions = pgTable('reporting_region', {
  countyId: text()
    .primaryKey()
    .references(() => regions.id),
  regionId: text()
    .notNull()
    .references(() => regions.id, { onDelete: 'cascade' }),
  organizationId: uuid()
    .notNull()
    .references(() => organizations.id, { onDelete: 'cascade' }),
  claimedAt: createdAt(),
})
