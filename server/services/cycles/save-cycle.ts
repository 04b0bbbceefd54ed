import { randomUUID } from 'node:crypto'
import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import { credentials } from '@/server/db/schema/credentials'
import { cycleCompetencies, cycleCredentials, ratingCycles } from '@/server/db/schema/cycles'
import { competencies } from '@/server/db/schema/frameworks'
import { occupations } from '@/server/db/schema/reference'
import { asTenant, type Transaction } from '@/server/db/tenancy'
import { CycleDetails, closingProblem, endOfDay } from '@/server/domain/asking/cycles'
import { DomainError } from '@/server/domain/errors'
import { nameProblem, titleProblem } from '@/server/domain/people/sender-names'
import { env } from '@/server/env'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { databaseNow, findCycle } from './find-cycle'

export const SaveCycle = CycleDetails
export type SaveCycle = z.infer<typeof SaveCycle>

/** Sets up a rating cycle as a draft; nobody is written to before it is opened. */
export async function createCycle(ctx: OrgContext, input: SaveCycle): Promise<{ id: string }> {
  await authorize(ctx, 'cycle.edit')
  requireSignature(input)
  return asTenant(ctx, async (tx) => {
    const closesAt = await checkedClosing(tx, input)
    await requireParts(tx, input)
    const id = randomUUID()
    await tx.insert(ratingCycles).values({
      id,
      organizationId: ctx.organization.id,
      title: input.title,
      occupationId: input.occupationId,
      closesAt,
      timeZone: input.timeZone,
      message: input.message,
      ...ownWords(input),
      byIndustry: isByIndustry(ctx, input),
      createdBy: ctx.actor.userId,
    })
    await writeParts(tx, ctx, id, input)
    await recordAudit(tx, ctx, { verb: 'cycle.create', target: { kind: 'cycle', id } })
    return { id }
  })
}

/** Changes a draft. An open cycle keeps what its raters were asked; only its end can move. */
export async function editCycle(
  ctx: OrgContext,
  input: SaveCycle & { cycleId: string },
): Promise<void> {
  await authorize(ctx, 'cycle.edit')
  requireSignature(input)
  await asTenant(ctx, async (tx) => {
    const cycle = await findCycle(tx, ctx, input.cycleId)
    if (cycle.state !== 'draft') {
      throw new DomainError('conflict', 'cycles.openedBefore')
    }
    const closesAt = await checkedClosing(tx, input)
    await requireParts(tx, input)
    await tx
      .update(ratingCycles)
      .set({
        title: input.title,
        occupationId: input.occupationId,
        closesAt,
        timeZone: input.timeZone,
        message: input.message,
        ...ownWords(input),
        byIndustry: isByIndustry(ctx, input),
      })
      .where(eq(ratingCycles.id, cycle.id))
    await tx.delete(cycleCredentials).where(eq(cycleCredentials.cycleId, cycle.id))
    await tx.delete(cycleCompetencies).where(eq(cycleCompetencies.cycleId, cycle.id))
    await writeParts(tx, ctx, cycle.id, input)
    await recordAudit(tx, ctx, { verb: 'cycle.edit', target: { kind: 'cycle', id: cycle.id } })
  })
}

/** What the mails say in the asker's words, beside its message. */
function ownWords({ job = '', signerName = '', signerTitle = '' }: SaveCycle) {
  return { job, signerName, signerTitle }
}

/** Refuses a signature that shouts, carries an address or could be taken for the operator of the site. */
function requireSignature({ signerName = '', signerTitle = '' }: SaveCycle): void {
  const operator = env().OPERATOR_NAME
  if (nameProblem(signerName, operator)) {
    throw new DomainError('invalid', 'cycles.signature', { field: 'signerName' })
  }
  if (titleProblem(signerTitle, operator)) {
    throw new DomainError('invalid', 'cycles.signature', { field: 'signerTitle' })
  }
}

function isByIndustry(ctx: OrgContext, input: SaveCycle): boolean {
  return input.byIndustry ?? ctx.organization.kind === 'partnership'
}

/** The instant a cycle closes, refused when it is past or more than a year away. */
export async function checkedClosing(
  tx: Transaction,
  input: { closesOn: string; timeZone: string },
  notBefore: Date | null = null,
): Promise<Date> {
  const closesAt = endOfDay(input.closesOn, input.timeZone)
  const problem = closingProblem(closesAt, await databaseNow(tx), notBefore)
  if (!problem) return closesAt
  const said = {
    past: 'cycles.dayPast',
    too_far: 'cycles.dayTooFar',
    not_later: 'cycles.dayNotLater',
  } as const
  throw new DomainError('invalid', said[problem], { field: 'closesOn' })
}

async function requireParts(tx: Transaction, input: SaveCycle): Promise<void> {
  const [occupation] = await tx
    .select({ id: occupations.id })
    .from(occupations)
    .where(eq(occupations.id, input.occupationId))
  if (!occupation) {
    throw new DomainError('invalid', 'occupations.choose', { field: 'occupationId' })
  }
  const credentialIds = [...new Set(input.credentialIds)]
  const foundCredentials = await tx
    .select({ id: credentials.id })
    .from(credentials)
    .where(inArray(credentials.id, credentialIds))
  if (foundCredentials.length < credentialIds.length) {
    throw new DomainError('not_found', 'credentials.oneGone', { field: 'credentialIds' })
  }
  const competencyIds = [...new Set(input.competencyIds)]
  const foundCompetencies = await tx
    .select({ id: competencies.id })
    .from(competencies)
    .where(
      and(
        inArray(competencies.id, competencyIds),
        isNull(competencies.retiredAt),
        isNotNull(competencies.currentVersionId),
      ),
    )
  if (foundCompetencies.length < competencyIds.length) {
    throw new DomainError('not_found', 'competencies.oneGone', { field: 'competencyIds' })
  }
}

/** Writes which credentials and competencies a draft asks about, in this order. */
export async function writeParts(
  tx: Transaction,
  ctx: OrgContext,
  cycleId: string,
  input: Pick<SaveCycle, 'credentialIds' | 'competencyIds'>,
): Promise<void> {
  const organizationId = ctx.organization.id
  await tx.insert(cycleCredentials).values(
    [...new Set(input.credentialIds)].map((credentialId, position) => ({
      cycleId,
      credentialId,
      organizationId,
      position,
    })),
  )
  await tx.insert(cycleCompetencies).values(
    [...new Set(input.competencyIds)].map((competencyId, position) => ({
      cycleId,
      competencyId,
      organizationId,
      position,
    })),
  )
}
