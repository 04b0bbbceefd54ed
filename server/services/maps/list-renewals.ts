import { and, asc, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { credentials, credentialVersions } from '@/server/db/schema/credentials'
import { cycleCredentials, ratingCycles } from '@/server/db/schema/cycles'
import { subjects } from '@/server/db/schema/ratings'
import { cohortVersions, releases } from '@/server/db/schema/releases'
import { asReader, asTenant, type Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { COHORT_DEFAULTS } from '@/server/domain/method/cohort-state'
import { quarterOf } from '@/server/domain/method/map-cells'
import { type RenewalVersion, renewalOf } from '@/server/domain/method/renewals'
import { env } from '@/server/env'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { isVisible } from '@/server/services/published/published-cohorts'
import { type Readership, readershipOf } from '@/server/services/published/readership'

export const CycleRenewal = z.object({
  credential: z.string(),
  smallest: z.number().int(),
  largest: z.number().int(),
  state: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('open') }),
    z.object({ kind: z.literal('counting') }),
    z.object({ kind: z.literal('stands') }),
    z.object({ kind: z.literal('changed'), releaseNo: z.number().int() }),
  ]),
})
export type CycleRenewal = z.infer<typeof CycleRenewal>

/**
 * What was published of a cycle's credentials before, and whether the cycle changes it: from published versions that
 * the asker may read, never from who has answered (METHOD R13).
 */
export async function listRenewals(
  ctx: OrgContext,
  input: { cycleId: string },
): Promise<CycleRenewal[]> {
  await authorize(ctx, 'cycle.read')
  const { cycle, asked } = await asTenant(ctx, (tx) => askedOf(tx, ctx, input.cycleId))
  if (cycle.state === 'cancelled' || asked.length === 0) return []
  const reader = await readershipOf(ctx)
  const versions = await asReader((tx) =>
    versionsOf(
      tx,
      reader,
      asked.map(({ subjectId }) => subjectId),
    ),
  )
  const timing = {
    closedAt: cycle.closedAt,
    quarter: quarterOf(reader.now),
    lifetime: COHORT_DEFAULTS.lifetime,
  }
  const delay = env().publicDelayDays * 86_400_000
  return asked.flatMap(({ credential, subjectId }) => {
    const own = versions.filter((version) => version.subjectId === subjectId)
    const readableAfter = reader.early.includes(subjectId) ? 0 : delay
    const renewal = renewalOf(own, { ...timing, readableAfter }, reader.now)
    return renewal ? [{ credential, ...renewal }] : []
  })
}

async function askedOf(tx: Transaction, ctx: OrgContext, cycleId: string) {
  const [cycle] = await tx
    .select()
    .from(ratingCycles)
    .where(and(eq(ratingCycles.id, cycleId), eq(ratingCycles.organizationId, ctx.organization.id)))
  if (!cycle) throw new DomainError('not_found', 'cycles.none')
  const asked = await tx
    .select({ credential: credentialVersions.name, subjectId: subjects.id })
    .from(cycleCredentials)
    .innerJoin(
      subjects,
      and(
        eq(subjects.credentialId, cycleCredentials.credentialId),
        eq(subjects.occupationId, cycle.occupationId),
      ),
    )
    .innerJoin(credentials, eq(credentials.id, cycleCredentials.credentialId))
    .innerJoin(credentialVersions, eq(credentialVersions.id, credentials.currentVersionId))
    .where(eq(cycleCredentials.cycleId, cycle.id))
    .orderBy(asc(cycleCredentials.position))
  return { cycle, asked }
}

function versionsOf(
  tx: Transaction,
  reader: Readership,
  subjectIds: readonly string[],
): Promise<(RenewalVersion & { subjectId: string })[]> {
  return tx
    .select({
      subjectId: cohortVersions.subjectId,
      cohortId: cohortVersions.cohortId,
      no: cohortVersions.no,
      n: cohortVersions.n,
      quarter: cohortVersions.quarter,
      releaseNo: cohortVersions.releaseNo,
      releasedAt: releases.startedAt,
    })
    .from(cohortVersions)
    .innerJoin(releases, eq(releases.no, cohortVersions.releaseNo))
    .where(
      and(
        isVisible(reader),
        eq(cohortVersions.scale, 'fit'),
        inArray(cohortVersions.subjectId, [...subjectIds]),
      ),
    )
}
