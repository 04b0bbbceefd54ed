import { z } from 'zod'
import { database } from '@/server/db/client'
import { exportFormats } from '@/server/domain/catalogue/frameworks'
import { addressKinds } from '@/server/domain/reading/site-addresses'
import { dictionaryFiles } from '@/server/formats/dictionary'
import type { Random } from '../random'
import type { Visitor, Visitors } from './visitors'

/** Draws, for one request, values that name something, by the name of the parameter and what it is a parameter of. */
export type Pool = {
  draw: (of: string, visitor: Visitor, random: Random) => (name: string) => unknown
}

const QUERIES = {
  framework: `SELECT slug AS v FROM framework WHERE state = 'published'`,
  occupationId: `SELECT DISTINCT occupation_id AS v FROM subject`,
  competency: `SELECT DISTINCT competency_id AS v FROM cohort_version WHERE competency_id IS NOT NULL`,
  region: `SELECT slug AS v FROM region WHERE id IN (SELECT region_id FROM cohort_version) OR kind = 'set'`,
  requirement: 'SELECT id AS v FROM requirement',
  cycle: 'SELECT id AS v FROM rating_cycle',
  release: 'SELECT no AS v FROM release',
  sector: 'SELECT DISTINCT sector AS v FROM cohort_version WHERE sector IS NOT NULL',
  stateId: `SELECT id AS v FROM region WHERE kind = 'state'`,
}

const OWN = {
  requirement: `SELECT r.id AS v FROM requirement r JOIN organization o ON o.id = r.organization_id WHERE o.slug = $1`,
  cycle: `SELECT r.id AS v FROM rating_cycle r JOIN organization o ON o.id = r.organization_id WHERE o.slug = $1`,
}

/** A published credential with an occupation, and what has been published of the two. */
const Pair = z.object({
  credential: z.string(),
  occupation: z.string(),
  org: z.string(),
  competencies: z.array(z.string()),
})

/** Reads what there is to name, and what of it belongs to the organizations that ask. */
export async function loadPool({ members }: Visitors): Promise<Pool> {
  const known = new Map<string, unknown[]>()
  const pairs: z.infer<typeof Pair>[] = []
  await (await database()).withOwner(async ({ query }) => {
    for (const [name, statement] of Object.entries(QUERIES)) {
      const { rows } = await query(`${statement} ORDER BY 1`)
      known.set(
        name,
        rows.map((row) => row.v),
      )
    }
    for (const { org } of members) {
      for (const [name, statement] of Object.entries(OWN)) {
        const { rows } = await query(statement, [org])
        if (rows.length > 0)
          known.set(
            `${name} ${org}`,
            rows.map((row) => row.v),
          )
      }
    }
    const { rows } = await query(
      `SELECT c.slug AS credential, j.code AS occupation, o.slug AS org, ARRAY(
         SELECT DISTINCT v.competency_id::text FROM cohort_version v JOIN subject s ON s.id = v.subject_id
         WHERE s.credential_id = c.id AND s.occupation_id = j.id AND v.competency_id IS NOT NULL
         ORDER BY 1) AS competencies
       FROM credential_occupation co
       JOIN credential c ON c.id = co.credential_id JOIN occupation j ON j.id = co.occupation_id
       JOIN organization o ON o.id = c.organization_id WHERE c.state = 'published' ORDER BY 1, 2`,
    )
    pairs.push(...rows.map((row) => Pair.parse(row)))
  })
  known.set('word', ['machin', 'nurs', 'drawing', 'certificate', 'a', 'Milwaukee'])
  known.set('file', [
    ...['framework.csv', 'framework.jsonld', 'framework.case.json'],
    ...['framework.rsd.json', 'framework.rsd.csv', 'framework.xlsx'],
  ])
  known.set('dictionary', [...dictionaryFiles.keys()])
  known.set('address file', ['index.xml', 'pages.xml', 'maps-1.xml', 'credentials-1.xml', 1])
  known.set('address kind', [...addressKinds])
  known.set('shown', [8])
  known.set('format', [...exportFormats])
  known.set('limit', [5, 100])
  return {
    draw: (of, { org }, random) => {
      const one = <T>(values: readonly T[]): T | undefined => values[random.below(values.length)]
      const owned = pairs.filter((pair) => pair.org === org)
      const pair = one(owned.length > 0 && random.chance(0.7) ? owned : pairs)
      return (name) => {
        if ((name === 'region' || name === 'sector') && random.chance(0.5)) return 'all'
        const noun = nounOf(name, of)
        if (noun === 'credential') return pair?.credential
        if (noun === 'occupation') return pair?.occupation
        const own = noun === 'competency' ? pair?.competencies : undefined
        if (own && own.length > 0) return one(own)
        return one(known.get(`${noun} ${org}`) ?? known.get(noun) ?? [])
      }
    },
  }
}

const NOUNS: Record<string, string> = {
  code: 'occupation',
  q: 'word',
  query: 'word',
  from: 'framework',
  to: 'framework',
  releaseNo: 'release',
  cycleId: 'cycle',
}

/** What a parameter of this name means there. */
function nounOf(name: string, of: string): string {
  if (of.startsWith('/sitemaps')) return 'address file'
  if (of.startsWith('/dictionaries')) return 'dictionary'
  if (of === 'maps.addresses') return `address ${name}`
  if (name === 'slug') return of.includes('frameworks') ? 'framework' : 'credential'
  if (name === 'id') return of.includes('requirement') ? 'requirement' : 'competency'
  return NOUNS[name] ?? name
}
