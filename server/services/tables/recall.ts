import { and, desc, eq, isNull } from 'drizzle-orm'
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

/** What an owner has had remembered of a kind of table, the latest first. */
export async function listRemembered(
  tx: Transaction,
  { organizationId, kind }: TableOwner,
): Promise<RememberedColumns[]> {
  const own =
    organizationId === null
      ? isNull(rememberedColumns.organizationId)
      : eq(rememberedColumns.organizationId, organizationId)
  const { id, name, columns } = rememberedColumns
  return tx
    .select({ id, name, columns })
    .from(rememberedColumns)
    .where(and(own, eq(rememberedColumns.kind, kind)))
    .orderBy(desc(rememberedColumns.createdAt), id)
}

/** What the columns under these headings hold as it was remembered, with the name it was remembered by. */
export async function recall(
  tx: Transaction,
  owner: TableOwner,
  headings: readonly string[],
): Promise<ReturnType<typeof recallColumns>> {
  return recallColumns(headings.map(plainHeading), await listRemembered(tx, owner))
}
