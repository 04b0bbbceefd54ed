import { and, eq, inArray, isNotNull, lte, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cohortVersions, releaseReferences, releases } from '@/server/db/schema/releases'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { quarterOf } from '@/server/domain/method/map-cells'
import type { ReleaseView } from '@/server/domain/reading/release-view'
import { SCALE_SHAPES, SCALES, type Scale } from '@/server/domain/scales'
import type { Readership } from './readership'

export type CohortRow = {
  subjectId: string
  cohortId: string
  /** Which version this is: more than 1 once the group has answered again. */
  no: number
  releaseNo: number
  scale: Scale
  competencyId: string | null
  regionId: string | null
  sector: string | null
  counts: number[]
  ageQuarters: number
}

/** The latest visible version of each cohort of the given subjects; nothing else of answers is readable. */
export async function publishedCohorts(
  tx: Transaction,
  reader: Readership,
  which: SQL | undefined,
): Promise<CohortRow[]> {
  const [packed] = await selectRows(
    tx,
    Packed,
    sql`SELECT string_agg(concat_ws(E'\t', v.subject_id, v.cohort_id, v.no, v.release_no, v.quarter, v.scale,
          coalesce(v.competency_id::text, ''), coalesce(v.region_id, ''), coalesce(v.sector, ''),
          array_to_string(v.counts, ',')), E'\n') AS rows
        FROM (${latestVersions(reader, which)}) v`,
  )
  const quarter = quarterOf(reader.now)
  return packed?.rows ? packed.rows.split('\n').map((line) => readRow(line, quarter)) : []
}

const Packed = z.object({ rows: z.string().nullable() })

function latestVersions(reader: Readership, which: SQL | undefined): SQL {
  return sql`SELECT DISTINCT ON (${cohortVersions.subjectId}, ${cohortVersions.cohortId}) ${cohortVersions}.*
    FROM ${cohortVersions} JOIN ${releases} ON ${releases.no} = ${cohortVersions.releaseNo}
    WHERE ${and(isVisible(reader), which)}
    ORDER BY ${cohortVersions.subjectId}, ${cohortVersions.cohortId}, ${cohortVersions.no} DESC`
}

/** Groups come as one packed text: a map has hundreds, a summary thousands. */
function readRow(line: string, quarter: number): CohortRow {
  const [subjectId = '', cohortId = '', no, releaseNo, published, scale, ...rest] = line.split('\t')
  const [competencyId, regionId, sector, counts = ''] = rest
  return {
    subjectId,
    cohortId,
    no: Number(no),
    releaseNo: Number(releaseNo),
    scale: scales.get(scale ?? '') ?? ScaleName.parse(scale),
    competencyId: competencyId || null,
    regionId: regionId || null,
    sector: sector || null,
    counts: counts.split(',').map(Number),
    ageQuarters: Math.max(0, quarter - Number(published)),
  }
}

const ScaleName = z.enum(SCALES)
const scales = new Map<string, Scale>(SCALES.map((scale) => [scale, scale]))

/** The cohorts of these subjects. */
export async function cohortsOfSubjects(
  tx: Transaction,
  reader: Readership,
  subjectIds: readonly string[],
): Promise<CohortRow[]> {
  if (subjectIds.length === 0) return []
  return publishedCohorts(tx, reader, inArray(cohortVersions.subjectId, [...subjectIds]))
}

/**
 * Reporting regions that groups have been formed in. Steps from one region to the next along the index, so it takes as
 * long as there are regions, not groups.
 */
export async function publishedRegionIds(tx: Transaction, reader: Readership): Promise<string[]> {
  const rows = await selectRows(
    tx,
    z.object({ id: z.string() }),
    sql`WITH RECURSIVE each AS (
          SELECT (SELECT min(region_id) FROM cohort_version) AS id
          UNION ALL
          SELECT (SELECT min(region_id) FROM cohort_version WHERE region_id > each.id) FROM each WHERE each.id IS NOT NULL)
        SELECT id FROM each WHERE (
          SELECT true FROM ${cohortVersions} JOIN ${releases} ON ${releases.no} = ${cohortVersions.releaseNo}
          WHERE ${cohortVersions.regionId} = each.id AND ${isVisible(reader)}
          ORDER BY ${cohortVersions.sector}, ${cohortVersions.subjectId} LIMIT 1)`,
  )
  return rows.map((row) => row.id)
}

