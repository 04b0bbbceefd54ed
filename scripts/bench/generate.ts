import type pg from 'pg'
import { type Catalogue, COMPETENCIES, generateCatalogue } from './catalogue'

export type Generated = Catalogue & { ratings: number; scores: number; employers: number }

/** Share of the answers that goes to the most asked credentials: the first draws about a quarter, the tail is long. */
const SKEW = 4

/**
 * Fills a migrated database with about `scores` fit levels, and as many of importance. Answers are uneven as in
 * life: a few credentials draw most ratings, most draw few, and levels lean towards "meets". The rows are made
 * by the database from their number alone, so that the same size is the same data and ten million take minutes.
 */
export async function generate(client: pg.Client, scores: number): Promise<Generated> {
  const ratings = Math.ceil(scores / COMPETENCIES)
  const employers = Math.max(60, Math.ceil(ratings / 16))
  const credentials = Math.min(2_000, Math.max(20, Math.round(scores / 5_000)))
  const catalogue = await generateCatalogue(client, {
    credentials,
    occupations: Math.min(50, Math.max(1, Math.round(credentials / 20))),
  })
  const { rows: places } = await client.query<{ county: string; state: string }>(
    `SELECT min(id) AS county, parent_id AS state FROM region WHERE kind = 'county'
     GROUP BY parent_id ORDER BY parent_id LIMIT $1`,
    [Math.min(50, Math.max(4, Math.round(scores / 200_000)))],
  )
  const counties = literal(places.map(({ county }) => county))
  const states = literal(places.map(({ state }) => state))
  await client.query("SET session_replication_role = 'replica'")
  await client.query(`
    INSERT INTO organization (id, kind, slug, name, domain, verification, county_id, industry_id, sample,
                              created_at)
    SELECT md5('employer ' || n)::uuid, 'employer', 'bench-employer-' || n, 'Bench employer ' || n,
           'bench-' || n || '.example', 'V2',
           (${counties})[1 + n % ${places.length}],
           (ARRAY['naics2017:332710', 'naics2017:623110', 'naics2017:238210', 'naics2017:541330'])[1 + n / ${places.length} % 4],
           false, now() - interval '2 years'
    FROM generate_series(0, ${employers - 1}) n`)
  await client.query(`
    INSERT INTO rater (id, organization_id, address_hash)
    SELECT md5('rater ' || n || ' ' || k)::uuid, md5('employer ' || n)::uuid, 'rater ' || n || ' ' || k
    FROM generate_series(0, ${employers - 1}) n, generate_series(0, CASE WHEN n % 3 = 0 THEN 1 ELSE 0 END) k`)
  await client.query(
    'CREATE TEMP TABLE asked (at int PRIMARY KEY, subject uuid, demand uuid, list uuid, version uuid)',
  )
  await client.query(
    'INSERT INTO asked SELECT (ordinality - 1)::int, s, d, l, v FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[]) WITH ORDINALITY AS t(s, d, l, v, ordinality)',
    [
      catalogue.credentials.map(({ subjectId }) => subjectId),
      catalogue.credentials.map(({ occupation }) => catalogue.occupations[occupation]?.subjectId),
      catalogue.credentials.map(
        ({ occupation }) => catalogue.occupations[occupation]?.questionListId,
      ),
      catalogue.credentials.map(({ id }) => catalogue.versionOf(id)),
    ],
  )
  // Sixteen hexadecimal digits fall on the levels as weights: most employers say "meets", few say "not prepared".
  const drawn = `
    CREATE TEMP TABLE drawn AS
    SELECT n, md5('rating ' || n)::uuid AS id, a.subject, a.demand, a.list, a.version,
           md5('employer ' || e)::uuid AS employer,
           md5('rater ' || e || ' ' || CASE WHEN e % 3 = 0 AND n / ${employers} % 2 = 1 THEN 1 ELSE 0 END)::uuid AS rater,
           (ARRAY['hires', 'supervises', 'does'])[1 + n % 3] AS role,
           (${states})[1 + e % ${places.length}] AS region,
           (ARRAY['31-33', '62', '23', '54'])[1 + e / ${places.length} % 4] AS sector,
           translate(left(md5('fit ' || n), 12), '0123456789abcdef', '01122233333344x4') AS fit,
           translate(left(md5('importance ' || n), 12), '0123456789abcdef', '1222333334444444') AS importance
    FROM (SELECT n, n % ${employers} AS e,
                 floor(${credentials} * power(('x' || left(md5('credential ' || n), 7))::bit(28)::int / 268435456.0, ${SKEW}))::int AS at
          FROM generate_series(0, ${ratings - 1}) n) r
    JOIN asked a USING (at)`
  await client.query(drawn)
  await client.query(`
    INSERT INTO rating (subject_id, id, organization_id, rater_id, question_list_id, fit, exposure, value, rater_role,
                        credential_version_id, region_id, sector, client_key, body_hash, submitted_at)
    SELECT subject, id, employer, rater, list, fit, 'few', 1 + n % 4, role, version, region, sector, id, 'bench',
           now() - interval '100 days' FROM drawn`)
  await client.query(`
    INSERT INTO requirement_statement (subject_id, id, organization_id, rater_id, question_list_id, importance,
                                       rater_role, region_id, sector, client_key, body_hash, submitted_at)
    SELECT demand, id, employer, rater, list, importance, role, region, sector, id, 'bench',
           now() - interval '100 days' FROM drawn`)
  await client.query(
    `INSERT INTO outbox (subject_id, id, kind, payload)
     SELECT DISTINCT s, gen_random_uuid(), 'subject.touched', '{}'::jsonb
     FROM (SELECT subject AS s FROM drawn UNION SELECT demand FROM drawn) t`,
  )
  await client.query('DROP TABLE drawn')
  await client.query('DROP TABLE asked')
  await client.query("SET session_replication_role = 'origin'")
  await client.query('VACUUM ANALYZE')
  return { ...catalogue, ratings, employers, scores: ratings * COMPETENCIES }
}

function literal(ids: string[]): string {
  return `ARRAY[${ids.map((id) => `'${id}'`).join(', ')}]`
}
