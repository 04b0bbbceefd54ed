import { and, desc, eq, inArray, isNotNull } from 'drizzle-orm'
import { z } from 'zod'
import { credentialVersions } from '@/server/db/schema/credentials'
import { ratingCycles } from '@/server/db/schema/cycles'
import { competencyVersions } from '@/server/db/schema/frameworks'
import { organizations } from '@/server/db/schema/organizations'
import { questionLists, ratings, requirementStatements, subjects } from '@/server/db/schema/ratings'
import { occupations } from '@/server/db/schema/reference'
import { asCourier, asRater, type Transaction } from '@/server/db/tenancy'
import { cycleStates } from '@/server/domain/asking/cycles'
import { ReceiptGroup } from '@/server/domain/asking/receipt-groups'
import { EXPOSURES, NOT_ASKED } from '@/server/domain/scales'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { memberRater } from '@/server/services/raters/member-rater'
import { readGroups } from './read-groups'

export const OwnAnswers = z.object({
  cycleId: z.string(),
  asker: z.string(),
  state: z.enum(cycleStates),
  closesAt: z.date(),
  timeZone: z.string(),
  credential: z.string(),
  occupation: z.string(),
  sentAt: z.date(),
  exposure: z.enum(EXPOSURES),
  value: z.number().nullable(),
  lines: z.array(
    z.object({
      label: z.string(),
      importance: z.string(),
      fit: z.string(),
      importanceGroup: ReceiptGroup.nullable(),
      fitGroup: ReceiptGroup.nullable(),
    }),
  ),
})
export type OwnAnswers = z.infer<typeof OwnAnswers>

/**
 * What the member sent in rating cycles, newest first, the last answer per credential and cycle; of a closed cycle with
 * what the groups said, as far as it is published.
 */
export async function listOwnAnswers(ctx: OrgContext): Promise<OwnAnswers[]> {
  await authorize(ctx, 'rating.read')
  const rater = await memberRater(ctx)
  const sent = await asRater({ raterId: rater.id }, (tx) => sentBy(tx, rater.id))
  const cycles = await cyclesOf(sent.map((row) => row.cycleId))
  const closed = sent.filter(({ cycleId }) => cycles.get(cycleId)?.state === 'closed')
  const groupsOf = await readGroups(
    closed.flatMap((row) => row.about),
    ctx.now,
  )
  return sent.flatMap(({ cycleId, about, lines, ...row }) => {
    const cycle = cycles.get(cycleId)
    if (!cycle) return []
    const groups = cycle.state === 'closed' ? groupsOf(about) : null
    return [
      {
        ...{ cycleId, ...cycle, ...row },
        lines: lines.map(({ competencyId, ...line }) => ({
          ...line,
          importanceGroup: groups?.get(`importance:${competencyId}`) ?? null,
          fitGroup: groups?.get(`fit:${competencyId}`) ?? null,
        })),
      },
    ]
  })
}

/** The last Send of each packet; one Send writes a rating and a statement of importance under one client key. */
async function sentBy(tx: Transaction, raterId: string) {
  const rows = await tx
    .selectDistinctOn([ratings.subjectId, ratings.cycleId], {
      id: ratings.id,
      cycleId: ratings.cycleId,
      credential: credentialVersions.name,
      occupation: occupations.title,
      sentAt: ratings.submittedAt,
      exposure: ratings.exposure,
      value: ratings.value,
      fit: ratings.fit,
      importance: requirementStatements.importance,
      versionIds: questionLists.competencyVersionIds,
      competencyIds: questionLists.competencyIds,
      fitSubjectId: ratings.subjectId,
      importanceSubjectId: requirementStatements.subjectId,
    })
    .from(ratings)
    .innerJoin(questionLists, eq(questionLists.id, ratings.questionListId))
    .innerJoin(subjects, eq(subjects.id, ratings.subjectId))
    .innerJoin(occupations, eq(occupations.id, subjects.occupationId))
    .innerJoin(credentialVersions, eq(credentialVersions.id, ratings.credentialVersionId))
    .leftJoin(
      requirementStatements,
      and(
        eq(requirementStatements.raterId, ratings.raterId),
        eq(requirementStatements.clientKey, ratings.clientKey),
      ),
    )
    .where(and(eq(ratings.raterId, raterId), isNotNull(ratings.cycleId)))
    .orderBy(ratings.subjectId, ratings.cycleId, desc(ratings.submittedAt), desc(ratings.id))
  const labels = await labelsOf(
    tx,
    rows.flatMap((row) => row.versionIds),
  )
  return rows.sort(byNewest).flatMap((row) => {
    const { id: _, cycleId, fit, importance, versionIds, competencyIds, ...rest } = row
    const { fitSubjectId, importanceSubjectId, ...said } = rest
    if (cycleId === null) return []
    const lines = versionIds.map((versionId, at) => ({
      competencyId: competencyIds[at],
      label: labels.get(versionId) ?? '',
      importance: importance?.[at] ?? NOT_ASKED,
      fit: fit[at] ?? NOT_ASKED,
    }))
    return [{ ...said, cycleId, about: [fitSubjectId, importanceSubjectId], lines }]
  })
}

type Sent = { sentAt: Date; id: string }

function byNewest(a: Sent, b: Sent): number {
  return b.sentAt.getTime() - a.sentAt.getTime() || (a.id < b.id ? 1 : -1)
}

async function labelsOf(tx: Transaction, versionIds: string[]): Promise<Map<string, string>> {
  const rows = await tx
    .select({ id: competencyVersions.id, label: competencyVersions.label })
    .from(competencyVersions)
    .where(inArray(competencyVersions.id, [...new Set(versionIds)]))
  return new Map(rows.map((row) => [row.id, row.label]))
}

/** Cycles belong to the asker, and the rater's own door opens one at a time: only heads are read. */
async function cyclesOf(ids: string[]) {
  const rows = await asCourier((tx) =>
    tx
      .select({
        id: ratingCycles.id,
        asker: organizations.name,
        state: ratingCycles.state,
        closesAt: ratingCycles.closesAt,
        timeZone: ratingCycles.timeZone,
      })
      .from(ratingCycles)
      .innerJoin(organizations, eq(organizations.id, ratingCycles.organizationId))
      .where(inArray(ratingCycles.id, [...new Set(ids)])),
  )
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}
