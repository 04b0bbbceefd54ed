import { and, desc, eq, inArray, isNotNull, lte, type SQL } from 'drizzle-orm'
import { cohortVersions, releaseReferences, releases } from '@/server/db/schema/releases'
import type { Transaction } from '@/server/db/tenancy'
import { quarterOf } from '@/server/domain/map-cells'
import type { ReleaseView } from '@/server/domain/map-view'
import { SCALE_SHAPES, type Scale } from '@/server/domain/scales'
import type { OrgContext } from '@/server/services/context'

/** Who reads: members at once, everybody else once a release's public delay is over (METHOD §8 R15). */
export type Readership = { audience: 'public' | 'members'; now: Date }

/** Anybody may found an organization: only a confirmed one hears before the public does. */
export function readershipOf(ctx: OrgContext): Readership {
  const confirmed = ctx.organization.verification === 'V2'
  return { audience: confirmed ? 'members' : 'public', now: ctx.now }
}

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
  adjusted: boolean
  ageQuarters: number
}

/** The latest visible version of each cohort of the given subjects; nothing else of answers is readable. */
export async function publishedCohorts(
  tx: Transaction,
  reader: Readership,
  which: SQL | undefined,
): Promise<CohortRow[]> {
  const rows = await tx
    .selectDistinctOn([cohortVersions.subjectId, cohortVersions.cohortId], {
      subjectId: cohortVersions.subjectId,
      cohortId: cohortVersions.cohortId,
      no: cohortVersions.no,
      releaseNo: cohortVersions.releaseNo,
      quarter: cohortVersions.quarter,
      scale: cohortVersions.scale,
      competencyId: cohortVersions.competencyId,
      regionId: cohortVersions.regionId,
      sector: cohortVersions.sector,
      counts: cohortVersions.counts,
      adjusted: cohortVersions.adjusted,
    })
    .from(cohortVersions)
    .innerJoin(releases, eq(releases.no, cohortVersions.releaseNo))
    .where(and(isVisible(reader), which))
    .orderBy(cohortVersions.subjectId, cohortVersions.cohortId, desc(cohortVersions.no))
  const quarter = quarterOf(reader.now)
  return rows.map(({ quarter: published, ...row }) => ({
    ...row,
    ageQuarters: Math.max(0, quarter - published),
  }))
}

/** The cohorts of these subjects. */
export async function cohortsOfSubjects(
  tx: Transaction,
  reader: Readership,
  subjectIds: readonly string[],
): Promise<CohortRow[]> {
  if (subjectIds.length === 0) return []
  return publishedCohorts(tx, reader, inArray(cohortVersions.subjectId, [...subjectIds]))
}

/** Reporting regions and sectors that groups have been formed in. */
export async function publishedScopes(
  tx: Transaction,
  reader: Readership,
): Promise<{ regionIds: string[]; sectors: string[] }> {
  const rows = await tx
    .selectDistinct({ regionId: cohortVersions.regionId, sector: cohortVersions.sector })
    .from(cohortVersions)
    .innerJoin(releases, eq(releases.no, cohortVersions.releaseNo))
    .where(isVisible(reader))
  return {
    regionIds: [...new Set(rows.flatMap((row) => row.regionId ?? []))],
    sectors: [...new Set(rows.flatMap((row) => row.sector ?? []))].sort(),
  }
}

/** The newest visible release, or the one of this number. */
export async function visibleRelease(
  tx: Transaction,
  reader: Readership,
  no?: number,
): Promise<ReleaseView | null> {
  const [row] = await tx
    .select({
      no: releases.no,
      at: releases.startedAt,
      publicAt: releases.publicAt,
      methodVersion: releases.methodVersion,
    })
    .from(releases)
    .where(and(isVisible(reader), no === undefined ? undefined : eq(releases.no, no)))
    .orderBy(desc(releases.no))
    .limit(1)
  return row ?? null
}

export type References = (frameworkId: string) => { fit: number[]; importance: number[] }

/** Published votes per level by framework as of the newest visible release: where estimates start from. */
export async function publishedReferences(
  tx: Transaction,
  reader: Readership,
): Promise<References> {
  const newest = await visibleRelease(tx, reader)
  const rows = newest
    ? await tx
        .select({
          scale: releaseReferences.scale,
          frameworkKey: releaseReferences.frameworkKey,
          counts: releaseReferences.counts,
        })
        .from(releaseReferences)
        .where(eq(releaseReferences.releaseNo, newest.no))
    : []
  const known = new Map(rows.map((row) => [`${row.scale} ${row.frameworkKey}`, row.counts]))
  const of = (scale: Scale, frameworkId: string) =>
    known.get(`${scale} ${frameworkId}`) ??
    Array.from({ length: SCALE_SHAPES[scale].levels }, () => 0)
  return (frameworkId) => ({
    fit: of('fit', frameworkId),
    importance: of('importance', frameworkId),
  })
}

/** What this reader may read: finished releases, and in public those whose delay is over. */
export function isVisible(reader: Readership): SQL | undefined {
  return and(
    isNotNull(releases.finishedAt),
    reader.audience === 'public' ? lte(releases.publicAt, reader.now) : undefined,
  )
}
