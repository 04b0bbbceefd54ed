import { and, desc, eq, gte } from 'drizzle-orm'
import { credentials, credentialVersions } from '@/server/db/schema/credentials'
import { competencies, competencyVersions } from '@/server/db/schema/frameworks'
import { subjects } from '@/server/db/schema/ratings'
import { occupations } from '@/server/db/schema/reference'
import { cohortVersions, releases } from '@/server/db/schema/releases'
import { asReader } from '@/server/db/tenancy'
import { MAX_AGE_QUARTERS } from '@/server/domain/counts'
import { groupBy } from '@/server/domain/group-by'
import { quarterOf } from '@/server/domain/map-cells'
import type { WorkedExampleLink } from '@/server/domain/worked-example'
import type { Context } from '@/server/services/context'
import { isVisible } from './published-cohorts'

const SHOWN = 3
/** A row may have a group in each of several regions. */
const READ = 30

/** Rows of published maps to read the method by: the newest release's, those with the most employers first. */
export async function listWorkedExamples(ctx: Context): Promise<WorkedExampleLink[]> {
  const rows = await asReader((tx) =>
    tx
      .select({
        credential: { slug: credentials.slug, name: credentialVersions.name },
        occupation: { code: occupations.code, title: occupations.title },
        competency: { id: competencies.id, label: competencyVersions.label },
      })
      .from(cohortVersions)
      .innerJoin(releases, eq(releases.no, cohortVersions.releaseNo))
      .innerJoin(subjects, eq(subjects.id, cohortVersions.subjectId))
      .innerJoin(credentials, eq(credentials.id, subjects.credentialId))
      .innerJoin(credentialVersions, eq(credentialVersions.id, credentials.currentVersionId))
      .innerJoin(occupations, eq(occupations.id, subjects.occupationId))
      .innerJoin(competencies, eq(competencies.id, cohortVersions.competencyId))
      .innerJoin(competencyVersions, eq(competencyVersions.id, competencies.currentVersionId))
      .where(
        and(
          isVisible({ audience: 'public', now: ctx.now }),
          eq(cohortVersions.scale, 'fit'),
          gte(cohortVersions.quarter, quarterOf(ctx.now) - MAX_AGE_QUARTERS),
          eq(credentials.state, 'published'),
        ),
      )
      .orderBy(desc(cohortVersions.releaseNo), desc(cohortVersions.n), competencies.id)
      .limit(READ),
  )
  const byRow = groupBy(rows, ({ credential, occupation, competency }) =>
    [credential.slug, occupation.code, competency.id].join(' '),
  )
  return [...byRow.values()].flatMap(([row]) => row ?? []).slice(0, SHOWN)
}
