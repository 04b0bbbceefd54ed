import { and, eq, isNull } from 'drizzle-orm'
import { rememberedColumns } from '@/server/db/schema/tables'
import type { Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import type { TableOwner } from './recall'

/** Forgets what was remembered of columns; what is another's is not found. */
export async function forget(
  tx: Transaction,
  { organizationId, kind }: TableOwner,
  id: string,
): Promise<void> {
  const own =
    organizationId === null
      ? isNull(rememberedColumns.organizationId)
      : eq(rememberedColumns.organizationId, organizationId)
  const gone = await tx
    .delete(rememberedColumns)
    .where(and(eq(rememberedColumns.id, id), own, eq(rememberedColumns.kind, kind)))
    .returning({ id: rememberedColumns.id })
  if (gone.length === 0) throw new DomainError('not_found', 'tables.notRemembered')
}
