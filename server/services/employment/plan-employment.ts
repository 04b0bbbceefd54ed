import { and, eq, inArray, or } from 'drizzle-orm'
import { type employmentFiles, sectorEmployment } from '@/server/db/schema/employment'
import { regions } from '@/server/db/schema/reference'
import type { Transaction } from '@/server/db/tenancy'
import {
  EmploymentProblem,
  EmploymentRow,
  employmentOf,
  type RegionEmployment,
} from '@/server/domain/catalogue/employment'
import { groupBy } from '@/server/domain/group-by'
import { env } from '@/server/env'

export type PlannedRegion = RegionEmployment & { replaces: boolean }
export type EmploymentPlan = {
  regions: PlannedRegion[]
  /** The first of them; `problemCount` is of all. */
  problems: EmploymentProblem[]
  problemCount: number
}

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
  const problems = file.problems.map((problem) => EmploymentProblem.parse(problem))
  const named = groupBy(rows, (row) => row.region.toLowerCase())
  const known = await findRegions(tx, organizationId, [...named.keys()])
  const stored = await regionsWithEmployment(tx)
  const planned = new Map<string, PlannedRegion>()
  const found: EmploymentProblem[] = []
  for (const [name, own] of named) {
    const region = known.get(name)
    if (!region) found.push(regionProblem(own, 'region_unknown'))
    else if (planned.has(region.id)) found.push(regionProblem(own, 'region_twice'))
    else {
      planned.set(region.id, { ...employmentOf(region, own), replaces: stored.has(region.id) })
    }
  }
  return {
    regions: [...planned.values()].sort((a, b) =>
      a.region.name.localeCompare(b.region.name, env().LOCALE),
    ),
    problems: [...problems, ...found].sort((a, b) => a.line - b.line),
    problemCount: file.problemCount + found.length,
  }
}

/** A statement has room for 65,535 parameters; a bad file may name more regions than there are. */
const namesAtOnce = 5000

/** The regions of these names by name, as files write them: the address, or the code of a county or state. */
async function findRegions(
  tx: Transaction,
  organizationId: string | null,
  names: readonly string[],
): Promise<Map<string, RegionEmployment['region']>> {
  const found = new Map<string, RegionEmployment['region']>()
  for (let at = 0; at < names.length; at += namesAtOnce) {
    const some = names.slice(at, at + namesAtOnce)
    const rows = await tx
      .select({ id: regions.id, slug: regions.slug, name: regions.name, code: regions.code })
      .from(regions)
      .where(
        and(
          or(inArray(regions.slug, some), inArray(regions.code, some)),
          organizationId === null ? undefined : eq(regions.organizationId, organizationId),
        ),
      )
    for (const { code, ...region } of rows) {
      found.set(region.slug, region)
      if (code !== null) found.set(code, region)
    }
  }
  return found
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
