import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { pendingVotes } from '@/server/db/schema/releases'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { groupBy } from '@/server/domain/group-by'
import { SCALES, type Scale } from '@/server/domain/scales'

/** Value has no competency; its rows carry this in its place. */
export const NO_COMPETENCY = '00000000-0000-0000-0000-000000000000'

/** `mark`: when the answer behind the level began to count, in milliseconds since 1970. A level of null is a tombstone. */
export type StoredMember = { employerId: string; level: number | null; mark: number | null }

export type StoredCohort = {
  id: string
  scale: Scale
  competencyId: string | null
  regionId: string | null
  sector: string | null
  carried: number[]
  lastQuarter: number
  version: number
  /** How many versions are stored, and whether the counts of each add up to its n. */
  versions: number
  addsUp: boolean
  hidden: boolean
  dissolved: boolean
  members: StoredMember[]
}

/** What is stored of one item between releases. */
export type StoredItem = {
  cohorts: StoredCohort[]
  /** Quarter since which each employer's vote has been waiting. */
  waiting: ReadonlyMap<string, number>
}

/** The key of an item inside its subject. */
function itemKey(scale: Scale, competencyId: string | null): string {
  return `${scale} ${competencyId ?? NO_COMPETENCY}`
}

const Row = z.object({
  id: z.string(),
  scale: z.enum(SCALES),
  competency: z.string().nullable(),
  region: z.string().nullable(),
  sector: z.string().nullable(),
  carried: z.array(z.number()),
  quarter: z.number(),
  hidden: z.boolean(),
  dissolved: z.boolean(),
  version: z.number(),
  versions: z.number(),
  adds_up: z.boolean(),
  members: z.string(),
  levels: z.string(),
  marks: z.string(),
})

/** What is stored of a subject, item by item. */
export type StoredItems = {
  /** The items that groups are stored of. */
  grouped: readonly Item[]
  /** What is stored of an item, unpacked: the members of a hot subject are never all held at once. */
  of: (item: Item) => StoredItem
}

type Item = { scale: Scale; competencyId: string | null }

/** Everything stored of a subject's items; the members of a group come packed. */
export async function loadItems(tx: Transaction, subjectId: string): Promise<StoredItems> {
  const rows = await selectRows(
    tx,
    Row,
    sql`SELECT c.id, c.scale, c.competency_id AS competency, c.region_id AS region, c.sector, c.carried,
               c.last_quarter AS quarter, c.hidden_at IS NOT NULL AS hidden, c.dissolved_at IS NOT NULL AS dissolved,
               v.version, v.versions, v.adds_up,
               array_to_string(c.members, ' ') AS members, array_to_string(c.levels, ' ', '-') AS levels,
               array_to_string(c.marks, ' ', '-') AS marks
        FROM cohort c
        CROSS JOIN LATERAL (
          SELECT coalesce(max(no), 0) AS version, count(*)::integer AS versions,
                 coalesce(bool_and(n = (SELECT sum(level) FROM unnest(counts) AS level)), true) AS adds_up
          FROM cohort_version WHERE subject_id = c.subject_id AND cohort_id = c.id) v
        WHERE c.subject_id = ${subjectId} ORDER BY c.created_at, c.id`,
  )
  const pending = await tx.select().from(pendingVotes).where(eq(pendingVotes.subjectId, subjectId))
  const groups = groupBy(rows, (row) => itemKey(row.scale, row.competency))
  const waiting = groupBy(pending, (row) => `${row.scale} ${row.competencyKey}`)
  return {
    grouped: [...groups.values()].flatMap(([row]) =>
      row ? [{ scale: row.scale, competencyId: row.competency }] : [],
    ),
    of({ scale, competencyId }) {
      const key = itemKey(scale, competencyId)
      return {
        cohorts: (groups.get(key) ?? []).map(unpacked),
        waiting: new Map((waiting.get(key) ?? []).map((row) => [row.employerId, row.sinceQuarter])),
      }
    },
  }
}

function unpacked(row: z.infer<typeof Row>): StoredCohort {
  return {
    id: row.id,
    scale: row.scale,
    competencyId: row.competency,
    regionId: row.region,
    sector: row.sector,
    carried: row.carried,
    lastQuarter: row.quarter,
    version: row.version,
    versions: row.versions,
    addsUp: row.adds_up,
    hidden: row.hidden,
    dissolved: row.dissolved,
    members: readMembers(row),
  }
}

function readMembers(row: { members: string; levels: string; marks: string }): StoredMember[] {
  if (row.members === '') return []
  const levels = row.levels.split(' ')
  const marks = row.marks.split(' ')
  return row.members.split(' ').map((employerId, at) => ({
    employerId,
    level: numberOr(levels[at]),
    mark: numberOr(marks[at]),
  }))
}

function numberOr(text: string | undefined): number | null {
  return text === undefined || text === '-' ? null : Number(text)
}
