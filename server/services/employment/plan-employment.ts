import { z } from 'zod'
import { type employmentFiles, sectorEmployment } from '@/server/db/schema/employment'
import type { Transaction } from '@/server/db/tenancy'
import {
  type EmploymentCounts,
  EmploymentProblem,
  EmploymentRemark,
  EmploymentRow,
  employmentOf,
  type RegionEmployment,
} from '@/server/domain/catalogue/employment'
import { groupBy } from '@/server/domain/group-by'
import { env } from '@/server/env'
import { findRegions } from './find-regions'

export type PlannedRegion = RegionEmployment & { replaces: boolean }
export type EmploymentPlan = {
  regions: PlannedRegion[]
  remarks: EmploymentRemark[]
  /** The first of them; `problemCount` is of all. */
  problems: EmploymentProblem[]
  problemCount: number
}

/** A file keeps what was wrong in it and how it was read in one list. */
const Said = z.union([EmploymentProblem, EmploymentRemark])

/** A file that waits, as its own process read it. */
export type ReadEmploymentFile = Pick<
  typeof employmentFiles.$inferSelect,
  'rows' | 'problems' | 'problemCount'
>

/** What storing a file would do now, and what is wrong with it; a plan with problems is not stored. */
export async function planEmployment(
  tx: Transaction,
  organizationId: string | null,
  file: ReadEmploymentFile,
): Promise<EmploymentPlan> {
  const rows = file.rows.map((row) => EmploymentRow.parse(row))
  const said = file.problems.map((each) => Said.parse(each))
  const problems = said.flatMap((each) => ('line' in each ? [each] : []))
  const named = groupBy(rows, (row) => row.region.toLowerCase())
  const known = await findRegions(tx, organizationId, [...named.keys()])
  const stored = await regionsWithEmployment(tx)
  const planned = new Map<string, PlannedRegion>()
  const found: EmploymentProblem[] = []
  for (const [name, own] of named) {
    const region = known.get(name)
    if (!region) found.push(regionProblem(own, 'region_unknown'))
    else if (region === 'many') found.push(regionProblem(own, 'region_many'))
    else if (planned.has(region.id)) found.push(regionProblem(own, 'region_twice'))
    else {
      planned.set(region.id, { ...employmentOf(region, own), replaces: stored.has(region.id) })
    }
  }
  return {
    regions: [...planned.values()].sort((a, b) =>
      a.region.name.localeCompare(b.region.name, env().LOCALE),
    ),
    remarks: said.flatMap((each) => ('line' in each ? [] : [each])),
    problems: [...problems, ...found].sort((a, b) => a.line - b.line),
    problemCount: file.problemCount + found.length,
  }
}

/** How many lines, regions and problems a file has. */
export function countPlan(
  { rows }: Pick<ReadEmploymentFile, 'rows'>,
  { regions, problemCount }: EmploymentPlan,
): EmploymentCounts {
  return { lines: rows.length, regions: regions.length, problems: problemCount }
}

async function regionsWithEmployment(tx: Transaction): Promise<Set<string>> {
  const rows = await tx.selectDistinct({ id: sectorEmployment.regionId }).from(sectorEmployment)
  return new Set(rows.map((row) => row.id))
}

function regionProblem(
  rows: readonly EmploymentRow[],
  reason: EmploymentProblem['reason'],
): EmploymentProblem {
  return { line: rows[0]?.line ?? 1, reason, column: 'region', detail: rows[0]?.region ?? '' }
}
