import { and, count, eq, isNotNull, ne } from 'drizzle-orm'
import { frameworks } from '@/server/db/schema/frameworks'
import { asReader, asTenant } from '@/server/db/tenancy'
import type { FrameworkList, FrameworkSummary } from '@/server/domain/catalogue/framework-view'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { frameworkRows } from './framework-rows'

/** The organization's own frameworks, and what others have published. */
export async function listFrameworks(
  ctx: OrgContext,
): Promise<{ own: FrameworkSummary[]; published: FrameworkSummary[] }> {
  await authorize(ctx, 'framework.read')
  const organizationId = ctx.organization.id
  return asTenant(ctx, async (tx) => ({
    own: await frameworkRows(tx, eq(frameworks.organizationId, organizationId)),
    published: await frameworkRows(
      tx,
      and(ne(frameworks.organizationId, organizationId), eq(frameworks.state, 'published')),
    ),
  }))
}

const PAGE_SIZE = 50

/** A page of the published frameworks, by name. */
export async function listPublishedFrameworks(page: number): Promise<FrameworkList> {
  const published = and(isNotNull(frameworks.currentVersionId), eq(frameworks.state, 'published'))
  return asReader(async (tx) => {
    const [row] = await tx.select({ total: count() }).from(frameworks).where(published)
    return {
      total: row?.total ?? 0,
      pageSize: PAGE_SIZE,
      items: await frameworkRows(tx, published, {
        limit: PAGE_SIZE,
        offset: (page - 1) * PAGE_SIZE,
      }),
    }
  })
}
