import { randomUUID } from 'node:crypto'
import { count, eq } from 'drizzle-orm'
import { addressLists } from '@/server/db/schema/cycles'
import { asTenant, type Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { longestAddressText, mostAddressLists } from '@/server/domain/people/address-lists'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { findCycle, requireRunning } from './find-cycle'
import { type RawList, readUnnamed } from './read-list'

export type KeepAddressList = {
  cycleId: string
} & ({ text: string } | { fileName: string; bytes: Uint8Array })

/** Takes a list in that was pasted or uploaded, and invites nobody: it waits to be looked at and added. */
export async function keepAddressList(
  ctx: OrgContext,
  input: KeepAddressList,
): Promise<{ id: string }> {
  await authorize(ctx, 'cycle.edit')
  await asTenant(ctx, (tx) => findRoom(tx, ctx, input.cycleId))
  const list = rawOf(input)
  const turn = { limit: 'file-upload' as const, waits: 0, said: {} }
  const { read, sheet } = await readUnnamed(ctx, list, turn)
  const id = randomUUID()
  return asTenant(ctx, async (tx) => {
    const cycle = await findRoom(tx, ctx, input.cycleId)
    await tx.insert(addressLists).values({
      ...{ id, organizationId: ctx.organization.id, cycleId: cycle.id },
      ...{ fileName: list.fileName, body: list.bytes, sheet, read },
      createdBy: ctx.actor.userId,
    })
    await recordAudit(tx, ctx, {
      verb: 'cycle.list',
      target: { kind: 'cycle', id: cycle.id },
      detail: { bytes: list.bytes.byteLength },
    })
    return { id }
  })
}

function rawOf(input: KeepAddressList): RawList {
  if ('text' in input) {
    if (input.text.trim() === '') {
      throw new DomainError('invalid', 'cycles.listEmpty', { field: 'text' })
    }
    if (input.text.length > longestAddressText) {
      throw new DomainError('limit_reached', 'cycles.addressFileTooLong', { field: 'text' })
    }
    return { fileName: null, bytes: new TextEncoder().encode(input.text) }
  }
  const fileName = input.fileName.replaceAll(/[\p{Cc}\\/]/gu, ' ')
  return { fileName: fileName.trim().slice(-120) || 'file', bytes: input.bytes }
}

/** The cycle, where it takes raters and not too many lists wait for it. */
export async function findRoom(tx: Transaction, ctx: OrgContext, cycleId: string) {
  const cycle = await findCycle(tx, ctx, cycleId)
  requireRunning(cycle)
  const [waiting] = await tx
    .select({ count: count() })
    .from(addressLists)
    .where(eq(addressLists.cycleId, cycleId))
  if ((waiting?.count ?? 0) < mostAddressLists) return cycle
  throw new DomainError('limit_reached', 'cycles.mostLists', {
    field: 'text',
    values: { count: mostAddressLists },
  })
}
