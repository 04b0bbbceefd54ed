import { randomUUID } from 'node:crypto'
import { count } from 'drizzle-orm'
import { employerLists } from '@/server/db/schema/employer-lists'
import type { Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { longestEmployerText, mostEmployerLists } from '@/server/domain/people/employer-lists'
import { recordAudit } from '@/server/services/audit'
import { employerListDoor, type ListContext } from './employer-list-door'
import { ownedBy } from './find-employer-list'
import { type RawList, readUnnamed } from './read-list'

export type KeepEmployerList = { text: string } | { fileName: string; bytes: Uint8Array }

/** Takes a list in that was pasted or uploaded, and confirms nobody: it waits to be looked at. */
export async function keepEmployerList(
  ctx: ListContext,
  input: KeepEmployerList,
): Promise<{ id: string }> {
  const door = await employerListDoor(ctx)
  const { organizationId, open } = door
  await open((tx) => requireRoom(tx, organizationId))
  const list = rawOf(input)
  const kept = await readUnnamed(ctx, door, { list, limit: 'file-upload', waits: 0, said: {} })
  const id = randomUUID()
  return open(async (tx) => {
    await requireRoom(tx, organizationId)
    await tx.insert(employerLists).values({
      ...{ id, organizationId, fileName: list.fileName, body: list.bytes },
      ...{ ...kept, createdBy: ctx.actor.userId },
    })
    await recordAudit(tx, ctx, {
      verb: 'employer.list',
      target: { kind: 'employer-list', id },
      detail: { bytes: list.bytes.byteLength },
    })
    return { id }
  })
}

function rawOf(input: KeepEmployerList): RawList {
  if ('text' in input) {
    if (input.text.trim() === '') {
      throw new DomainError('invalid', 'employers.listEmpty', { field: 'text' })
    }
    if (input.text.length > longestEmployerText) {
      throw new DomainError('limit_reached', 'employers.listTooLong', { field: 'text' })
    }
    return { fileName: null, bytes: new TextEncoder().encode(input.text) }
  }
  const fileName = input.fileName.replaceAll(/[\p{Cc}\\/]/gu, ' ')
  return { fileName: fileName.trim().slice(-120) || 'file', bytes: input.bytes }
}

async function requireRoom(tx: Transaction, organizationId: string | null): Promise<void> {
  const [waiting] = await tx
    .select({ count: count() })
    .from(employerLists)
    .where(ownedBy(organizationId))
  if ((waiting?.count ?? 0) < mostEmployerLists) return
  throw new DomainError('limit_reached', 'employers.mostLists', {
    field: 'text',
    values: { count: mostEmployerLists },
  })
}
