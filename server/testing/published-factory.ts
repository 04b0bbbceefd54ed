import { randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { subjects } from '@/server/db/schema/ratings'
import { cohorts, cohortVersions, releaseReferences, releases } from '@/server/db/schema/releases'
import { asPublisher, asRater } from '@/server/db/tenancy'
import { quarterOf } from '@/server/domain/method/map-cells'
import { METHOD_VERSION } from '@/server/domain/method/method-changes'
import type { Scale } from '@/server/domain/scales'

/** A finished release; public at once unless said otherwise. */
export async function makeRelease(input: {
  no: number
  at: Date
  publicAt?: Date
  finished?: boolean
}): Promise<void> {
  await asPublisher((tx) =>
    tx.insert(releases).values({
      no: input.no,
      quarter: quarterOf(input.at),
      methodVersion: METHOD_VERSION,
      trigger: 'command',
      startedAt: input.at,
      finishedAt: input.finished === false ? null : input.at,
      publicAt: input.publicAt ?? input.at,
      problems: [],
    }),
  )
}

/** The subject of an occupation, or of a credential for it; made when it is not there. */
export async function makeSubject(
  occupationId: string,
  credentialId: string | null,
): Promise<string> {
  return asRater({}, async (tx) => {
    const [found] = await tx
      .select({ id: subjects.id })
      .from(subjects)
      .where(
        and(
          eq(subjects.occupationId, occupationId),
          credentialId ? eq(subjects.credentialId, credentialId) : isNull(subjects.credentialId),
        ),
      )
    if (found) return found.id
    const id = randomUUID()
    const kind = credentialId ? 'credential' : 'occupation'
    await tx.insert(subjects).values({ id, kind, occupationId, credentialId })
    return id
  })
}

type PublishedCohortInput = {
  subjectId: string
  scale: Scale
  competencyId?: string
  counts: number[]
  release: { no: number; at: Date }
  regionId?: string
  sector?: string
  hidden?: boolean
  /** Continues this cohort with its next version. */
  cohort?: { id: string; no: number }
}

/** A cohort as a release would have published it, with its first or next version. */
export async function publishCohort(
  input: PublishedCohortInput,
): Promise<{ id: string; no: number }> {
  const id = input.cohort?.id ?? randomUUID()
  const no = (input.cohort?.no ?? 0) + 1
  const quarter = quarterOf(input.release.at)
  const scope = {
    subjectId: input.subjectId,
    scale: input.scale,
    competencyId: input.competencyId ?? null,
    regionId: input.regionId ?? null,
    sector: input.sector ?? null,
  }
  await asPublisher(async (tx) => {
    if (!input.cohort) {
      const carried = input.counts.map(() => 0)
      await tx.insert(cohorts).values({ ...scope, id, carried, lastQuarter: quarter })
    }
    await tx.insert(cohortVersions).values({
      ...scope,
      cohortId: id,
      no,
      releaseNo: input.release.no,
      quarter,
      n: input.counts.reduce((sum, count) => sum + count, 0),
      counts: input.counts,
      hidden: input.hidden ?? false,
    })
  })
  return { id, no }
}

/** The published votes of a framework that a release's estimates start from. */
export async function publishReference(input: {
  releaseNo: number
  frameworkId: string
  scale: Scale
  counts: number[]
}): Promise<void> {
  await asPublisher((tx) =>
    tx.insert(releaseReferences).values({
      releaseNo: input.releaseNo,
      frameworkKey: input.frameworkId,
      scale: input.scale,
      counts: input.counts,
    }),
  )
}
