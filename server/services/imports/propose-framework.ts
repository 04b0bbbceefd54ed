import { and, desc, eq, isNotNull } from 'drizzle-orm'
import { frameworks, imports } from '@/server/db/schema/frameworks'
import { asTenant, type Transaction } from '@/server/db/tenancy'
import type { ImportProposal } from '@/server/domain/catalogue/imports'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { findImport, type ImportRecord } from './find-import'

/** Which framework a table that waits for its columns seems to be, under a name that may not be its own yet. */
export async function proposeFramework(
  ctx: OrgContext,
  input: { id: string; name: string },
): Promise<ImportProposal | null> {
  await authorize(ctx, 'import.read')
  return asTenant(ctx, async (tx) => findProposal(tx, await findImport(tx, input.id), input.name))
}

/**
 * The organization's own framework that a file seems to be: the one that the same bytes were last applied to, else the only
 * one of that name.
 */
export async function findProposal(
  tx: Transaction,
  record: Pick<ImportRecord, 'organizationId' | 'sha256'>,
  name: string,
): Promise<ImportProposal | null> {
  const { organizationId, sha256 } = record
  const own = and(
    eq(frameworks.organizationId, organizationId),
    isNotNull(frameworks.currentVersionId),
  )
  const [applied] = await tx
    .select({ slug: frameworks.slug, name: frameworks.name })
    .from(imports)
    .innerJoin(frameworks, eq(frameworks.id, imports.frameworkId))
    .where(
      and(
        own,
        eq(imports.organizationId, organizationId),
        eq(imports.sha256, sha256),
        eq(imports.state, 'applied'),
      ),
    )
    .orderBy(desc(imports.createdAt), desc(imports.id))
    .limit(1)
  if (applied) return { ...applied, because: 'same_file' }
  const all = await tx
    .select({ slug: frameworks.slug, name: frameworks.name })
    .from(frameworks)
    .where(own)
  const [called, another] = all.filter((framework) => isSameName(framework.name, name))
  return called && !another ? { ...called, because: 'same_name' } : null
}

function isSameName(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase()
}
