import type { EmploymentProblem, EmploymentRemark } from '@/server/domain/catalogue/employment'
import { groupBy } from '@/server/domain/group-by'
import type { Sector } from '@/server/domain/industries'

/** A line of a published table that is about a whole sector, as it stands there. */
export type PublishedLine = {
  line: number
  region: string
  sector: Sector
  employment: number | null
  year: number | null
  /** 1–4; 0 for a year as a whole. */
  quarter: number
  source: string | null
  /** Who employs, as QCEW codes it; null where the table does not part by it. */
  owner: string | null
}

/**
 * One line of each region and sector from a published table: the latest quarter or year of a region, and its owners as
 * one. Owners are added up only where the table has no line for all of them, and never when one is not published.
 */
export function soleLines(lines: readonly PublishedLine[]): {
  lines: PublishedLine[]
  problems: EmploymentProblem[]
  remarks: EmploymentRemark[]
} {
  const latest = [...groupBy(lines, ({ region }) => region.toLowerCase()).values()].flatMap(
    latestOf,
  )
  const cells = groupBy(latest, ({ region, sector }) => `${region.toLowerCase()} ${sector}`)
  const problems: EmploymentProblem[] = []
  let added = false
  const sole = [...cells.values()].flatMap((own) => {
    const [first] = own
    if (!first || first.owner === null) return own
    problems.push(...repeated(own))
    const parts = partsOf(own)
    added ||= parts.length > 1
    return [{ ...first, employment: sumOf(parts) }]
  })
  const remarks: EmploymentRemark[] = []
  if (latest.length < lines.length) {
    remarks.push({ reason: 'lines_earlier', detail: String(lines.length - latest.length) })
  }
  if (added) remarks.push({ reason: 'owners_added', detail: '' })
  return { lines: sole, problems, remarks }
}

function latestOf(lines: readonly PublishedLine[]): PublishedLine[] {
  const moment = ({ year, quarter }: PublishedLine) => (year ?? 0) * 10 + quarter
  const last = lines.reduce((most, line) => Math.max(most, moment(line)), 0)
  return lines.filter((line) => moment(line) === last)
}

/** Owners that stand for others, with those they leave out: all; all insured by the states; every government. */
const whole: [owner: string, beside: readonly string[]][] = [
  ['0', []],
  ['9', ['1']],
  ['8', ['5']],
]

/** The line of all owners, or lines that together are all and none twice. */
function partsOf(lines: readonly PublishedLine[]): PublishedLine[] {
  for (const [owner, beside] of whole) {
    const total = lines.find((line) => line.owner === owner)
    if (total) return [total, ...lines.filter((line) => beside.includes(line.owner ?? ''))]
  }
  return [...lines]
}

function sumOf(lines: readonly PublishedLine[]): number | null {
  return lines.reduce<number | null>(
    (sum, { employment }) => (sum === null || employment === null ? null : sum + employment),
    0,
  )
}

function repeated(lines: readonly PublishedLine[]): EmploymentProblem[] {
  return [...groupBy(lines, ({ owner }) => owner ?? '').values()].flatMap(([first, ...again]) =>
    again.map(({ line }) => ({
      ...{ line, reason: 'sector_repeated' as const, column: 'sector' },
      detail: String(first?.line ?? line),
    })),
  )
}
