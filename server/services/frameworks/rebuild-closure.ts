import { eq } from 'drizzle-orm'
import { competencyClosure } from '@/server/db/schema/frameworks'
import type { Transaction } from '@/server/db/tenancy'
import { closureOf, type TreeLink } from '@/server/domain/catalogue/framework-tree'

const batch = 2000

/** Writes all ancestors of all competencies of a framework anew from its parent links. */
export async function rebuildClosure(
  tx: Transaction,
  framework: { id: string; organizationId: string },
  links: TreeLink[],
): Promise<void> {
  const { rows } = closureOf(links)
  await tx.delete(competencyClosure).where(eq(competencyClosure.frameworkId, framework.id))
  for (let at = 0; at < rows.length; at += batch) {
    await tx.insert(competencyClosure).values(
      rows.slice(at, at + batch).map((row) => ({
        ...row,
        frameworkId: framework.id,
        organizationId: framework.organizationId,
      })),
    )
  }
}
