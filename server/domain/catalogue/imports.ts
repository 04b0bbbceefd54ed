import { z } from 'zod'
import { wordedFields } from './framework-diff'
import { frameworkFormats, problemReasons, problemSeverities } from './frameworks'
import { SpreadsheetMapping } from './sheet-mapping'

export const importStates = [
  'uploaded',
  'previewed',
  'applying',
  'applied',
  'failed',
  'undone',
  'forgotten',
] as const

/** Rows of each kind that a preview lists by name; the counts are always whole. */
export const previewRows = 200

const Row = z.object({
  code: z.string().nullable(),
  label: z.string(),
  statement: z.string().default(''),
  /** Of one that is found again: the statement and the code it had, and what of it is worded anew. */
  before: z.string().nullable(),
  codeBefore: z.string().nullable().default(null),
  differs: z.array(z.enum(wordedFields)).default([]),
})
export type ImportedRow = z.infer<typeof Row>

/** A new row and one that stands whose words are near-equal; `id` is that of the one that stands. */
const Alike = Row.extend({ id: z.string() })
export type AlikeRow = z.infer<typeof Alike>

/** Which near-equal pairs a person has said to be different, by the ids of what stands. */
export const Separated = z.union([z.literal('all'), z.array(z.uuid()).max(previewRows)])
export type Separated = z.infer<typeof Separated>

/** What applying an import would do, or did, to one framework. */
export const ImportSummary = z.object({
  framework: z.object({
    id: z.string().nullable(),
    slug: z.string().nullable(),
    name: z.string(),
    /** The version the preview was made against; null for a framework that is new. */
    versionId: z.string().nullable(),
  }),
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  gone: z.number().int(),
  /** The fewest that have to move among their siblings. */
  moved: z.number().int().default(0),
  /** How many of `changed` are only near-equal to what stands. */
  alike: z.number().int().default(0),
  separate: Separated.default([]),
  linksAdded: z.number().int(),
  linksGone: z.number().int(),
  headChanged: z.boolean(),
  leftOut: z.number().int(),
  /** `changed` are those that are found again for certain, `alike` those that may be others. */
  rows: z.object({
    added: z.array(Row),
    changed: z.array(Row),
    gone: z.array(Row),
    moved: z.array(Row).default([]),
    alike: z.array(Alike).default([]),
  }),
  /** Why applying it was given up. */
  failure: z.string().optional(),
})
export type ImportSummary = z.infer<typeof ImportSummary>

/** True when the file says what already stands, so that applying it changes nothing. */
export function changesNothing(summary: ImportSummary): boolean {
  const { framework, added, changed, gone, moved, linksAdded, linksGone, headChanged } = summary
  return (
    framework.id !== null &&
    !headChanged &&
    [added, changed, gone, moved, linksAdded, linksGone].every((count) => count === 0)
  )
}

export const ImportProblem = z.object({
  severity: z.enum(problemSeverities),
  reason: z.enum(problemReasons),
  line: z.number().int().optional(),
  path: z.string().optional(),
  column: z.string().optional(),
  detail: z.string().optional(),
  /** The row of a table as it came. */
  cells: z.array(z.string()).optional(),
})
export type ImportProblem = z.infer<typeof ImportProblem>

/** What a table holds as its columns are named. */
export const TableCounts = z.object({
  competencies: z.number().int(),
  groups: z.number().int(),
  /** Rows that are left out, and remarks on others. */
  problems: z.number().int(),
})
export type TableCounts = z.infer<typeof TableCounts>

/** Of a table: its headings and the line they stand on, its first rows and which of ours its columns are. */
export const ImportSheet = z.object({
  /** Of a workbook, the names of its sheets and which of them this is, counted from 0. */
  sheets: z.array(z.string()).default([]),
  sheet: z.number().int().default(0),
  /** Counted from 1; 0 where it has none. */
  headingLine: z.number().int(),
  headers: z.array(z.string()),
  /** As a person sees them, the titles above the headings among them. */
  rows: z.array(z.object({ line: z.number().int(), cells: z.array(z.string()) })).default([]),
  mapping: SpreadsheetMapping,
  /** Its format says what its columns hold, so only its sheet and its headings can be chosen. */
  fixed: z.boolean().default(false),
  /** Null where no column holds the competency. */
  counts: TableCounts.nullable().default(null),
  /** The name under which its columns were remembered of another table. */
  remembered: z.object({ id: z.string(), name: z.string() }).nullable().default(null),
  /** What the table calls its framework, where a row says so. */
  name: z.string().nullable(),
})
export type ImportSheet = z.infer<typeof ImportSheet>

/** The framework of its own that an organization's file seems to be, and what speaks for it. */
export const ImportProposal = z.object({
  slug: z.string(),
  name: z.string(),
  because: z.enum(['same_file', 'same_name']),
})
export type ImportProposal = z.infer<typeof ImportProposal>

/** An import as its page shows it. */
export const ImportView = z.object({
  id: z.string(),
  fileName: z.string(),
  format: z.enum(frameworkFormats),
  state: z.enum(importStates),
  createdAt: z.date(),
  finishedAt: z.date().nullable(),
  doneRows: z.number().int(),
  totalRows: z.number().int(),
  stalled: z.boolean(),
  summary: ImportSummary.nullable(),
  problems: z.array(ImportProblem),
  problemCount: z.number().int(),
  errorCount: z.number().int(),
  /** Of a table whose columns may still be named. */
  sheet: ImportSheet.nullable(),
  /** How a table's framework is named so far; `framework` is one to bring up to date. */
  head: z.object({
    framework: z.string(),
    name: z.string(),
    publisher: z.string(),
    language: z.string(),
  }),
  /** Of a table whose columns nobody has named yet: the framework it seems to be. */
  proposal: ImportProposal.nullable(),
  /** Where the framework is that it changed. */
  framework: z.string().nullable(),
  canUndo: z.boolean(),
})
export type ImportView = z.infer<typeof ImportView>

export const ImportRow = ImportView.pick({
  id: true,
  fileName: true,
  state: true,
  createdAt: true,
}).extend({ framework: z.string().nullable() })
export type ImportRow = z.infer<typeof ImportRow>
