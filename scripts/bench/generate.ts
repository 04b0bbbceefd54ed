import type pg from 'pg'
import { seededRandom } from './random'

export type Generated = {
  credentials: { id: string; subjectId: string; slug: string }[]
  importanceSubjectId: string
  providerId: string
  occupationId: string
  sector: '31-33'
  questionListId: string
  ratings: number
  scores: number
}

const COMPETENCIES = 12
const CREDENTIALS = 20
const PLACES = [
  ['us-55117', 'us-wi'],
  ['us-27053', 'us-mn'],
  ['us-19153', 'us-ia'],
  ['us-17031', 'us-il'],
] as const
const INDUSTRIES = [
  ['332710', '31-33'],
  ['623110', '62'],
  ['238210', '23'],
  ['541330', '54'],
] as const
const OCCUPATION = 'soc2018:51-4041'

/**
 * Fills a migrated database with about `scores` fit levels, and as many of importance. Answers are
 * uneven as in life: a few credentials draw most ratings, and levels lean towards "meets".
 */
export async function generate(client: pg.Client, scores: number): Promise<Generated> {
  const random = seededRandom(20_260_101)
  const wanted = Math.ceil(scores / COMPETENCIES)
  const provider = { ...organization('provider', random.uuid(), 0), verification: 'V2' }
  const employers = Array.from({ length: Math.max(60, Math.ceil(wanted / 16)) }, (_, index) =>
    organization('employer', random.uuid(), index + 1),
  )
  await insert(client, 'organization', [provider, ...employers])

  const frameworkId = random.uuid()
  const frameworkVersionId = random.uuid()
  await insert(client, 'framework', [
    {
      id: frameworkId,
      organization_id: provider.id,
      slug: 'bench',
      state: 'published',
      name: 'Bench framework',
      current_version_id: frameworkVersionId,
    },
  ])
  await insert(client, 'framework_version', [
    {
      id: frameworkVersionId,
      framework_id: frameworkId,
      organization_id: provider.id,
      no: 1,
      source_format: 'csv',
      document: {},
    },
  ])
  const competencies = Array.from({ length: COMPETENCIES }, () => ({
    id: random.uuid(),
    framework_id: frameworkId,
    organization_id: provider.id,
    current_version_id: random.uuid(),
  }))
  await insert(client, 'competency', competencies)
  await insert(
    client,
    'competency_version',
    competencies.map((competency, index) => ({
      id: competency.current_version_id,
      competency_id: competency.id,
      framework_version_id: frameworkVersionId,
      organization_id: provider.id,
      no: 1,
      label: `Competency ${index + 1}`,
      statement: `Does thing ${index + 1} as well as the job needs`,
      texts: {},
      levels: [],
      keywords: [],
      text_hash: String(index),
    })),
  )
  const questionListId = random.uuid()
  await insert(client, 'question_list', [
    {
      id: questionListId,
      hash: 'bench',
      competency_ids: competencies.map(({ id }) => id),
      competency_version_ids: competencies.map(({ current_version_id }) => current_version_id),
    },
  ])

  const credentials = Array.from({ length: CREDENTIALS }, (_, index) => ({
    id: random.uuid(),
    organization_id: provider.id,
    slug: `bench-${index + 1}`,
    state: 'published',
    current_version_id: random.uuid(),
  }))
  await insert(client, 'credential', credentials)
  await insert(
    client,
    'credential_version',
    credentials.map((credential, index) => ({
      id: credential.current_version_id,
      credential_id: credential.id,
      organization_id: provider.id,
      no: 1,
      name: `Bench credential ${index + 1}`,
      kind: 'certificate',
    })),
  )
  await insert(
    client,
    'credential_occupation',
    credentials.map(({ id }) => ({
      credential_id: id,
      occupation_id: OCCUPATION,
      organization_id: provider.id,
    })),
  )
  const job = { id: random.uuid(), kind: 'occupation', occupation_id: OCCUPATION }
  const subjects = credentials.map((credential) => ({
    id: random.uuid(),
    kind: 'credential',
    occupation_id: OCCUPATION,
    credential_id: credential.id,
  }))
  await insert(client, 'subject', [job, ...subjects])

  const raters = employers.flatMap((employer, index) =>
    Array.from({ length: 1 + (index % 3 === 0 ? 1 : 0) }, () => ({
      id: random.uuid(),
      organization_id: employer.id,
      address_hash: random.uuid(),
    })),
  )
  await insert(client, 'rater', raters)

  const popularity = credentials.map((_, index) => 1 / (index + 1))
  const places = new Map(employers.map((employer, index) => [employer.id, index]))
  const ratings = []
  const statements = []
  for (let index = 0; index < wanted; index += 1) {
    const rater = raters[index % raters.length]
    const subject = subjects[random.weighted(popularity)]
    if (!rater || !subject) continue
    const place = places.get(rater.organization_id) ?? 0
    const shared = {
      organization_id: rater.organization_id,
      rater_id: rater.id,
      question_list_id: questionListId,
      rater_role: ['hires', 'supervises', 'does'][index % 3],
      region_id: placeAt(place)[1],
      sector: industryAt(place)[1],
      body_hash: 'bench',
      // Past the hold of answers that no cycle asked for.
      submitted_at: new Date(Date.now() - 30 * 86_400_000).toISOString(),
    }
    ratings.push({
      ...shared,
      id: random.uuid(),
      client_key: random.uuid(),
      subject_id: subject.id,
      fit: levels('01234x', [1, 2, 4, 8, 3, 1]),
      exposure: 'few',
      value: random.below(4),
      credential_version_id: credentials.find(({ id }) => id === subject.credential_id)
        ?.current_version_id,
    })
    statements.push({
      ...shared,
      id: random.uuid(),
      client_key: random.uuid(),
      subject_id: job.id,
      importance: levels('1234', [1, 3, 5, 6]),
    })
  }
  await insert(client, 'rating', ratings)
  await insert(client, 'requirement_statement', statements)
  await insert(
    client,
    'outbox',
    [job, ...subjects].map(({ id }) => ({
      subject_id: id,
      id: random.uuid(),
      kind: 'subject.touched',
      payload: {},
    })),
  )
  await client.query('VACUUM ANALYZE')
  return {
    credentials: credentials.map(({ id, slug }, index) => ({
      id,
      slug,
      subjectId: subjects[index]?.id ?? '',
    })),
    importanceSubjectId: job.id,
    providerId: provider.id,
    occupationId: OCCUPATION,
    sector: '31-33',
    questionListId,
    ratings: ratings.length,
    scores: ratings.length * COMPETENCIES,
  }

  function levels(alphabet: string, weights: number[]): string {
    return Array.from({ length: COMPETENCIES }, () => alphabet[random.weighted(weights)]).join('')
  }
}

