import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { rememberedColumns } from '@/server/db/schema/tables'
import type { Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { longestColumnsName, mostRemembered } from '@/server/domain/remembered-columns'
import { listRemembered, ownedBy, rememberedHeadings, type TableOwner } from './recall'

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
  const plain = rememberedHeadings(said.headings)
  const columns = plain.flatMap((heading, at) =>
    heading === '' ? [] : [{ heading, field: said.fields[at] ?? '' }],
  )
  if (columns.every(({ field }) => field === '')) {
    throw new DomainError('invalid', 'tables.nothingToRemember', { field: 'remember' })
  }
  const standing = await listRemembered(tx, owner)
  const same = standing.find((each) => each.name.toLowerCase() === name.toLowerCase())
  if (!same && standing.length >= mostRemembered) {
    throw new DomainError('limit_reached', 'tables.mostRemembered', { field: 'remember' })
  }
  const id = same?.id ?? randomUUID()
  const kept = { name, columns, createdAt: sql`now()` }
  const made = same
    ? []
    : await tx
        .insert(rememberedColumns)
        .values({ id, ...owner, name, columns })
        .onConflictDoNothing()
        .returning({ id: rememberedColumns.id })
  if (made.length > 0) return id
  // It stands, or somebody else has just given it.
  const [taken] = await tx
    .update(rememberedColumns)
    .set(kept)
    .where(and(ownedBy(owner), eq(sql`lower(${rememberedColumns.name})`, name.toLowerCase())))
    .returning({ id: rememberedColumns.id })
  return taken?.id ?? id
}
