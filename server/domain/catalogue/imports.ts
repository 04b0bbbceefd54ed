import { z } from 'zod'
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
  before: z.string().nullable(),
})

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
  linksAdded: z.number().int(),
  linksGone: z.number().int(),
  headChanged: z.boolean(),
  leftOut: z.number().int(),
  rows: z.object({ added: z.array(Row), changed: z.array(Row), gone: z.array(Row) }),
  /** Why applying it was given up. */
  failure: z.string().optional(),
})
export type ImportSummary = z.infer<typeof ImportSummary>

/** True when the file says what already stands, so that applying it changes nothing. */
export function changesNothing(summary: ImportSummary): boolean {
  const { framework, added, changed, gone, linksAdded, linksGone, headChanged } = summary
  return (
    framework.id !== null &&
    !headChanged &&
    [added, changed, gone, linksAdded, linksGone].every((count) => count === 0)
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

/** Of a table: its headings and the line they stand on, three rows of it and which of ours they are. */
export const ImportSheet = z.object({
  /** Counted from 1; 0 where it has none. */
  headingLine: z.number().int(),
  headers: z.array(z.string()),
  sample: z.array(z.array(z.string())),
  mapping: SpreadsheetMapping,
  /** What the table calls its framework, where a row says so. */
  name: z.string().nullable(),
  /** What was said of the file as a whole when it was opened. */
  problems: z.array(ImportProblem),
})
export type ImportSheet = z.infer<typeof ImportSheet>

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
