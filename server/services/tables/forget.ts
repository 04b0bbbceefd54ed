import { and, eq } from 'drizzle-orm'
import { rememberedColumns } from '@/server/db/schema/tables'
import type { Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { ownedBy, type TableOwner } from './recall'

/** Forgets what was remembered of columns; what is another's is not found. */
export async function forget(tx: Transaction, owner: TableOwner, id: string): Promise<void> {
  const gone = await tx
    .delete(rememberedColumns)
    .where(and(eq(rememberedColumns.id, id), ownedBy(owner)))
    .returning({ id: rememberedColumns.id })
  if (gone.length === 0) throw new DomainError('not_found', 'tables.notRemembered')
}
