import { and, eq, ne } from 'drizzle-orm'
import { frameworks } from '@/server/db/schema/frameworks'
import { asReader, asTenant } from '@/server/db/tenancy'
import type { FrameworkSummary } from '@/server/domain/framework-view'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { frameworkRows } from './framework-rows'

/** The organization's own frameworks, and what others have published. */
export async function listFrameworks(
  ctx: OrgContext,
): Promise<{ own: FrameworkSummary[]; published: FrameworkSummary[] }> {
  await authorize(ctx, 'framework.read')
  const organizationId = ctx.organization.id
  return asTenant({ organizationId, userId: ctx.actor.userId }, async (tx) => ({
    own: await frameworkRows(tx, eq(frameworks.organizationId, organizationId)),
    published: await frameworkRows(
      tx,
      and(ne(frameworks.organizationId, organizationId), eq(frameworks.state, 'published')),
    ),
  }))
}

/** Every published framework, for everybody. */
export async function listPublishedFrameworks(): Promise<FrameworkSummary[]> {
  return asReader((tx) => frameworkRows(tx, eq(frameworks.state, 'published')))
}
