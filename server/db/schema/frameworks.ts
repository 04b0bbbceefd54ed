import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { alignmentStates } from '@/server/domain/catalogue/alignments'
import {
  competencyAxes,
  competencyTypes,
  identifiedKinds,
} from '@/server/domain/catalogue/frameworks'
import { importStates } from '@/server/domain/catalogue/imports'
import { publicationStates } from '@/server/domain/catalogue/publication'
import type { SpreadsheetMapping } from '@/server/domain/catalogue/sheet-mapping'
import { LINK_KINDS } from '@/server/domain/method/coverage'
import { bytes, createdAt, id, instant } from './columns'
import { organizations } from './organizations'

/** Text by language tag, such as `{ "en-US": "Read drawings" }`. */
export type LanguageMap = Record<string, string>

export const frameworks = pgTable(
  'framework',
  {
    id: id(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    slug: text().notNull().unique(),
    state: text({ enum: publicationStates }).notNull().default('draft'),
    name: text().notNull(),
    description: text().notNull().default(''),
    publisher: text().notNull().default(''),
    currentVersionId: uuid(),
    sample: boolean().notNull().default(false),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (t) => [index('framework_org').on(t.organizationId)],
)

/** `document` is the normalised head (language maps, status, licence …); `source` the verbatim rest. */
export const frameworkVersions = pgTable(
  'framework_version',
  {
    id: id(),
    frameworkId: uuid()
      .notNull()
      .references(() => frameworks.id, { onDelete: 'cascade' }),
    organizationId: uuid().notNull(),
    no: integer().notNull(),
    sourceFormat: text().notNull(),
    sha256: text(),
    document: jsonb().$type<Record<string, unknown>>().notNull(),
    source: jsonb().$type<Record<string, unknown>>(),
    importId: uuid(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex('framework_version_no').on(t.frameworkId, t.no)],
)

/** The identity that answers are about; its wording lives in versions. */
export const competencies = pgTable(
  'competency',
  {
    id: id(),
    frameworkId: uuid()
      .notNull()
      .references(() => frameworks.id, { onDelete: 'cascade' }),
    organizationId: uuid().notNull(),
    currentVersionId: uuid(),
    position: integer().notNull().default(0),
    retiredAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [index('competency_framework').on(t.frameworkId)],
)

export const competencyVersions = pgTable(
  'competency_version',
  {
    id: id(),
    competencyId: uuid()
      .notNull()
      .references(() => competencies.id, { onDelete: 'cascade' }),
    frameworkVersionId: uuid().notNull(),
    organizationId: uuid().notNull(),
    no: integer().notNull(),
    label: text().notNull(),
    statement: text().notNull(),
    texts: jsonb()
      .$type<{ label?: LanguageMap; statement?: LanguageMap; notes?: LanguageMap }>()
      .notNull(),
    code: text(),
    listPosition: text(),
    type: text({ enum: competencyTypes }),
    axis: text({ enum: competencyAxes }),
    levels: jsonb().$type<string[]>().notNull(),
    keywords: jsonb().$type<string[]>().notNull(),
    notes: text().notNull().default(''),
    isGroup: boolean().notNull().default(false),
    textHash: text().notNull(),
    source: jsonb().$type<Record<string, unknown>>(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex('competency_version_no').on(t.competencyId, t.no)],
)

export const externalIdentifiers = pgTable(
  'external_identifier',
  {
    organizationId: uuid().notNull(),
    entityKind: text({ enum: identifiedKinds }).notNull(),
    entityId: uuid().notNull(),
    frameworkId: uuid().references(() => frameworks.id, { onDelete: 'cascade' }),
    scheme: text().notNull(),
    value: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.entityKind, t.scheme, t.value, t.entityId] }),
    index('external_identifier_entity').on(t.entityId),
  ],
)

/** Hierarchy and every other relation; an end outside the framework is a URI. */
export const competencyAssociations = pgTable(
  'competency_association',
  {
    id: id(),
    frameworkId: uuid()
      .notNull()
      .references(() => frameworks.id, { onDelete: 'cascade' }),
    organizationId: uuid().notNull(),
    type: text().notNull(),
    fromCompetencyId: uuid(),
    fromUri: text(),
    toCompetencyId: uuid(),
    toUri: text(),
    sequence: text(),
    position: integer().notNull(),
    source: jsonb().$type<Record<string, unknown>>(),
  },
  (t) => [index('competency_association_framework').on(t.frameworkId)],
)

export const competencyClosure = pgTable(
  'competency_closure',
  {
    frameworkId: uuid()
      .notNull()
      .references(() => frameworks.id, { onDelete: 'cascade' }),
    organizationId: uuid().notNull(),
    ancestorId: uuid().notNull(),
    descendantId: uuid().notNull(),
    depth: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.ancestorId, t.descendantId] }),
    index('competency_closure_descendant').on(t.descendantId),
    index('competency_closure_framework').on(t.frameworkId),
  ],
)

/**
 * A person's decision about two competencies of different frameworks: the crosswalk. `kind` says how the
 * second stands to the first; a rejected pair has none. Suggestions are never stored.
 */
export const alignments = pgTable(
  'alignment',
  {
    id: id(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    fromCompetencyId: uuid()
      .notNull()
      .references(() => competencies.id, { onDelete: 'cascade' }),
    toCompetencyId: uuid()
      .notNull()
      .references(() => competencies.id, { onDelete: 'cascade' }),
    state: text({ enum: alignmentStates }).notNull(),
    kind: text({ enum: LINK_KINDS }),
    matchedWords: jsonb().$type<string[]>().notNull(),
    decidedBy: uuid(),
    decidedAt: createdAt(),
  },
  (t) => [
    uniqueIndex('alignment_pair').on(t.organizationId, t.fromCompetencyId, t.toCompetencyId),
    index('alignment_from').on(t.fromCompetencyId),
    index('alignment_to').on(t.toCompetencyId),
    check('alignment_kind', sql`(${t.state} = 'accepted') = (${t.kind} IS NOT NULL)`),
    check('alignment_ends', sql`${t.fromCompetencyId} <> ${t.toCompetencyId}`),
  ],
)

export const imports = pgTable(
  'import',
  {
    id: id(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    fileName: text().notNull(),
    format: text().notNull(),
    sha256: text().notNull(),
    state: text({ enum: importStates }).notNull(),
    body: bytes(),
    sheet: jsonb().$type<Record<string, unknown>>(),
    mapping: jsonb().$type<SpreadsheetMapping>(),
    head: jsonb().$type<Record<string, string | null>>(),
    before: jsonb().$type<Record<string, unknown>>(),
    summary: jsonb().$type<Record<string, unknown>>(),
    problems: jsonb().$type<Record<string, unknown>[]>().notNull(),
    doneRows: integer().notNull().default(0),
    totalRows: integer().notNull().default(0),
    frameworkId: uuid(),
    frameworkVersionId: uuid(),
    createdBy: uuid(),
    createdAt: createdAt(),
    touchedAt: instant(),
    finishedAt: instant(),
  },
  (t) => [index('import_org').on(t.organizationId, t.createdAt)],
)
