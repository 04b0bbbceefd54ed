import { randomUUID } from 'node:crypto'
import { and, count, eq } from 'drizzle-orm'
import { z } from 'zod'
import { insertRows } from '@/server/db/insert-rows'
import { raterListEntries, raterLists } from '@/server/db/schema/cycles'
import { asTenant, type Transaction } from '@/server/db/tenancy'
import type { IndustryIndex } from '@/server/domain/catalogue/industry-index'
import { DomainError } from '@/server/domain/errors'
import { mostRaterLists, RaterListName } from '@/server/domain/people/rater-lists'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { industryIndex } from '@/server/services/organizations/industry-index'
import { checkList } from './check-list'
import { findAddressList } from './find-address-list'
import { findCycle } from './find-cycle'
import { entriesOfCycle, entriesOfRows } from './list-entries'

export const KeepRaterList = z.strictObject({
  cycleId: z.uuid(),
  /** A list that waits for the cycle; null for the cycle's own. */
  listId: z.uuid().nullable(),
  name: RaterListName,
})
export type KeepRaterList = z.infer<typeof KeepRaterList>

/** Keeps a cycle's list, or one that waits for it, under a name, to ask the same people again. */
export async function keepRaterList(
  ctx: OrgContext,
  input: KeepRaterList,
): Promise<{ id: string }> {
  await authorize(ctx, 'cycle.edit')
  const industries = await industryIndex()
  return asTenant(ctx, async (tx) => {
    const entries = await entriesToKeep(tx, ctx, { ...input, industries })
    if (entries.length === 0)
      throw new DomainError('invalid', 'raterLists.empty', { field: 'name' })
    await requireName(tx, ctx, { name: input.name, id: null })
    await requireRoom(tx, ctx)
    const id = randomUUID()
    const organizationId = ctx.organization.id
    await tx
      .insert(raterLists)
      .values({ id, organizationId, name: input.name, createdBy: ctx.actor.userId })
    await insertRows(
      tx,
      raterListEntries,
      entries.map((entry, position) => ({ ...entry, listId: id, organizationId, position })),
    )
    await recordAudit(tx, ctx, {
      verb: 'rater-list.keep',
      target: { kind: 'rater_list', id },
      detail: { addresses: entries.length },
    })
    return { id }
  })
}

async function entriesToKeep(
  tx: Transaction,
  ctx: OrgContext,
  { cycleId, listId, industries }: KeepRaterList & { industries: IndustryIndex },
) {
  if (listId === null) {
    const { id } = await findCycle(tx, ctx, cycleId)
    return entriesOfCycle(tx, id)
  }
  const { cycle, read, edits } = await findAddressList(tx, ctx, { cycleId, id: listId })
  const { rows } = await checkList(tx, cycle, { read, edits, industries })
  return entriesOfRows(rows)
}

/** Refuses a name that another list of the organization has. */
export async function requireName(
  tx: Transaction,
  ctx: OrgContext,
  { name, id }: { name: string; id: string | null },
): Promise<void> {
  const [taken] = await tx
    .select({ id: raterLists.id })
    .from(raterLists)
    .where(and(eq(raterLists.organizationId, ctx.organization.id), eq(raterLists.name, name)))
  if (!taken || taken.id === id) return
  throw new DomainError('conflict', 'raterLists.nameTaken', { field: 'name' })
}

async function requireRoom(tx: Transaction, ctx: OrgContext): Promise<void> {
  const [kept] = await tx
    .select({ count: count() })
    .from(raterLists)
    .where(eq(raterLists.organizationId, ctx.organization.id))
  if ((kept?.count ?? 0) < mostRaterLists) return
  throw new DomainError('limit_reached', 'raterLists.most', {
    field: 'name',
    values: { count: mostRaterLists },
  })
}
