import { sql } from 'drizzle-orm'
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { claimKinds, credentialKinds, matchStates } from '@/server/domain/catalogue/credentials'
import { publicationStates } from '@/server/domain/catalogue/publication'
import { bytes, createdAt, id } from './columns'
import { competencies, frameworks } from './frameworks'
import { organizations } from './organizations'
import { occupations } from './reference'

export const credentials = pgTable(
  'credential',
  {
    id: id(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    slug: text().notNull().unique(),
    state: text({ enum: publicationStates }).notNull().default('draft'),
    currentVersionId: uuid(),
    sample: boolean().notNull().default(false),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (t) => [
    index('credential_org').on(t.organizationId),
    index('credential_current_version').on(t.currentVersionId),
  ],
)

export const credentialVersions = pgTable(
  'credential_version',
  {
    id: id(),
    credentialId: uuid()
      .notNull()
      .references(() => credentials.id, { onDelete: 'cascade' }),
    organizationId: uuid().notNull(),
    no: integer().notNull(),
    name: text().notNull(),
    kind: text({ enum: credentialKinds }).notNull(),
    description: text().notNull().default(''),
    url: text(),
    lengthText: text(),
    costText: text(),
    extra: jsonb().$type<Record<string, unknown>>(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('credential_version_no').on(t.credentialId, t.no),
    index('credential_version_name').on(sql`${t.name} COLLATE "und-x-icu"`),
  ],
)

export const credentialOccupations = pgTable(
  'credential_occupation',
  {
    credentialId: uuid()
      .notNull()
      .references(() => credentials.id, { onDelete: 'cascade' }),
    occupationId: text()
      .notNull()
      .references(() => occupations.id),
    organizationId: uuid().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.credentialId, t.occupationId] }),
    index('credential_occupation_occupation').on(t.occupationId),
  ],
)

export const credentialCompetencies = pgTable(
  'credential_competency',
  {
    id: id(),
    credentialId: uuid()
      .notNull()
      .references(() => credentials.id, { onDelete: 'cascade' }),
    organizationId: uuid().notNull(),
    competencyId: uuid().references(() => competencies.id, { onDelete: 'cascade' }),
    claim: text({ enum: claimKinds }).notNull(),
    level: text(),
    assertedBy: uuid().notNull(),
    matchState: text({ enum: matchStates }).notNull().default('linked'),
    freeText: text(),
    createdAt: createdAt(),
  },
  (t) => [
    index('credential_competency_credential').on(t.credentialId),
    index('credential_competency_competency').on(t.competencyId),
    uniqueIndex('credential_competency_claim').on(t.credentialId, t.competencyId, t.claim),
  ],
)

/** A sheet of claims that was pasted or uploaded and waits to be applied; it is forgotten in a week. */
export const claimLists = pgTable(
  'claim_list',
  {
    id: id(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    credentialId: uuid()
      .notNull()
      .references(() => credentials.id, { onDelete: 'cascade' }),
    frameworkId: uuid()
      .notNull()
      .references(() => frameworks.id, { onDelete: 'cascade' }),
    /** Null of one that was pasted. */
    fileName: text(),
    /** The sheet as it came. */
    body: bytes().notNull(),
    /** What is claimed where no column says it. */
    otherwise: text({ enum: claimKinds }).notNull(),
    /** Its first rows, where its headings stand and what its columns hold. */
    sheet: jsonb().$type<Record<string, unknown>>().notNull(),
    /** What was read in it. */
    read: jsonb().$type<Record<string, unknown>>().notNull(),
    createdBy: uuid(),
    createdAt: createdAt(),
  },
  (t) => [
    index('claim_list_credential').on(t.credentialId),
    index('claim_list_framework').on(t.frameworkId),
    index('claim_list_org').on(t.organizationId),
  ],
)
