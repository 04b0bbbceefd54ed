import { and, desc, eq, isNull, type SQL } from 'drizzle-orm'
import { rememberedColumns } from '@/server/db/schema/tables'
import type { Transaction } from '@/server/db/tenancy'
import {
  type RememberedColumns,
  recallColumns,
  type TableKind,
} from '@/server/domain/remembered-columns'
import { plainHeading } from '@/server/formats/headings'

/** Whose table it is, null for the operator's, and which kind. */
export type TableOwner = { organizationId: string | null; kind: TableKind }

/** Narrows to what an owner has had remembered of a kind of table. */
export function ownedBy({ organizationId, kind }: TableOwner): SQL | undefined {
  return and(
    organizationId === null
      ? isNull(rememberedColumns.organizationId)
      : eq(rememberedColumns.organizationId, organizationId),
    eq(rememberedColumns.kind, kind),
  )
}

/** What an owner has had remembered of a kind of table, the latest first. */
export async function listRemembered(
  tx: Transaction,
  owner: TableOwner,
): Promise<RememberedColumns[]> {
  const { id, name, columns } = rememberedColumns
  return tx
    .select({ id, name, columns })
    .from(rememberedColumns)
    .where(ownedBy(owner))
    .orderBy(desc(rememberedColumns.createdAt), id)
}

/** Headings as they are compared; columns without any go by numbers, which tell nothing. */
export function rememberedHeadings(headings: readonly string[]): string[] {
  return headings.map((heading) => (/^\d+$/.test(heading.trim()) ? '' : plainHeading(heading)))
}

/** What was remembered, where it still is. */
export async function stillRemembered<T extends { id: string }>(
  tx: Transaction,
  owner: TableOwner,
  remembered: T | null,
): Promise<T | null> {
  if (!remembered) return null
  const standing = await listRemembered(tx, owner)
  return standing.some(({ id }) => id === remembered.id) ? remembered : null
}

/** What the columns under these headings hold as it was remembered, with the name it was remembered by. */
export async function recall(
  tx: Transaction,
  owner: TableOwner,
  headings: readonly string[],
): Promise<ReturnType<typeof recallColumns>> {
  return recallColumns(rememberedHeadings(headings), await listRemembered(tx, owner))
}
