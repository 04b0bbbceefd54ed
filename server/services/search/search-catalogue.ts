import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { holdsParts, textHolds } from '@/server/db/holds-parts'
import { asReader, selectRows, type Transaction } from '@/server/db/tenancy'
import { ProviderView } from '@/server/domain/catalogue/credential-view'
import { credentialKinds } from '@/server/domain/catalogue/credentials'
import { regionKinds } from '@/server/domain/people/regions'
import type { SearchHit, SearchInput, SearchResults } from '@/server/domain/reading/search-view'
import { meantWords } from '@/server/domain/reading/search-words'
import { holdsSearch, type Search, searchFor } from '@/server/domain/unspaced'
import { searchOccupations } from '@/server/services/occupations/search-occupations'

const MOST_OF_A_KIND = 8

/**
 * Published credentials, occupations, frameworks and regions by name or words; what people call a job finds the
 * credentials that lead there too. Only when nothing holds the words themselves are names that look like them taken for
 * what was meant.
 */
export async function searchCatalogue(input: SearchInput): Promise<SearchResults> {
  const search = searchFor(input.q.toLowerCase())
  const q = search.query
  if (q.trim() === '') return { q: input.q, meant: null, hits: [] }
  const occupationHits = await findOccupations(search)
  const jobs = occupationHits.filter((hit) => hit.whole).map(({ id }) => id)
  const exact = await findNamed(search, WHOLE_WORDS, jobs)
  const exactOccupations = occupationHits.filter((hit) => meantWords(q, namesOf(hit)) === null)
  if (exact.length > 0 || exactOccupations.length > 0 || !search.spaced) {
    return { q: input.q, meant: null, hits: inOrder(exact, exactOccupations) }
  }
  const alike = await findNamed(search, ALIKE, [])
  const titles = [...alike.map((hit) => hit.title), ...occupationHits.flatMap(namesOf)]
  return { q: input.q, meant: meantWords(q, titles), hits: inOrder(alike, occupationHits) }
}

/** Trigram likeness from which a name is taken: the very words, or one mistyped. */
const WHOLE_WORDS = 1
const ALIKE = 0.45

type OccupationHit = Awaited<ReturnType<typeof searchOccupations>>[number]

function namesOf(hit: OccupationHit): string[] {
  return [hit.title, hit.matched ?? '']
}

async function findOccupations(search: Search): Promise<OccupationHit[]> {
  const hits = await searchOccupations({ query: search.query, limit: MOST_OF_A_KIND })
  return search.spaced
    ? hits
    : hits.filter((hit) => namesOf(hit).some((name) => holdsSearch(name, search)))
}

/** `jobs` are occupations that are called so, the likeliest first. */
async function findNamed(
  search: Search,
  likeness: number,
  jobs: readonly string[],
): Promise<SearchHit[]> {
  return asReader(async (tx) => {
    await forgiveTyping(tx, likeness)
    return [
      ...(await findCredentials(tx, search, jobs)),
      ...(await findFrameworks(tx, search)),
      ...(await findRegions(tx, search)),
    ]
  })
}

function inOrder(named: SearchHit[], occupations: { code: string; title: string }[]): SearchHit[] {
  return [
    ...named.filter((hit) => hit.kind === 'credential'),
    ...occupations.map(({ code, title }): SearchHit => ({ kind: 'occupation', code, title })),
    ...named.filter((hit) => hit.kind !== 'credential'),
  ]
}

/** How much alike names must be for `isLike`, until the transaction ends. */
export async function forgiveTyping(tx: Transaction, likeness: number = ALIKE): Promise<void> {
  await tx.execute(
    sql`SELECT set_config('pg_trgm.word_similarity_threshold', ${String(likeness)}, true)`,
  )
}

/** Whether a name holds the words, or something much like them; what no stem or likeness tells apart, letter by letter. */
export function isLike(search: Search, name: SQL): SQL {
  if (!search.spaced) return textHolds(search, name)
  const q = search.query
  return sql`(lower(${name}) LIKE ${`%${q.replace(/[\\%_]/g, '\\$&')}%`} OR ${q} <% lower(${name}))`
}

/** Whether a text says the words, whatever their endings. */
export function says(search: Search, text: SQL): SQL {
  const stems = sql`to_tsvector('english', ${text}) @@ websearch_to_tsquery('english', ${search.query})`
  return sql`(${stems} OR ${textHolds(search, text)})`
}

/** Whether a competency says them, in the forms that are kept of it. */
function competencySays(search: Search): SQL {
  return sql`(cv.words @@ websearch_to_tsquery('english', ${search.query})
    OR ${holdsParts(search, sql`cv.unspaced`)})`
}

/** Whether a name holds the words from the beginning of one of its own: McNairy says nothing of CNA. */
function begins(search: Search, name: SQL): SQL {
  return sql`' ' || translate(lower(${name}), '-/(', '   ') LIKE ${`% ${search.query.replace(/[\\%_]/g, '\\$&')}%`}`
}

/** How well a name fits the words: 2 for holding them from a word's beginning, below that their likeness. */
function likeness(search: Search, name: SQL): SQL {
  const q = search.query
  if (!search.spaced) return sql`CASE WHEN ${isLike(search, name)} THEN 2 ELSE 0 END`
  return sql`CASE WHEN ${begins(search, name)} THEN 2
    ELSE word_similarity(${q}, lower(${name})) END`
}

