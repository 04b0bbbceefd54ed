import { and, desc, eq, ne } from 'drizzle-orm'
import { subjects } from '@/server/db/schema/ratings'
import { occupationAliases, occupations } from '@/server/db/schema/reference'
import { asReader, type Transaction } from '@/server/db/tenancy'
import { reviewedSource } from '@/server/domain/catalogue/occupations'
import { DomainError } from '@/server/domain/errors'
import { groupBy } from '@/server/domain/group-by'
import { tiers } from '@/server/domain/method/comparisons'
import { METHOD_VERSION } from '@/server/domain/method/method-changes'
import { cellOf, type MapItem, mapRow } from '@/server/domain/reading/maps'
import type { OccupationView } from '@/server/domain/reading/occupation-view'
import type { Context } from '@/server/services/context'
import { nameCompetencies } from '@/server/services/frameworks/name-competencies'
import {
  cohortsOfSubjects,
  publishedReferences,
  releasesOf,
} from '@/server/services/published/published-cohorts'
import { publicReadership } from '@/server/services/published/readership'
import { listMaps } from './list-maps'

const SHOWN_TITLES = 8

/** What employers say a job needs, whichever credential people come with. */
export async function readOccupation(ctx: Context, code: string): Promise<OccupationView> {
  const reader = publicReadership(ctx.now)
  const occupation = await asReader(async (tx) => {
    const [row] = await tx
      .select({
        id: occupations.id,
        code: occupations.code,
        title: occupations.title,
      })
      .from(occupations)
      .where(eq(occupations.code, code))
    if (!row) throw new DomainError('not_found', 'occupations.none')
    const asked = await tx
      .select({ id: subjects.id })
      .from(subjects)
      .where(and(eq(subjects.occupationId, row.id), eq(subjects.kind, 'occupation')))
    const cohorts = await cohortsOfSubjects(
      tx,
      reader,
      asked.map((subject) => subject.id),
    )
    const names = await nameCompetencies(tx, [
      ...new Set(cohorts.flatMap((cohort) => cohort.competencyId ?? [])),
    ])
    const references = await publishedReferences(tx, reader)
    const { newest } = (await releasesOf(tx, cohorts))(cohorts, reader.now)
    const demand = [...groupBy(cohorts, (cohort) => cohort.competencyId ?? '')].flatMap(
      ([key, own]) => {
        const competency = names.get(key)
        if (!competency) return []
        const item: MapItem = {
          key,
          fit: [],
          importance: { scope: 'filter', cohorts: own },
          reference: references(competency.frameworkId),
          claims: [],
        }
        const cell = cellOf(item)
        const { importance } = mapRow(item, false, cell)
        const score = cell.importance?.score
        const { frameworkId: _, ...shown } = competency
        return importance && score
          ? [{ competency: shown, importance, mean: score.mean, variance: score.variance }]
          : []
      },
    )
    return {
      code: row.code,
      title: row.title,
      alternateTitles: await aliasesOf(tx, row),
      release: newest,
      method: METHOD_VERSION,
      demand: tiers(demand).flatMap((rows, tier) =>
        rows.map(({ competency, importance }) => ({ competency, importance, tier })),
      ),
    }
  })
  return { ...occupation, maps: await listMaps({ occupation: code }) }
}

/** Some of what else people call it, what was looked at here first. */
async function aliasesOf(
  tx: Transaction,
  { id, title }: { id: string; title: string },
): Promise<string[]> {
  const { occupationId, phrase, source } = occupationAliases
  const rows = await tx
    .select({ phrase })
    .from(occupationAliases)
    .where(and(eq(occupationId, id), ne(phrase, title)))
    .orderBy(desc(eq(source, reviewedSource)), phrase)
    .limit(SHOWN_TITLES)
  return rows.map((row) => row.phrase)
}
