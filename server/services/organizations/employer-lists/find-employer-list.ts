import { and, eq, getTableColumns, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { employerLists } from '@/server/db/schema/employer-lists'
import type { Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { EmployerSheet, EmployersRead } from '@/server/domain/people/employer-lists'

export const OneEmployerList = z.strictObject({ id: z.uuid() })
export type OneEmployerList = z.infer<typeof OneEmployerList>

/** Which list of whose; without an organization, the operator's. */
type ListKey = { organizationId: string | null; id: string }

export type EmployerList = {
  id: string
  fileName: string | null
  sheet: EmployerSheet
  read: EmployersRead
}

const { body, ...columns } = getTableColumns(employerLists)

/** A list that waits, as it was read; another's is not found. */
export async function findEmployerList(tx: Transaction, key: ListKey): Promise<EmployerList> {
  const [found] = await tx.select(columns).from(employerLists).where(isList(key))
  if (!found) throw new DomainError('not_found', 'employers.listGone')
  return {
    ...{ id: found.id, fileName: found.fileName },
    sheet: EmployerSheet.parse(found.sheet),
    read: EmployersRead.parse(found.read),
  }
}

/** The same as it came, to be read anew. */
export async function findListBytes(
  tx: Transaction,
  key: ListKey,
): Promise<{ fileName: string | null; bytes: Uint8Array; sheet: EmployerSheet }> {
  const [found] = await tx
    .select({ bytes: body, fileName: columns.fileName, sheet: columns.sheet })
    .from(employerLists)
    .where(isList(key))
  if (!found) throw new DomainError('not_found', 'employers.listGone')
  return { ...found, sheet: EmployerSheet.parse(found.sheet) }
}

/** True of one list of its owner's. */
export function isList({ organizationId, id }: ListKey) {
  return and(ownedBy(organizationId), eq(employerLists.id, id))
}

/** True of the lists of a partnership, or of the operator's. */
export function ownedBy(organizationId: string | null) {
  return organizationId === null
    ? isNull(employerLists.organizationId)
    : eq(employerLists.organizationId, organizationId)
}
