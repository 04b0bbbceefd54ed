import { and, desc, eq, gte } from 'drizzle-orm'
import { credentials, credentialVersions } from '@/server/db/schema/credentials'
import { competencies, competencyVersions } from '@/server/db/schema/frameworks'
import { subjects } from '@/server/db/schema/ratings'
import { occupations } from '@/server/db/schema/reference'
import { cohortVersions, releases } from '@/server/db/schema/releases'
import { asReader } from '@/server/db/tenancy'
import { groupBy } from '@/server/domain/group-by'
import { MAX_AGE_QUARTERS } from '@/server/domain/method/counts'
import { quarterOf } from '@/server/domain/method/map-cells'
import type { WorkedExampleLink } from '@/server/domain/reading/worked-example'
import type { Context } from '@/server/services/context'
import { isVisible } from '@/server/services/published/published-cohorts'
import { publicReadership } from '@/server/services/published/readership'

const SHOWN = 3
/** Groups looked at: a row may have one in each of many regions. */
const READ = 500

/** Rows of published maps to read the method by: of the newest groups, those with the most employers. */
export async function listWorkedExamples(ctx: Context): Promise<WorkedExampleLink[]> {
  const rows = await asReader((tx) => {
    const newest = tx
      .select({
        subjectId: cohortVersions.subjectId,
        competencyId: cohortVersions.competencyId,
        n: cohortVersions.n,
      })
      .from(cohortVersions)
      .innerJoin(releases, eq(releases.no, cohortVersions.releaseNo))
      .where(
        and(
          isVisible(publicReadership(ctx.now)),
          eq(cohortVersions.scale, 'fit'),
          gte(cohortVersions.quarter, quarterOf(ctx.now) - MAX_AGE_QUARTERS),
        ),
      )
      .orderBy(desc(cohortVersions.releaseNo))
      .limit(READ)
      .as('newest')
    return tx
      .select({
        credential: { slug: credentials.slug, name: credentialVersions.name },
        occupation: { code: occupations.code, title: occupations.title },
        competency: { id: competencies.id, label: competencyVersions.label },
      })
      .from(newest)
      .innerJoin(subjects, eq(subjects.id, newest.subjectId))
      .innerJoin(credentials, eq(credentials.id, subjects.credentialId))
      .innerJoin(credentialVersions, eq(credentialVersions.id, credentials.currentVersionId))
      .innerJoin(occupations, eq(occupations.id, subjects.occupationId))
      .innerJoin(competencies, eq(competencies.id, newest.competencyId))
      .innerJoin(competencyVersions, eq(competencyVersions.id, competencies.currentVersionId))
      .where(eq(credentials.state, 'published'))
      .orderBy(desc(newest.n), competencies.id, credentials.slug)
  })
  const byRow = groupBy(rows, ({ credential, occupation, competency }) =>
    [credential.slug, occupation.code, competency.id].join(' '),
  )
  return [...byRow.values()].flatMap(([row]) => row ?? []).slice(0, SHOWN)
}
