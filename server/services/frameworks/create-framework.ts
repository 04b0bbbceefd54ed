import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { frameworks, frameworkVersions } from '@/server/db/schema/frameworks'
import { asTenant } from '@/server/db/tenancy'
import type { FrameworkDetails } from '@/server/domain/catalogue/framework-view'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { insertFramework } from './store-version'
import { emptyHead } from './stored-framework'

/** A framework of the organization's own, empty and a draft. */
export async function createFramework(
  ctx: OrgContext,
  input: FrameworkDetails,
): Promise<{ slug: string }> {
  await authorize(ctx, 'framework.edit')
  const organizationId = ctx.organization.id
  return asTenant(ctx, async (tx) => {
    const words = { ...input, publisher: input.publisher || ctx.organization.name }
    const id = await insertFramework(tx, organizationId, words)
    const versionId = randomUUID()
    await tx.insert(frameworkVersions).values({
      id: versionId,
      frameworkId: id,
      organizationId,
      no: 1,
      sourceFormat: 'own',
      document: emptyHead(words),
    })
    const [made] = await tx
      .update(frameworks)
      .set({ currentVersionId: versionId })
      .where(eq(frameworks.id, id))
      .returning({ slug: frameworks.slug })
    await recordAudit(tx, ctx, { verb: 'framework.create', target: { kind: 'framework', id } })
    return { slug: made?.slug ?? '' }
  })
}
