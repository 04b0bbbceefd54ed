import { randomUUID } from 'node:crypto'
import { and, asc, eq, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import { z } from 'zod'
import { credentials } from '@/server/db/schema/credentials'
import { cycleCompetencies, cycleCredentials, ratingCycles } from '@/server/db/schema/cycles'
import { competencies } from '@/server/db/schema/frameworks'
import { asTenant, selectRows, type Transaction } from '@/server/db/tenancy'
import { endOfDay, lastDay, lastDayAgain, titleAgain } from '@/server/domain/asking/cycles'
import { DomainError } from '@/server/domain/errors'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { speak } from '@/server/words/speak'
import { addRaters } from './add-raters'
import { type CycleRow, databaseNow, findCycle } from './find-cycle'
import { writeParts } from './save-cycle'

/**
 * Makes a draft that asks the same again: set-up, list and, at opening, each employer's questions. What has been retired
 * since is left out. The list is the one that was typed, whoever answered or declined. A draft that repeats the cycle
 * already is the one.
 */
export async function repeatCycle(
  ctx: OrgContext,
  input: { cycleId: string },
): Promise<{ id: string }> {
  await authorize(ctx, 'cycle.edit')
  const { id, raters } = await asTenant(ctx, async (tx) => {
    const cycle = await findCycle(tx, ctx, input.cycleId)
    if (cycle.state === 'draft' || cycle.state === 'open') {
      throw new DomainError('conflict', 'cycles.onlyPastRepeated')
    }
    const draft = await draftAgain(tx, cycle)
    if (draft) return { id: draft, raters: [] }
    return { id: await makeDraft(tx, ctx, cycle), raters: await ratersOf(tx, cycle.id) }
  })
  if (raters.length > 0) await addRaters(ctx, { cycleId: id, raters, listId: null })
  return { id }
}

async function draftAgain(tx: Transaction, { id }: CycleRow): Promise<string | undefined> {
  const [draft] = await tx
    .select({ id: ratingCycles.id })
    .from(ratingCycles)
    .where(and(eq(ratingCycles.repeatsId, id), eq(ratingCycles.state, 'draft')))
  return draft?.id
}

async function makeDraft(tx: Transaction, ctx: OrgContext, cycle: CycleRow): Promise<string> {
  const parts = await partsStillThere(tx, cycle.id)
  if (parts.credentialIds.length === 0 || parts.competencyIds.length === 0) {
    throw new DomainError('conflict', 'cycles.nothingToRepeat')
  }
  const now = await databaseNow(tx)
  const say = speak('cycles.repeat')
  const { opensAt, createdAt, closesAt, timeZone, occupationId, message } = cycle
  const closesOn = lastDayAgain({ opensAt: opensAt ?? createdAt, closesAt, timeZone }, now)
  const id = randomUUID()
  await tx.insert(ratingCycles).values({
    ...{ id, organizationId: ctx.organization.id, occupationId, timeZone, message },
    title: titleAgain(cycle.title, yearAt(now, timeZone), (title) => say('again', { title })),
    closesAt: endOfDay(closesOn, timeZone),
    ...{ job: cycle.job, signerName: cycle.signerName, signerTitle: cycle.signerTitle },
    ...{ byIndustry: cycle.byIndustry, repeatsId: cycle.id, createdBy: ctx.actor.userId },
  })
  await writeParts(tx, ctx, id, parts)
  await recordAudit(tx, ctx, {
    verb: 'cycle.repeat',
    target: { kind: 'cycle', id },
    detail: { repeats: cycle.id },
  })
  return id
}

function yearAt(now: Date, timeZone: string): number {
  return Number(lastDay(now, timeZone).slice(0, 4))
}

/** The credentials and competencies of a cycle that nobody has retired since, in its own order. */
async function partsStillThere(tx: Transaction, cycleId: string) {
  const asked = await tx
    .select({ id: credentials.id })
    .from(cycleCredentials)
    .innerJoin(credentials, eq(credentials.id, cycleCredentials.credentialId))
    .where(and(eq(cycleCredentials.cycleId, cycleId), ne(credentials.state, 'archived')))
    .orderBy(asc(cycleCredentials.position))
  const lines = await tx
    .select({ id: competencies.id })
    .from(cycleCompetencies)
    .innerJoin(competencies, eq(competencies.id, cycleCompetencies.competencyId))
    .where(
      and(
        eq(cycleCompetencies.cycleId, cycleId),
        isNull(competencies.retiredAt),
        isNotNull(competencies.currentVersionId),
      ),
    )
    .orderBy(asc(cycleCompetencies.position))
  return {
    credentialIds: asked.map(({ id }) => id),
    competencyIds: lines.map(({ id }) => id),
  }
}

const Rater = z.object({ employerId: z.string(), email: z.string(), name: z.string().nullable() })

function ratersOf(tx: Transaction, cycleId: string) {
  return selectRows(
    tx,
    Rater,
    sql`SELECT coalesce(o.merged_into_id, o.id) AS "employerId", v.email, v.name
        FROM rater_invitation v JOIN organization o ON o.id = v.employer_id
        WHERE v.cycle_id = ${cycleId} AND v.delivery <> 'revoked'
        ORDER BY v.created_at, v.email`,
  )
}
