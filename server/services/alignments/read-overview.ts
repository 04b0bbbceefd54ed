import { and, count, desc, eq, isNull, max, ne, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import {
  alignments,
  competencies,
  competencyVersions,
  frameworks,
} from '@/server/db/schema/frameworks'
import { organizations } from '@/server/db/schema/organizations'
import { asTenant, type Transaction } from '@/server/db/tenancy'
import type { AlignmentOverview } from '@/server/domain/catalogue/alignments'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'

/** Frameworks that can be aligned, and the pairs this organization has begun. */
export async function readOverview(ctx: OrgContext): Promise<AlignmentOverview> {
  await authorize(ctx, 'framework.read')
  const organizationId = ctx.organization.id
  return asTenant(ctx, async (tx) => ({
    frameworks: await alignable(tx, organizationId),
    pairs: await begunPairs(tx, organizationId),
    confirmed: ctx.organization.verification === 'V2',
  }))
}

async function alignable(
  tx: Transaction,
  organizationId: string,
): Promise<AlignmentOverview['frameworks']> {
  return tx
    .select({
      slug: frameworks.slug,
      name: frameworks.name,
      publisher: organizations.name,
      competencies: count(),
      own: sql<boolean>`${frameworks.organizationId} = ${organizationId}`,
      draft: sql<boolean>`${frameworks.state} = 'draft'`,
    })
    .from(frameworks)
    .innerJoin(organizations, eq(organizations.id, frameworks.organizationId))
    .innerJoin(
      competencies,
      and(eq(competencies.frameworkId, frameworks.id), isNull(competencies.retiredAt)),
    )
    .innerJoin(
      competencyVersions,
      and(
        eq(competencyVersions.id, competencies.currentVersionId),
        eq(competencyVersions.isGroup, false),
      ),
    )
    .where(ne(frameworks.state, 'archived'))
    .groupBy(frameworks.id, organizations.name)
    .orderBy(frameworks.name, frameworks.slug)
}

async function begunPairs(
  tx: Transaction,
  organizationId: string,
): Promise<AlignmentOverview['pairs']> {
  const fromCompetency = alias(competencies, 'from_competency')
  const toCompetency = alias(competencies, 'to_competency')
  const from = alias(frameworks, 'from_framework')
  const to = alias(frameworks, 'to_framework')
  const latest = max(alignments.decidedAt)
  const rows = await tx
    .select({
      fromSlug: from.slug,
      fromName: from.name,
      toSlug: to.slug,
      toName: to.name,
      accepted: sql`count(*) FILTER (WHERE ${alignments.state} = 'accepted')`.mapWith(Number),
      rejected: sql`count(*) FILTER (WHERE ${alignments.state} = 'rejected')`.mapWith(Number),
      at: latest,
    })
    .from(alignments)
    .innerJoin(fromCompetency, eq(fromCompetency.id, alignments.fromCompetencyId))
    .innerJoin(toCompetency, eq(toCompetency.id, alignments.toCompetencyId))
    .innerJoin(from, eq(from.id, fromCompetency.frameworkId))
    .innerJoin(to, eq(to.id, toCompetency.frameworkId))
    .where(eq(alignments.organizationId, organizationId))
    .groupBy(from.id, from.slug, from.name, to.id, to.slug, to.name)
    .orderBy(desc(latest), from.slug, to.slug)
  return rows.flatMap(({ fromSlug, fromName, toSlug, toName, at, ...counts }) =>
    at
      ? [
          {
            ...counts,
            at,
            from: { slug: fromSlug, name: fromName },
            to: { slug: toSlug, name: toName },
          },
        ]
      : [],
  )
}
