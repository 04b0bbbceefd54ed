import { eq, inArray, or } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { alignments, competencies, frameworks } from '@/server/db/schema/frameworks'
import { organizations } from '@/server/db/schema/organizations'
import type { Transaction } from '@/server/db/tenancy'
import type { AlignmentDecision } from '@/server/domain/catalogue/alignments'

/**
 * Every decision about a pair with one end in each list, whichever way round, that this door may see:
 * published frameworks only through the reader's, own drafts as well through a tenant's.
 */
export async function decisionsBetween(
  tx: Transaction,
  some: readonly string[],
  others: readonly string[],
): Promise<AlignmentDecision[]> {
  if (some.length === 0 || others.length === 0) return []
  const fromCompetency = alias(competencies, 'from_competency')
  const toCompetency = alias(competencies, 'to_competency')
  const from = alias(frameworks, 'from_framework')
  const to = alias(frameworks, 'to_framework')
  const rows = await tx
    .select({
      id: alignments.id,
      fromId: alignments.fromCompetencyId,
      toId: alignments.toCompetencyId,
      kind: alignments.kind,
      at: alignments.decidedAt,
      organizationId: organizations.id,
      name: organizations.name,
      verification: organizations.verification,
      fromPublisher: from.organizationId,
      toPublisher: to.organizationId,
    })
    .from(alignments)
    .innerJoin(organizations, eq(organizations.id, alignments.organizationId))
    .innerJoin(fromCompetency, eq(fromCompetency.id, alignments.fromCompetencyId))
    .innerJoin(toCompetency, eq(toCompetency.id, alignments.toCompetencyId))
    .innerJoin(from, eq(from.id, fromCompetency.frameworkId))
    .innerJoin(to, eq(to.id, toCompetency.frameworkId))
    .where(
      or(
        inArray(alignments.fromCompetencyId, [...some]),
        inArray(alignments.toCompetencyId, [...some]),
      ),
    )
    .orderBy(alignments.decidedAt, alignments.id)
  const here = new Set(some)
  const there = new Set(others)
  const between = rows.filter(
    ({ fromId, toId }) =>
      (here.has(fromId) && there.has(toId)) || (here.has(toId) && there.has(fromId)),
  )
  return between.map(
    ({ organizationId, name, verification, fromPublisher, toPublisher, ...row }) => ({
      ...row,
      by: { id: organizationId, name, confirmed: verification === 'V2' },
      publisherIds: [fromPublisher, toPublisher],
    }),
  )
}
