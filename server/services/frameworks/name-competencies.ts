import { eq, inArray } from 'drizzle-orm'
import { competencies, competencyVersions, frameworks } from '@/server/db/schema/frameworks'
import type { Transaction } from '@/server/db/tenancy'
import type { CompetencyView } from '@/server/domain/catalogue/competency-view'

/** The current wording of competencies; one whose framework this door may not read is left out. */
export async function nameCompetencies(
  tx: Transaction,
  ids: readonly string[],
): Promise<Map<string, CompetencyView & { frameworkId: string }>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select({
      id: competencies.id,
      label: competencyVersions.label,
      statement: competencyVersions.statement,
      code: competencyVersions.code,
      frameworkId: frameworks.id,
      slug: frameworks.slug,
      name: frameworks.name,
    })
    .from(competencies)
    .innerJoin(competencyVersions, eq(competencyVersions.id, competencies.currentVersionId))
    .innerJoin(frameworks, eq(frameworks.id, competencies.frameworkId))
    .where(inArray(competencies.id, [...ids]))
  return new Map(
    rows.map(({ slug, name, ...row }) => [row.id, { ...row, framework: { slug, name } }]),
  )
}