function organization(kind: 'provider' | 'employer', id: string, index: number) {
  return {
    id,
    kind,
    slug: `bench-${kind}-${index}`,
    name: `Bench ${kind} ${index}`,
    domain: `bench-${index}.example`,
    verification: 'V2',
    county_id: placeAt(index)[0],
    industry_id: `naics2017:${industryAt(index)[0]}`,
    sample: false,
  }
}

function placeAt(place: number): readonly [county: string, region: string] {
  return PLACES[place % PLACES.length] ?? PLACES[0]
}

function industryAt(place: number): readonly [code: string, sector: string] {
  return INDUSTRIES[Math.floor(place / PLACES.length) % INDUSTRIES.length] ?? INDUSTRIES[0]
}

type Row = Record<string, unknown>

/** Inserts rows a thousand at a time; columns that are not named keep their default. */
export async function insert(client: pg.Client, table: string, rows: Row[]): Promise<void> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
    .map((name) => `"${name}"`)
    .join(', ')
  for (let start = 0; start < rows.length; start += 1_000) {
    await client.query(
      `INSERT INTO ${table} (${columns})
       SELECT ${columns} FROM json_populate_recordset(null::${table}, $1)`,
      [JSON.stringify(rows.slice(start, start + 1_000))],
    )
  }
}
