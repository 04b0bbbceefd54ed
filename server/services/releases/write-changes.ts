import { and, eq, inArray, sql } from 'drizzle-orm'
import { pendingVotes } from '@/server/db/schema/releases'
import type { Transaction } from '@/server/db/tenancy'
import type { Scale } from '@/server/domain/scales'
import type { StoredMember } from './item-states'

/** A group that was formed, with everybody it counts. */
export type NewCohort = {
  id: string
  scale: Scale
  competencyId: string | null
  regionId: string | null
  sector: string | null
  carried: readonly number[]
  members: readonly StoredMember[]
}

/** What changes of a living group; what is left out stays. */
export type ChangedCohort = {
  id: string
  published?: boolean
  dissolved?: boolean
  carried?: readonly number[]
  members?: readonly StoredMember[]
}

export type NewVersion = {
  cohortId: string
  no: number
  scale: Scale
  competencyId: string | null
  regionId: string | null
  sector: string | null
  n: number
  counts: readonly number[]
}

/** What one release changes of a subject; empty lists write nothing. */
export type SubjectChanges = {
  cohorts: NewCohort[]
  changed: ChangedCohort[]
  versions: NewVersion[]
  waiting: { scale: Scale; competencyKey: string; employerId: string; sinceQuarter: number }[]
  waitingNoMore: { scale: Scale; competencyKey: string; employerIds: string[] }[]
}

/** The release the changes belong to: the one under way, or the next there will be. */
export type Written = { subjectId: string; no: number; quarter: number; asOf: Date }

/** Writes a subject's changes, a kind of row a statement. */
export async function writeChanges(
  tx: Transaction,
  release: Written,
  changes: SubjectChanges,
): Promise<void> {
  const { subjectId, quarter } = release
  const at = release.asOf.toISOString()
  for (const rows of batches(changes.cohorts)) {
    await tx.execute(sql`
      INSERT INTO cohort (subject_id, id, scale, competency_id, region_id, sector, carried, members, levels, marks,
                          last_quarter, created_at)
      SELECT ${subjectId}::uuid, c.*, ${quarter}::integer, ${at}::timestamptz
      FROM json_to_recordset(${JSON.stringify(rows.map(packed))}::json) AS c (
        "id" uuid, "scale" text, "competencyId" uuid, "regionId" text, "sector" text, "carried" integer[],
        "members" uuid[], "levels" smallint[], "marks" bigint[])`)
  }
  for (const rows of batches(changes.changed)) {
    await tx.execute(sql`
      UPDATE cohort SET
        carried = coalesce(c."carried", cohort.carried),
        members = coalesce(c."members", cohort.members),
        levels = coalesce(c."levels", cohort.levels),
        marks = coalesce(c."marks", cohort.marks),
        last_quarter = CASE WHEN c."published" THEN ${quarter}::integer ELSE last_quarter END,
        dissolved_at = CASE WHEN c."dissolved" THEN ${at}::timestamptz ELSE dissolved_at END,
        dissolved_in = CASE WHEN c."dissolved" THEN ${release.no}::integer ELSE dissolved_in END
      FROM json_to_recordset(${JSON.stringify(rows.map(packed))}::json) AS c (
        "id" uuid, "carried" integer[], "members" uuid[], "levels" smallint[], "marks" bigint[],
        "published" boolean, "dissolved" boolean)
      WHERE cohort.subject_id = ${subjectId} AND cohort.id = c."id"`)
  }
  for (const rows of batches(changes.versions)) {
    await tx.execute(sql`
      INSERT INTO cohort_version (subject_id, cohort_id, no, scale, competency_id, region_id, sector, n, counts,
                                  release_no, quarter, created_at)
      SELECT ${subjectId}::uuid, v.*, ${release.no}::integer, ${quarter}::integer, ${at}::timestamptz
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS v (
        "cohortId" uuid, "no" integer, "scale" text, "competencyId" uuid, "regionId" text, "sector" text,
        "n" integer, "counts" integer[])`)
  }
  await writeWaiting(tx, subjectId, changes)
}

async function writeWaiting(
  tx: Transaction,
  subjectId: string,
  { waiting, waitingNoMore }: SubjectChanges,
): Promise<void> {
  for (const { scale, competencyKey, employerIds } of waitingNoMore) {
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
  for (const rows of batches(waiting)) {
    await tx.execute(sql`
      INSERT INTO pending_vote (subject_id, scale, competency_key, employer_id, since_quarter)
      SELECT ${subjectId}::uuid, w.*
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS w (
        "scale" text, "competencyKey" uuid, "employerId" uuid, "sinceQuarter" integer)
      ON CONFLICT DO NOTHING`)
  }
}

/** Members as three arrays of one length. */
function packed<Row extends { members?: readonly StoredMember[] }>({ members, ...row }: Row) {
  if (!members) return row
  return {
    ...row,
    members: members.map((member) => member.employerId),
    levels: members.map((member) => member.level),
    marks: members.map((member) => member.mark),
  }
}

/** Rows of one statement: enough to make its cost small beside theirs, few enough to hold in memory. */
const BATCH = 2_000

function batches<Row>(rows: readonly Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, index) =>
    rows.slice(index * BATCH, (index + 1) * BATCH),
  )
}
