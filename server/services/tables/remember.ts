import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { rememberedColumns } from '@/server/db/schema/tables'
import type { Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { longestColumnsName, mostRemembered } from '@/server/domain/remembered-columns'
import { plainHeading } from '@/server/formats/headings'
import { listRemembered, type TableOwner } from './recall'

/**
 * Keeps what the columns of a table hold under a name, so that the next table with these headings is read alike. A name that
 * stands is taken over. Returns the id it is forgotten by.
 */
export async function remember(
  tx: Transaction,
  owner: TableOwner,
  said: { name: string; headings: readonly string[]; fields: readonly string[] },
): Promise<string> {
  const name = said.name.trim()
  if (name === '' || name.length > longestColumnsName) {
    throw new DomainError('invalid', 'tables.nameColumns', { field: 'remember' })
  }
  const columns = said.headings.flatMap((heading, at) => {
    const plain = plainHeading(heading)
    const field = said.fields[at] ?? ''
    return plain === '' || field === '' ? [] : [{ heading: plain, field }]
  })
  if (columns.length === 0) {
    throw new DomainError('invalid', 'tables.nothingToRemember', { field: 'remember' })
  }
  const standing = await listRemembered(tx, owner)
  const same = standing.find((each) => each.name.toLowerCase() === name.toLowerCase())
  if (same) {
    const createdAt = sql`now()`
    await tx
      .update(rememberedColumns)
      .set({ name, columns, createdAt })
      .where(eq(rememberedColumns.id, same.id))
    return same.id
  }
  if (standing.length >= mostRemembered) {
    throw new DomainError('limit_reached', 'tables.mostRemembered', { field: 'remember' })
  }
  const id = randomUUID()
  await tx.insert(rememberedColumns).values({ id, ...owner, name, columns })
  return id
}
