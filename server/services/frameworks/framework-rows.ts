import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import { competencies, frameworks } from '@/server/db/schema/frameworks'
import { organizations } from '@/server/db/schema/organizations'
import type { Transaction } from '@/server/db/tenancy'
import type { FrameworkSummary } from '@/server/domain/catalogue/framework-view'

/** Frameworks that the door of `tx` may see, with how many competencies each has, by name. */
export async function frameworkRows(
  tx: Transaction,
  where: SQL | undefined,
  { limit, offset } = { limit: 500, offset: 0 },
): Promise<FrameworkSummary[]> {
  const rows = await tx
    .select({
      id: frameworks.id,
      slug: frameworks.slug,
      name: frameworks.name,
      description: frameworks.description,
      publisher: frameworks.publisher,
      state: frameworks.state,
      sample: frameworks.sample,
      updatedAt: frameworks.updatedAt,
      ownerSlug: organizations.slug,
      ownerName: organizations.name,
      verification: organizations.verification,
      competencies: sql`(SELECT count(*) FROM ${competencies} k
        WHERE k.framework_id = ${frameworks.id} AND k.retired_at IS NULL
          AND k.current_version_id IS NOT NULL)`.mapWith(Number),
    })
    .from(frameworks)
    .innerJoin(organizations, eq(organizations.id, frameworks.organizationId))
    .where(and(sql`${frameworks.currentVersionId} IS NOT NULL`, where))
    .orderBy(asc(sql`${frameworks.name} COLLATE "und-x-icu"`), asc(frameworks.id))
    .limit(limit)
    .offset(offset)
  return rows.map(({ ownerSlug, ownerName, verification, ...row }) => ({
    ...row,
    owner: { slug: ownerSlug, name: ownerName, confirmed: verification === 'V2' },
  }))
}
