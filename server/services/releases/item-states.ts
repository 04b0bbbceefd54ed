import { and, eq, inArray, max, sql } from 'drizzle-orm'
import { z } from 'zod'
import {
  type cohortMembers,
  cohorts,
  cohortVersions,
  pendingVotes,
} from '@/server/db/schema/releases'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import type { Scale } from '@/server/domain/scales'

/** Value has no competency; its rows carry this in its place. */
export const NO_COMPETENCY = '00000000-0000-0000-0000-000000000000'

export type StoredMember = { employerId: string; level: number | null; countedAt: number | null }

export type StoredCohort = {
  id: string
  scale: Scale
  competencyId: string | null
  regionId: string | null
  sector: string | null
  carried: number[]
  lastQuarter: number
  version: number
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
export function itemKey(scale: Scale, competencyId: string | null): string {
  return `${scale} ${competencyId ?? NO_COMPETENCY}`
}

/** Everything stored of a subject's items, by `itemKey`. */
export async function loadItems(
  tx: Transaction,
  subjectId: string,
): Promise<Map<string, StoredItem>> {
  const rows = await tx
    .select()
    .from(cohorts)
    .where(eq(cohorts.subjectId, subjectId))
    .orderBy(cohorts.createdAt, cohorts.id)
  const { members, latest } = rows.length > 0 ? await loadGroups(tx, subjectId) : NOBODY
  const pending = await tx.select().from(pendingVotes).where(eq(pendingVotes.subjectId, subjectId))

  const items = new Map<string, { cohorts: StoredCohort[]; waiting: Map<string, number> }>()
  const itemOf = (key: string) => {
    const item = items.get(key) ?? { cohorts: [], waiting: new Map<string, number>() }
    items.set(key, item)
    return item
  }
  for (const row of rows) {
    itemOf(itemKey(row.scale, row.competencyId)).cohorts.push({
      ...row,
      version: latest.get(row.id) ?? 0,
      hidden: row.hiddenAt !== null,
      dissolved: row.dissolvedAt !== null,
      members: members.get(row.id) ?? [],
    })
  }
  for (const row of pending) {
    itemOf(`${row.scale} ${row.competencyKey}`).waiting.set(row.employerId, row.sinceQuarter)
  }
  return items
}

type Groups = { members: ReadonlyMap<string, StoredMember[]>; latest: ReadonlyMap<string, number> }

const NOBODY: Groups = { members: new Map(), latest: new Map() }

/** Members and the number of the latest version, by cohort; members packed, since a hot subject has many. */
async function loadGroups(tx: Transaction, subjectId: string): Promise<Groups> {
  const packed = await selectRows(
    tx,
    PackedMembers,
    sql`SELECT cohort_id, string_agg(concat_ws(' ', employer_id, coalesce(level::text, '-'),
               coalesce((extract(epoch FROM counted_at) * 1000)::bigint::text, '-')), E'\n') AS members
        FROM cohort_member WHERE subject_id = ${subjectId} GROUP BY cohort_id`,
  )
  const versions = await tx
    .select({ cohortId: cohortVersions.cohortId, no: max(cohortVersions.no) })
    .from(cohortVersions)
    .where(eq(cohortVersions.subjectId, subjectId))
    .groupBy(cohortVersions.cohortId)
  return {
    members: new Map(packed.map((row) => [row.cohort_id, row.members.split('\n').map(readMember)])),
    latest: new Map(versions.map((row) => [row.cohortId, row.no ?? 0])),
  }
}

const PackedMembers = z.object({ cohort_id: z.string(), members: z.string() })

function readMember(line: string): StoredMember {
  const [employerId = '', level, countedAt] = line.split(' ')
  return {
    employerId,
    level: level === '-' ? null : Number(level),
    countedAt: countedAt === '-' ? null : Number(countedAt),
  }
}

export type NewVersion = typeof cohortVersions.$inferInsert
export type NewCohort = typeof cohorts.$inferInsert
export type NewMember = typeof cohortMembers.$inferInsert
export type PendingVote = typeof pendingVotes.$inferInsert

/** What one release changes of a subject; empty lists write nothing. */
export type SubjectChanges = {
  cohorts: NewCohort[]
  changed: { id: string; set: Partial<NewCohort> }[]
  members: NewMember[]
  versions: Omit<NewVersion, 'releaseNo'>[]
  waiting: PendingVote[]
  waitingNoMore: { scale: Scale; competencyKey: string; employerIds: string[] }[]
}

/** Rows a statement may carry without running out of parameters. */
const BATCH = 1000

/** Writes a subject's changes; versions get the number of the release they belong to. */
export async function writeChanges(
  tx: Transaction,
  subjectId: string,
  changes: SubjectChanges,
  releaseNo: number,
): Promise<void> {
  for (const rows of batches(changes.cohorts)) await tx.insert(cohorts).values(rows)
  for (const { id, set } of changes.changed) {
    await tx
      .update(cohorts)
      .set(set)
      .where(and(eq(cohorts.subjectId, subjectId), eq(cohorts.id, id)))
  }
  await writeMembers(tx, subjectId, changes.members)
  for (const rows of batches(changes.versions)) {
    await tx.insert(cohortVersions).values(rows.map((row) => ({ ...row, releaseNo })))
  }
  for (const { scale, competencyKey, employerIds } of changes.waitingNoMore) {
    await tx
      .delete(pendingVotes)
      .where(
        and(
          eq(pendingVotes.subjectId, subjectId),
          eq(pendingVotes.scale, scale),
          eq(pendingVotes.competencyKey, competencyKey),
          inArray(pendingVotes.employerId, employerIds),
        ),
      )
  }
  for (const rows of batches(changes.waiting)) {
    await tx.insert(pendingVotes).values(rows).onConflictDoNothing()
  }
}

/** Members go in as arrays: a hot subject has a hundred thousand of them. */
async function writeMembers(
  tx: Transaction,
  subjectId: string,
  members: readonly NewMember[],
): Promise<void> {
  const array = (values: readonly (string | number | null)[]) =>
    `{${values.map((value) => value ?? 'NULL').join(',')}}`
  for (const rows of batches(members, 20_000)) {
    await tx.execute(sql`
      INSERT INTO cohort_member (subject_id, cohort_id, employer_id, level, counted_at)
      SELECT ${subjectId}::uuid, m.* FROM unnest(
        ${array(rows.map((row) => row.cohortId))}::uuid[],
        ${array(rows.map((row) => row.employerId))}::uuid[],
        ${array(rows.map((row) => row.level ?? null))}::smallint[],
        ${array(rows.map((row) => row.countedAt?.toISOString() ?? null))}::timestamptz[]) m
      ON CONFLICT (subject_id, cohort_id, employer_id)
      DO UPDATE SET level = excluded.level, counted_at = excluded.counted_at`)
  }
}

function batches<Row>(rows: readonly Row[], size = BATCH): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, index) =>
    rows.slice(index * size, (index + 1) * size),
  )
}