/** What a credential that leads to a job is worth beside its name: less than one that holds the words, more than any other. */
const LEADS_THERE = 1.95

/** Credentials with the place of the likeliest job they lead to, also by an occupation that refines it. */
function leadsTo(jobs: readonly string[]): SQL {
  return sql`SELECT co.credential_id, min(j.place) AS place
    FROM jsonb_array_elements_text(${JSON.stringify(jobs)}::jsonb) WITH ORDINALITY AS j (id, place)
    JOIN occupation r ON r.id = j.id OR (r.parent_id = j.id AND r.level = 'onet')
    JOIN credential_occupation co ON co.occupation_id = r.id
    GROUP BY co.credential_id`
}

const CredentialRow = z.object({
  slug: z.string(),
  name: z.string(),
  kind: z.enum(credentialKinds),
  provider: ProviderView.omit({ slug: true }),
})

async function findCredentials(
  tx: Transaction,
  search: Search,
  jobs: readonly string[],
): Promise<SearchHit[]> {
  const rows = await selectRows(
    tx,
    CredentialRow,
    sql`WITH job AS (${leadsTo(jobs)})
      SELECT c.slug, v.name, v.kind,
             json_build_object('name', o.name, 'confirmed', o.verification = 'V2') AS provider
      FROM credential c
      JOIN credential_version v ON v.id = c.current_version_id
      JOIN organization o ON o.id = c.organization_id
      LEFT JOIN job ON job.credential_id = c.id
      WHERE c.state = 'published' AND (
        job.place IS NOT NULL OR ${isLike(search, sql`v.name`)} OR ${isLike(search, sql`o.name`)}
        OR ${says(search, sql`v.name || ' ' || v.description`)}
        OR c.id IN (
          SELECT cc.credential_id FROM credential_competency cc
          JOIN competency_version cv ON cv.competency_id = cc.competency_id
          WHERE ${competencySays(search)}))
      ORDER BY greatest(${likeness(search, sql`v.name`)}, 0.9 * ${likeness(search, sql`o.name`)},
          CASE WHEN job.place IS NULL THEN 0 ELSE ${LEADS_THERE} - job.place / 100.0 END) DESC,
        v.name COLLATE "und-x-icu"
      LIMIT ${MOST_OF_A_KIND}`,
  )
  return rows.map((row) => ({
    kind: 'credential',
    slug: row.slug,
    title: row.name,
    credentialKind: row.kind,
    provider: row.provider,
  }))
}

const FrameworkRow = z.object({ slug: z.string(), name: z.string(), publisher: z.string() })

async function findFrameworks(tx: Transaction, search: Search): Promise<SearchHit[]> {
  const rows = await selectRows(
    tx,
    FrameworkRow,
    sql`SELECT f.slug, f.name, f.publisher FROM framework f
      WHERE f.state = 'published' AND (
        ${isLike(search, sql`f.name`)}
        OR ${says(search, sql`f.name || ' ' || f.description || ' ' || f.publisher`)}
        OR f.id IN (
          SELECT k.framework_id FROM competency k
          JOIN competency_version cv ON cv.id = k.current_version_id
          WHERE ${competencySays(search)}))
      ORDER BY ${likeness(search, sql`f.name`)} DESC, f.name COLLATE "und-x-icu"
      LIMIT ${MOST_OF_A_KIND}`,
  )
  return rows.map((row) => ({
    kind: 'framework',
    slug: row.slug,
    title: row.name,
    publisher: row.publisher,
  }))
}

/** Places are many and their names short, so part of a word of theirs is chance. */
function namesPlace(search: Search): SQL {
  const name = sql`r.name`
  return search.spaced
    ? sql`(${begins(search, name)} OR ${search.query} <% lower(${name}))`
    : isLike(search, name)
}

const RegionRow = z.object({
  slug: z.string(),
  name: z.string(),
  kind: z.enum(regionKinds),
  within: z.string().nullable(),
})

async function findRegions(tx: Transaction, search: Search): Promise<SearchHit[]> {
  const rows = await selectRows(
    tx,
    RegionRow,
    sql`SELECT r.name, r.kind,
        CASE r.kind WHEN 'county' THEN coalesce(reports.slug, state.slug, r.slug) ELSE r.slug END AS slug,
        CASE r.kind WHEN 'county' THEN coalesce(reports.name, state.name) END AS within
      FROM region r
      LEFT JOIN region state ON state.id = r.parent_id
      LEFT JOIN reporting_region rr ON rr.county_id = r.id
      LEFT JOIN region reports ON reports.id = rr.region_id
      WHERE ${namesPlace(search)}
      ORDER BY ${likeness(search, sql`r.name`)} DESC,
        CASE r.kind WHEN 'set' THEN 0 WHEN 'state' THEN 1 WHEN 'nation' THEN 2 ELSE 3 END,
        r.name COLLATE "und-x-icu", r.id
      LIMIT ${MOST_OF_A_KIND}`,
  )
  return rows.map((row) => ({
    kind: 'region',
    slug: row.slug,
    title: row.name,
    regionKind: row.kind,
    within: row.within,
  }))
}
