import { and, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm'
import { competencies, frameworks } from '@/server/db/schema/frameworks'
import { subjects } from '@/server/db/schema/ratings'
import type { Transaction } from '@/server/db/tenancy'
import { groupBy } from '@/server/domain/group-by'
import { joinItems } from '@/server/domain/reading/map-joins'
import { countWords } from '@/server/domain/reading/map-words'
import { type MapItem, mapRow } from '@/server/domain/reading/maps'
import {
  type CohortRow,
  cohortsOfSubjects,
  publishedReferences,
  type References,
  type ReleasesOfRows,
  releasesOf,
} from '@/server/services/published/published-cohorts'
import type { Readership } from '@/server/services/published/readership'
import { joinsOfMap, readExactLinks } from './read-joins'

/** A credential for an occupation. */
export type Pair = { credentialId: string; occupationId: string; organizationId: string }

/** What a list says of a map, without a name. */
export type LineFigures = {
  /** Rows behind each word, in the order of the words. */
  words: number[]
  /** At least so many employers have rated holders: the largest n of fit. */
  n: number
  releaseNo: number | null
  publicFrom: Date | null
  /** Frameworks that its answers are about, whoever may read them. */
  frameworks: string[]
}

/** Whose drafts of frameworks count as readable: nobody's, or the provider's own. */
export type Drafts = 'none' | 'own'

/**
 * The lines of maps, in the order of the pairs: the same figures as the maps' own rows that answers are published on. What
 * a credential claims changes none of them.
 */
export async function computeLines(
  tx: Transaction,
  reader: Readership,
  pairs: readonly Pair[],
  drafts: Drafts,
): Promise<LineFigures[]> {
  if (pairs.length === 0) return []
  const subjectOf = await findSubjects(tx, pairs)
  const cohorts = await cohortsOfSubjects(tx, reader, [...subjectOf.values()])
  const ofSubject = groupBy(cohorts, (cohort) => cohort.subjectId)
  const homeOf = await findHomes(tx, cohorts)
  const published = [...homeOf].filter(([, home]) => home.published).map(([id]) => id)
  const source = {
    homeOf,
    references: await publishedReferences(tx, reader),
    releases: await releasesOf(tx, cohorts),
    links: remembered(await readExactLinks(tx, published)),
  }
  return pairs.map((pair) => {
    const of = (credentialId: string | null) =>
      ofSubject.get(subjectOf.get(subjectKey(pair.occupationId, credentialId)) ?? '') ?? []
    return lineOf(source, reader, { pair, drafts, fit: of(pair.credentialId), demand: of(null) })
  })
}

type Home = { frameworkId: string; organizationId: string; published: boolean }

type Source = {
  homeOf: ReadonlyMap<string, Home>
  references: References
  releases: (rows: readonly CohortRow[], now: Date) => ReleasesOfRows
  links: Awaited<ReturnType<typeof readExactLinks>>
}

type OneMap = {
  pair: Pair
  drafts: Drafts
  fit: readonly CohortRow[]
  demand: readonly CohortRow[]
}

function lineOf(source: Source, reader: Readership, { pair, drafts, fit, demand }: OneMap) {
  const all = [...fit, ...demand]
  const byKey = groupBy(all, (cohort) => cohort.competencyId ?? '')
  const homes = new Set<string>()
  const items = [...byKey].flatMap(([key, own]): MapItem<CohortRow>[] => {
    const home = source.homeOf.get(key)
    if (!home) return []
    homes.add(home.frameworkId)
    if (!home.published && !(drafts === 'own' && home.organizationId === pair.organizationId)) {
      return []
    }
    return [
      {
        key,
        fit: own.filter((cohort) => cohort.scale === 'fit'),
        importance: {
          scope: 'filter',
          cohorts: own.filter((cohort) => cohort.scale === 'importance'),
        },
        reference: source.references(home.frameworkId),
        claims: [],
      },
    ]
  })
  const keys = items.map((item) => item.key)
  const joins = joinsOfMap(keys, all, new Set(), source.links(pair.organizationId))
  const rows = joinItems(items, joins).map((item) => mapRow(item, true))
  return {
    words: countWords(rows.map((row) => row.word)),
    n: Math.max(0, ...rows.map((row) => row.fit?.employers ?? 0)),
    releaseNo: source.releases(fit, reader.now).newest?.no ?? null,
    publicFrom: source.releases(all, reader.now).publicFrom,
    frameworks: [...homes].sort(),
  }
}

async function findSubjects(
  tx: Transaction,
  pairs: readonly Pair[],
): Promise<ReadonlyMap<string, string>> {
  const credentialIds = [...new Set(pairs.map((pair) => pair.credentialId))]
  const occupationIds = [...new Set(pairs.map((pair) => pair.occupationId))]
  const rows = await tx
    .select()
    .from(subjects)
    .where(
      or(
        inArray(subjects.credentialId, credentialIds),
        and(isNull(subjects.credentialId), inArray(subjects.occupationId, occupationIds)),
      ),
    )
  return new Map(rows.map((row) => [subjectKey(row.occupationId, row.credentialId), row.id]))
}

function subjectKey(occupationId: string, credentialId: string | null): string {
  return `${occupationId} ${credentialId ?? ''}`
}

/** Where each competency that answers are about stands; one that is gone has no place. */
async function findHomes(
  tx: Transaction,
  cohorts: readonly CohortRow[],
): Promise<ReadonlyMap<string, Home>> {
  const ids = [...new Set(cohorts.flatMap((cohort) => cohort.competencyId ?? []))]
  const rows = await tx
    .select({
      id: competencies.id,
      frameworkId: frameworks.id,
      organizationId: frameworks.organizationId,
      state: frameworks.state,
    })
    .from(competencies)
    .innerJoin(frameworks, eq(frameworks.id, competencies.frameworkId))
    .where(and(inArray(competencies.id, ids), isNotNull(competencies.currentVersionId)))
  return new Map(
    rows.map(({ id, state, ...home }) => [id, { ...home, published: state !== 'draft' }]),
  )
}

/** The same answer for the same name, worked out once. */
function remembered<T>(work: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>()
  return (name) => {
    const found = known.get(name) ?? work(name)
    known.set(name, found)
    return found
  }
}
