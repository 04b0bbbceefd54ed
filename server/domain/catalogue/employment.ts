import { z } from 'zod'
import { fileRemarks } from '@/server/domain/file-remarks'
import { SECTORS } from '@/server/domain/industries'

/** Jobs by sector of a region, as an operator or a partnership loads them (METHOD §7). */

/** What a column of a file may hold. */
export const employmentColumns = [
  ...(['region', 'state', 'county', 'sector', 'employment', 'year', 'quarter', 'source'] as const),
  ...(['owner', 'level', 'size', 'form', 'withheld', 'noise'] as const),
] as const
export type EmploymentColumn = (typeof employmentColumns)[number]

/** What a person may say that a column holds; empty for nothing of ours. */
export const employmentFields = ['', ...employmentColumns] as const
export type EmploymentField = (typeof employmentFields)[number]

/** The field a form names; empty for one that is none. */
export function employmentFieldOf(text: string): EmploymentField {
  return employmentFields.find((field) => field === text) ?? ''
}

/** One row of a file: a sector of a region, with null jobs where the source does not publish them. */
export const EmploymentRow = z.object({
  line: z.number().int(),
  /** As the file names it: the region's address or its county or state code. */
  region: z.string(),
  sector: z.enum(SECTORS),
  employment: z.number().int().nullable(),
  year: z.number().int().nullable(),
  source: z.string().nullable(),
})
export type EmploymentRow = z.infer<typeof EmploymentRow>

export const employmentProblems = [
  'column_missing',
  'cells_missing',
  'region_missing',
  'region_unknown',
  'region_twice',
  'sector_part',
  'sector_unknown',
  'sector_repeated',
  'employment_unreadable',
  'year_unreadable',
  'year_differs',
  'source_differs',
  'source_long',
  'nothing_known',
  'nothing_inside',
  'no_sectors',
  'region_many',
] as const

/** What is wrong with a line, in which column; lines count from 1, the headings are line 1. */
export const EmploymentProblem = z.object({
  line: z.number().int(),
  reason: z.enum(employmentProblems),
  column: z.string(),
  detail: z.string(),
})
export type EmploymentProblem = z.infer<typeof EmploymentProblem>

export const employmentRemarks = [
  ...fileRemarks,
  'quote_kept',
  'columns_unused',
  'lines_not_sectors',
  'lines_earlier',
  'lines_in_part',
  'lines_headings',
  'owners_added',
  'figures_marked',
  'regions_without_figure',
] as const

/** What a person should know of how a file was read; it keeps nothing from being stored. */
export const EmploymentRemark = z.object({ reason: z.enum(employmentRemarks), detail: z.string() })
export type EmploymentRemark = z.infer<typeof EmploymentRemark>

const SectorJobs = z.object({
  sector: z.enum(SECTORS),
  /** Null where the source does not publish it; never worked out from the others. */
  employment: z.number().int().nullable(),
  /** Of the employment that is known, 0–1; null where it is not. */
  share: z.number().nullable(),
})

/** A region's employment as a page shows it. */
export const RegionEmployment = z.object({
  region: z.object({ id: z.string(), slug: z.string(), name: z.string() }),
  year: z.number().int().nullable(),
  source: z.string().nullable(),
  /** Jobs in the sectors that are known. */
  known: z.number().int(),
  sectors: z.array(SectorJobs),
})
export type RegionEmployment = z.infer<typeof RegionEmployment>

/** A region's rows with each sector's share of what is known. */
export function employmentOf(
  region: RegionEmployment['region'],
  rows: readonly Pick<EmploymentRow, 'sector' | 'employment' | 'year' | 'source'>[],
): RegionEmployment {
  const known = rows.reduce((sum, row) => sum + (row.employment ?? 0), 0)
  return {
    region,
    year: rows[0]?.year ?? null,
    source: rows[0]?.source ?? null,
    known,
    sectors: rows
      .map(({ sector, employment }) => ({
        sector,
        employment,
        share: employment === null || known === 0 ? null : employment / known,
      }))
      .sort((a, b) => SECTORS.indexOf(a.sector) - SECTORS.indexOf(b.sector)),
  }
}

/** A file's table as a person looks at it. */
export const EmploymentSheet = z.object({
  /** Of a workbook, the names of its sheets and which of them this is, counted from 0. */
  sheets: z.array(z.string()),
  sheet: z.number().int(),
  /** Counted from 1; 0 where it has none. */
  headingLine: z.number().int(),
  headers: z.array(z.string()),
  /** Its first rows, the titles above its headings among them. */
  rows: z.array(z.object({ line: z.number().int(), cells: z.array(z.string()) })),
  /** What each column holds. */
  fields: z.array(z.enum(employmentFields)),
  /** The name under which its columns were remembered of another table. */
  remembered: z.object({ id: z.string(), name: z.string() }).nullable().default(null),
})
export type EmploymentSheet = z.infer<typeof EmploymentSheet>

/** What a file holds as its columns are named. */
export const EmploymentCounts = z.object({
  lines: z.number().int(),
  regions: z.number().int(),
  problems: z.number().int(),
})
export type EmploymentCounts = z.infer<typeof EmploymentCounts>

/** What storing a file would do, or why it is refused. */
export const EmploymentPreview = z.object({
  id: z.string(),
  fileName: z.string(),
  sheet: EmploymentSheet,
  counts: EmploymentCounts,
  regions: z.array(
    RegionEmployment.extend({
      /** Whether the region has employment already, which the file takes the place of. */
      replaces: z.boolean(),
    }),
  ),
  remarks: z.array(EmploymentRemark),
  problems: z.array(EmploymentProblem),
  problemCount: z.number().int(),
})
export type EmploymentPreview = z.infer<typeof EmploymentPreview>
