import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { addressLists } from '@/server/db/schema/cycles'
import { asTenant, type Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { type RaterEntry, readEntries } from '@/server/domain/people/rater-lists'
import { writeCsv } from '@/server/formats/csv'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { findCycle } from './find-cycle'
import { findRaterList } from './find-rater-list'
import { findRoom } from './keep-address-list'
import { entriesOfCycle, entriesOfList } from './list-entries'

export const StartFromList = z.strictObject({ cycleId: z.uuid(), listId: z.uuid() })
export type StartFromList = z.infer<typeof StartFromList>

export const StartFromCycle = z.strictObject({ cycleId: z.uuid(), fromId: z.uuid() })
export type StartFromCycle = z.infer<typeof StartFromCycle>

/** Lets a list that is kept wait for a cycle as one that was pasted; nobody is invited by it. */
export function startFromList(
  ctx: OrgContext,
  { cycleId, listId }: StartFromList,
): Promise<{ id: string }> {
  return startFrom(ctx, cycleId, async (tx) => {
    const { id, name } = await findRaterList(tx, ctx, listId)
    return { name, entries: await entriesOfList(tx, id) }
  })
}

/** Lets the list of another cycle wait for this one, as it was typed there. */
export function startFromCycle(
  ctx: OrgContext,
  { cycleId, fromId }: StartFromCycle,
): Promise<{ id: string }> {
  return startFrom(ctx, cycleId, async (tx) => {
    const { id, title } = await findCycle(tx, ctx, fromId)
    return { name: title, entries: await entriesOfCycle(tx, id) }
  })
}

type Source = (tx: Transaction) => Promise<{ name: string; entries: RaterEntry[] }>

async function startFrom(
  ctx: OrgContext,
  cycleId: string,
  source: Source,
): Promise<{ id: string }> {
  await authorize(ctx, 'cycle.edit')
  return asTenant(ctx, async (tx) => {
    const cycle = await findRoom(tx, ctx, cycleId)
    const { name, entries } = await source(tx)
    if (entries.length === 0) throw new DomainError('invalid', 'raterLists.empty')
    const id = randomUUID()
    await tx.insert(addressLists).values({
      ...{ id, organizationId: ctx.organization.id, cycleId: cycle.id, fileName: name },
      ...{ body: asText(entries), sheet: null, read: readEntries(entries) },
      createdBy: ctx.actor.userId,
    })
    await recordAudit(tx, ctx, {
      verb: 'cycle.list',
      target: { kind: 'cycle', id: cycle.id },
      detail: { addresses: entries.length },
    })
    return { id }
  })
}

/** As it would be in a file. */
function asText(entries: readonly RaterEntry[]): Uint8Array {
  const rows = entries.map(({ email, employer, name }) => [email, employer, name])
  return new TextEncoder().encode(
    writeCsv([['Email', 'Employer', 'Name'], ...rows], { bom: false }),
  )
}
