import { eq } from 'drizzle-orm'
import { frameworks, frameworkVersions } from '@/server/db/schema/frameworks'
import { asTenant } from '@/server/db/tenancy'
import { type FrameworkDetails, frameworkFields } from '@/server/domain/catalogue/framework-view'
import { byField } from '@/server/domain/fields'
import { type LanguageMap, pickLanguage } from '@/server/domain/language-map'
import { env } from '@/server/env'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { findOwnFramework, headOf } from './stored-framework'

/** Changes the name and the words around a framework; its address stays. */
export async function editFramework(
  ctx: OrgContext,
  input: { slug: string; details: FrameworkDetails },
): Promise<void> {
  await authorize(ctx, 'framework.edit')
  const organizationId = ctx.organization.id
  await asTenant(ctx, async (tx) => {
    const stored = await findOwnFramework(tx, organizationId, { slug: input.slug })
    const head = headOf(stored)
    const { details } = input
    const words = (map: LanguageMap, text: string): LanguageMap => {
      const tag = pickLanguage(map) ?? pickLanguage(head.name) ?? env().LOCALE
      const { [tag]: _, ...others } = map
      return text ? { ...others, [tag]: text } : others
    }
    await tx
      .update(frameworkVersions)
      .set({
        document: {
          ...head,
          ...byField(frameworkFields, (field) => words(head[field], details[field])),
        },
      })
      .where(eq(frameworkVersions.id, stored.version.id))
    await tx
      .update(frameworks)
      .set({ ...details, updatedAt: ctx.now })
      .where(eq(frameworks.id, stored.row.id))
    await recordAudit(tx, ctx, {
      verb: 'framework.edit',
      target: { kind: 'framework', id: stored.row.id },
    })
  })
}