/** Sectors that groups have been formed in. */
export async function publishedSectors(tx: Transaction, reader: Readership): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ sector: cohortVersions.sector })
    .from(cohortVersions)
    .innerJoin(releases, eq(releases.no, cohortVersions.releaseNo))
    .where(isVisible(reader))
  return rows.flatMap((row) => row.sector ?? []).sort()
}

export type ReleasesOfRows = {
  /** The newest of them. */
  newest: ReleaseView | null
  /** The day from which everybody may read all of these rows, null once it has come. */
  publicFrom: Date | null
}

/** The releases these rows come from; what a reader may read, it is also told the release of. */
export async function releasesOf(
  tx: Transaction,
  cohorts: readonly CohortRow[],
): Promise<(rows: readonly CohortRow[], now: Date) => ReleasesOfRows> {
  const numbers = [...new Set(cohorts.map((cohort) => cohort.releaseNo))]
  const rows =
    numbers.length === 0
      ? []
      : await tx
          .select({
            no: releases.no,
            at: releases.startedAt,
            publicAt: releases.publicAt,
            methodVersion: releases.methodVersion,
          })
          .from(releases)
          .where(inArray(releases.no, numbers))
  return (of, now) => {
    const own = new Set(of.map((cohort) => cohort.releaseNo))
    const read = rows.filter((row) => own.has(row.no)).sort((a, b) => b.no - a.no)
    const days = read.map((row) => row.publicAt.getTime()).filter((at) => at > now.getTime())
    return {
      newest: read[0] ?? null,
      publicFrom: days.length > 0 ? new Date(Math.max(...days)) : null,
    }
  }
}

export type References = (frameworkId: string) => { fit: number[]; importance: number[] }

/**
 * Published votes per level by framework, the same for everybody: where estimates start from. They are those of the
 * newest public release before which every other is public too, since a release's references sum all that came before it.
 */
export async function publishedReferences(
  tx: Transaction,
  { now }: Readership,
): Promise<References> {
  const rows = await tx
    .select({
      scale: releaseReferences.scale,
      frameworkKey: releaseReferences.frameworkKey,
      counts: releaseReferences.counts,
    })
    .from(releaseReferences)
    .where(sql`${releaseReferences.releaseNo} = ${newestPublic(now)}`)
  const known = new Map(rows.map((row) => [`${row.scale} ${row.frameworkKey}`, row.counts]))
  const of = (scale: Scale, frameworkId: string) =>
    known.get(`${scale} ${frameworkId}`) ??
    Array.from({ length: SCALE_SHAPES[scale].levels }, () => 0)
  return (frameworkId) => ({
    fit: of('fit', frameworkId),
    importance: of('importance', frameworkId),
  })
}

/** The number of the release that `publishedReferences` are those of. */
export function newestPublic(now: Date): SQL {
  const at = sql`${now.toISOString()}::timestamptz`
  return sql`(SELECT max(no) FROM release WHERE finished_at IS NOT NULL AND public_at <= ${at}
    AND no < (SELECT coalesce(min(no), 2147483647) FROM release WHERE finished_at IS NOT NULL AND public_at > ${at}))`
}

/** Which rows this reader may read: of finished releases, those whose public day has come and its own subjects'. */
export function isVisible({ now, early }: Readership): SQL | undefined {
  return and(
    isNotNull(releases.finishedAt),
    or(
      lte(releases.publicAt, now),
      early.length > 0
        ? sql`${cohortVersions.subjectId} = ANY(${`{${early.join(',')}}`}::uuid[])`
        : undefined,
    ),
  )
}
