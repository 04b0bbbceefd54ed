import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { ratingCycles } from '@/server/db/schema/cycles'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { type CycleState, mayBecome } from '@/server/domain/asking/cycles'
import { DomainError } from '@/server/domain/errors'
import type { OrgContext } from '@/server/services/context'

export type CycleRow = typeof ratingCycles.$inferSelect

/** One of the organization's own cycles, locked; a foreign one is not found. */
export async function findCycle(tx: Transaction, ctx: OrgContext, id: string): Promise<CycleRow> {
  const [cycle] = await tx
    .select()
    .from(ratingCycles)
    .where(and(eq(ratingCycles.id, id), eq(ratingCycles.organizationId, ctx.organization.id)))
    .for('update')
  if (!cycle) throw new DomainError('not_found', 'cycles.none')
  return cycle
}

/** Refuses a move the states of a cycle do not allow. */
export function requireMove(cycle: CycleRow, to: CycleState): void {
  if (mayBecome(cycle.state, to)) return
  throw new DomainError('conflict', 'cycles.stands', { values: { state: cycle.state } })
}

/** Refuses a cycle that is over: nobody is invited to it any more. */
export function requireRunning(cycle: CycleRow): void {
  if (cycle.state === 'draft' || cycle.state === 'open') return
  throw new DomainError('conflict', 'cycles.over', { values: { state: cycle.state } })
}

const Clock = z.object({ now: z.coerce.date() })

/** The database's clock, which decides about opening and closing. */
export async function databaseNow(tx: Transaction): Promise<Date> {
  const [clock] = await selectRows(tx, Clock, sql`SELECT now() AS now`)
  return clock?.now ?? new Date()
}
