import { desc, eq } from 'drizzle-orm'
import { frameworks, imports } from '@/server/db/schema/frameworks'
import { asTenant } from '@/server/db/tenancy'
import type { ImportRow } from '@/server/domain/catalogue/imports'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'

/** The organization's latest imports, newest first. */
export async function listImports(ctx: OrgContext): Promise<ImportRow[]> {
  await authorize(ctx, 'import.read')
  return asTenant(ctx, (tx) =>
    tx
      .select({
        id: imports.id,
        fileName: imports.fileName,
        state: imports.state,
        createdAt: imports.createdAt,
        framework: frameworks.name,
      })
      .from(imports)
      .leftJoin(frameworks, eq(frameworks.id, imports.frameworkId))
      .orderBy(desc(imports.createdAt), desc(imports.id))
      .limit(30),
  )
}
