import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, createdAt, id, instant } from './columns'
import { organizations } from './organizations'
import { regions } from './reference'

/** Jobs by sector of a region; `employment` is null where the source does not publish it. */
export const sectorEmployment = pgTable(
  'sector_employment',
  {
    regionId: text()
      .notNull()
      .references(() => regions.id, { onDelete: 'cascade' }),
    sector: text().notNull(),
    employment: integer(),
    year: integer(),
    source: text(),
    loadedAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.regionId, t.sector] }),
    check('sector_employment_count', sql`${t.employment} >= 0`),
  ],
)

/** A file of employment that waits, after its preview, to be stored; without an organization, the operator's. */
export const employmentFiles = pgTable(
  'employment_file',
  {
    id: id(),
    organizationId: uuid().references(() => organizations.id, { onDelete: 'cascade' }),
    fileName: text().notNull(),
    /** The file as it came. */
    body: bytes().notNull(),
    /** Its first rows, where its headings stand and what its columns hold. */
    sheet: jsonb().$type<Record<string, unknown>>().notNull(),
    rows: jsonb().$type<Record<string, unknown>[]>().notNull(),
    problems: jsonb().$type<Record<string, unknown>[]>().notNull(),
    problemCount: integer().notNull(),
    createdAt: createdAt(),
  },
  (t) => [index('employment_file_organization').on(t.organizationId)],
)
