import { eq } from 'drizzle-orm'
import { insertRows } from '@/server/db/insert-rows'
import { competencyClosure } from '@/server/db/schema/frameworks'
import type { Transaction } from '@/server/db/tenancy'
import { closureOf, type TreeLink } from '@/server/domain/catalogue/framework-tree'

/** Writes all ancestors of all competencies of a framework anew from its parent links. */
export async function rebuildClosure(
  tx: Transaction,
  framework: { id: string; organizationId: string },
  links: TreeLink[],
): Promise<void> {
  const { rows } = closureOf(links)
  await tx.delete(competencyClosure).where(eq(competencyClosure.frameworkId, framework.id))
  const { id: frameworkId, organizationId } = framework
  await insertRows(
    tx,
    competencyClosure,
    rows.map((row) => ({ ...row, frameworkId, organizationId })),
  )
}
