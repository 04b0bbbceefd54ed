import { and, eq, getTableColumns, isNull } from 'drizzle-orm'
import { employmentFiles } from '@/server/db/schema/employment'
import type { Transaction } from '@/server/db/tenancy'
import { EmploymentSheet } from '@/server/domain/catalogue/employment'
import { DomainError } from '@/server/domain/errors'

const { body, ...columns } = getTableColumns(employmentFiles)

/** The file that waits to be stored, if any: a partnership's, or the operator's; without the bytes it came as. */
export async function findWaiting(
  tx: Transaction,
  organizationId: string | null,
): Promise<Omit<typeof employmentFiles.$inferSelect, 'body'> | undefined> {
  const [file] = await tx.select(columns).from(employmentFiles).where(ownFile(organizationId))
  return file
}

/** The file of this id that waits, as it came and as it was read; another's is not found. */
export async function findWaitingBytes(
  tx: Transaction,
  organizationId: string | null,
  id: string,
): Promise<{ bytes: Uint8Array; sheet: EmploymentSheet }> {
  const [file] = await tx
    .select({ bytes: body, sheet: columns.sheet })
    .from(employmentFiles)
    .where(and(ownFile(organizationId), eq(employmentFiles.id, id)))
  if (!file) throw new DomainError('not_found', 'employment.fileGone')
  return { bytes: file.bytes, sheet: EmploymentSheet.parse(file.sheet) }
}

/** True of the file that waits for a partnership, or for the operator. */
export function ownFile(organizationId: string | null) {
  return organizationId === null
    ? isNull(employmentFiles.organizationId)
    : eq(employmentFiles.organizationId, organizationId)
}
