import { and, eq, lte, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cycleCredentials, raterLinks, ratingCycles } from '@/server/db/schema/cycles'
import { asCourier, asTenant, type Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { Context, OrgContext } from '@/server/services/context'
import { enqueue } from '@/server/services/outbox'
import { type CycleRow, findCycle, requireMove } from './find-cycle'
import { checkedClosing } from './save-cycle'

export const ExtendCycle = z.strictObject({ cycleId: z.uuid(), closesOn: z.iso.date() })
export type ExtendCycle = z.infer<typeof ExtendCycle>

/** How long a link opens the receipt and the group's answer after the cycle closed. */
export const linkDaysAfterClosing = 90

/** Moves the end of an open cycle to a later day; links live on accordingly. */
export async function extendCycle(ctx: OrgContext, input: ExtendCycle): Promise<void> {
  await authorize(ctx, 'cycle.edit')
  const closesAt = await asTenant(ctx, async (tx) => {
    const cycle = await findCycle(tx, ctx, input.cycleId)
    if (cycle.state !== 'open') {
      throw new DomainError('conflict', 'cycles.onlyOpenExtended')
    }
    const later = await checkedClosing(
      tx,
      { closesOn: input.closesOn, timeZone: cycle.timeZone },
      cycle.closesAt,
    )
    await tx.update(ratingCycles).set({ closesAt: later }).where(eq(ratingCycles.id, cycle.id))
    await recordAudit(tx, ctx, { verb: 'cycle.extend', target: { kind: 'cycle', id: cycle.id } })
    return later
  })
  await asCourier((tx) =>
    tx
      .update(raterLinks)
      .set({
        expiresAt: sql`greatest(rater_link.expires_at, ${closesAt}::timestamptz + make_interval(days => ${linkDaysAfterClosing}))`,
      })
      .where(
        sql`rater_link.invitation_id IN (SELECT id FROM rater_invitation WHERE cycle_id = ${input.cycleId})`,
      ),
  )
}

/** Closes an open cycle now: what was sent can no longer be changed and waits for the release. */
export async function closeCycle(ctx: OrgContext, input: { cycleId: string }): Promise<void> {
  await authorize(ctx, 'cycle.edit')
  await asTenant(ctx, async (tx) => {
    const cycle = await findCycle(tx, ctx, input.cycleId)
    requireMove(cycle, 'closed')
    await close(tx, ctx, cycle)
  })
}

/** Calls a cycle off; nothing that was answered in it is ever counted. */
export async function cancelCycle(ctx: OrgContext, input: { cycleId: string }): Promise<void> {
  await authorize(ctx, 'cycle.edit')
  await asTenant(ctx, async (tx) => {
    const cycle = await findCycle(tx, ctx, input.cycleId)
    requireMove(cycle, 'cancelled')
    await tx
      .update(ratingCycles)
      .set({ state: 'cancelled', closedAt: sql`now()` })
      .where(eq(ratingCycles.id, cycle.id))
    await recordAudit(tx, ctx, { verb: 'cycle.cancel', target: { kind: 'cycle', id: cycle.id } })
  })
}

/** Closes every cycle whose day has passed; returns how many. */
export function closeDueCycles(ctx: Context): Promise<number> {
  return asCourier(async (tx) => {
    const due = await tx
      .select()
      .from(ratingCycles)
      .where(and(eq(ratingCycles.state, 'open'), lte(ratingCycles.closesAt, sql`now()`)))
      .for('update', { skipLocked: true })
    for (const cycle of due) await close(tx, ctx, cycle)
    return due.length
  })
}

async function close(tx: Transaction, ctx: Context, cycle: CycleRow): Promise<void> {
  await tx
    .update(ratingCycles)
    .set({ state: 'closed', closedAt: sql`now()` })
    .where(eq(ratingCycles.id, cycle.id))
  const asked = await tx
    .select({ subjectId: cycleCredentials.subjectId })
    .from(cycleCredentials)
    .where(eq(cycleCredentials.cycleId, cycle.id))
  const subjects = new Set([cycle.importanceSubjectId, ...asked.map((row) => row.subjectId)])
  await enqueue(
    tx,
    [...subjects].flatMap((subjectId) =>
      subjectId ? [{ subjectId, kind: 'subject.touched' as const }] : [],
    ),
  )
  await recordAudit(tx, ctx, {
    verb: 'cycle.close',
    organizationId: cycle.organizationId,
    target: { kind: 'cycle', id: cycle.id },
  })
}
