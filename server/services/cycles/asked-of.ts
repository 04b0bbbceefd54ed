import { asc, eq } from 'drizzle-orm'
import { cycleCompetencies } from '@/server/db/schema/cycles'
import { competencies, competencyVersions } from '@/server/db/schema/frameworks'
import type { Transaction } from '@/server/db/tenancy'

/** The competencies that a cycle asks, in its own order, as they are worded now. */
export async function askedOf(
  tx: Transaction,
  cycleId: string,
): Promise<{ id: string; name: string; statement: string }[]> {
  const rows = await tx
    .select({
      id: cycleCompetencies.competencyId,
      label: competencyVersions.label,
      statement: competencyVersions.statement,
    })
    .from(cycleCompetencies)
    .innerJoin(competencies, eq(competencies.id, cycleCompetencies.competencyId))
    .innerJoin(competencyVersions, eq(competencyVersions.id, competencies.currentVersionId))
    .where(eq(cycleCompetencies.cycleId, cycleId))
    .orderBy(asc(cycleCompetencies.position))
  return rows.map(({ id, label, statement }) => ({ id, name: label || statement, statement }))
}
