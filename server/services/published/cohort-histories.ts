import { and, eq, inArray } from 'drizzle-orm'
import { cohortVersions, releases } from '@/server/db/schema/releases'
import type { Transaction } from '@/server/db/tenancy'
import { groupBy } from '@/server/domain/group-by'
import { quarterOf } from '@/server/domain/method/map-cells'
import type { PublishedVersion } from '@/server/domain/method/trends'
import { type CohortRow, isVisible } from './published-cohorts'
import type { Readership } from './readership'

export type CohortHistories = {
  /** Every visible version of a cohort, or its only one. */
  of: (cohort: CohortRow) => PublishedVersion[]
  dates: ReadonlyMap<number, Date>
}

/** What was published of these cohorts before, and the day of each release they came in. */
export async function cohortHistories(
  tx: Transaction,
  reader: Readership,
  cohorts: readonly CohortRow[],
): Promise<CohortHistories> {
  const renewed = cohorts.filter((cohort) => cohort.no > 1)
  const subjectIds = [...new Set(renewed.map((cohort) => cohort.subjectId))]
  const secondVersions = tx
    .select({ cohortId: cohortVersions.cohortId })
    .from(cohortVersions)
    .where(and(inArray(cohortVersions.subjectId, subjectIds), eq(cohortVersions.no, 2)))
  const rows =
    renewed.length === 0
      ? []
      : await tx
          .select({
            cohortId: cohortVersions.cohortId,
            releaseNo: cohortVersions.releaseNo,
            quarter: cohortVersions.quarter,
            counts: cohortVersions.counts,
          })
          .from(cohortVersions)
          .innerJoin(releases, eq(releases.no, cohortVersions.releaseNo))
          .where(
            and(
              isVisible(reader),
              inArray(cohortVersions.subjectId, subjectIds),
              inArray(cohortVersions.cohortId, secondVersions),
            ),
          )
  const numbers = [...new Set([...cohorts, ...rows].map((version) => version.releaseNo))]
  const days = await tx
    .select({ no: releases.no, at: releases.startedAt })
    .from(releases)
    .where(inArray(releases.no, numbers))
  const quarter = quarterOf(reader.now)
  const known = groupBy(rows, (row) => row.cohortId)
  return {
    of: (cohort) =>
      known.get(cohort.cohortId)?.map((row) => ({
        releaseNo: row.releaseNo,
        ageQuarters: Math.max(0, quarter - row.quarter),
        counts: row.counts,
      })) ?? [cohort],
    dates: new Map(days.map(({ no, at }) => [no, at])),
  }
}
