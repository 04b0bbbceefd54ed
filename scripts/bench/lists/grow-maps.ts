import type pg from 'pg'

/** One of five maps is for this occupation. */
export const HOT_OCCUPATION = '51-4041'
/** Has every twenty-fifth map of the first five hundred. */
export const OWN_PROVIDER = 'bench-provider-1'

/**
 * Adds maps until there are so many, in SQL alone: each a published credential of six competencies, answered by six
 * groups, which the one release there is has published; a provider for each fifty, a framework for each hundred.
 */
export async function growMaps(client: pg.Client, to: number): Promise<void> {
  await client.query(BASE)
  const { rows } = await client.query<{ from: number }>(
    'SELECT count(*)::int AS from FROM credential',
  )
  const from = rows[0]?.from ?? 0
  for (const statement of MAPS) await client.query(statement, [from, to])
  await client.query('ANALYZE')
}

const id = (kind: string, no: string) => `md5('${kind} ' || ${no})::uuid`

const BASE = `
  INSERT INTO release (no, quarter, method_version, trigger, started_at, finished_at, public_at, problems)
  SELECT 1, extract(year FROM now())::int * 4 + extract(quarter FROM now())::int - 1, '1', 'command', now(), now(), now(), '[]'
  ON CONFLICT DO NOTHING;
  INSERT INTO subject (id, kind, occupation_id, credential_id)
  SELECT md5(id)::uuid, 'occupation', id, NULL FROM occupation WHERE id LIKE 'soc2018:%'
  ON CONFLICT DO NOTHING;`

const added = 'generate_series($1::int + 1, $2::int) AS n'
const provider = id('provider', `(n - 1) / 50 + 1`)
const framework = id('framework', `(n - 1) / 100 + 1`)
const competency = id('competency', `((n - 1) / 100 + 1) || ' ' || k`)
const occupation = `CASE WHEN n % 5 = 1 THEN 'soc2018:${HOT_OCCUPATION}'
  ELSE (SELECT ids[1 + n % cardinality(ids)] FROM bench_occupation) END`
const fit = id('fit', 'n')
const cohort = id('cohort', `n || ' ' || k`)

const MAPS = [
  `CREATE TEMPORARY TABLE IF NOT EXISTS bench_occupation AS
   SELECT array_agg(id ORDER BY id) AS ids FROM occupation WHERE id LIKE 'soc2018:%' AND $1::int <= $2::int`,
  `INSERT INTO organization (id, kind, slug, name, domain, verification, county_id, sample)
   SELECT DISTINCT ${provider}, 'provider', 'bench-provider-' || (n - 1) / 50 + 1, 'College ' || (n - 1) / 50 + 1,
     'college-' || (n - 1) / 50 + 1 || '.example', 'V2', 'us-55117', false FROM ${added} ON CONFLICT DO NOTHING`,
  `INSERT INTO framework (id, organization_id, slug, state, name, current_version_id)
   SELECT DISTINCT ON (1) ${framework}, ${provider}, 'bench-framework-' || (n - 1) / 100 + 1, 'published',
     'Framework ' || (n - 1) / 100 + 1, ${framework} FROM ${added} ORDER BY 1, n ON CONFLICT DO NOTHING`,
  `INSERT INTO competency (id, framework_id, organization_id, current_version_id, position)
   SELECT DISTINCT ON (1) ${competency}, ${framework}, ${provider}, ${competency}, k
   FROM ${added}, generate_series(1, 6) AS k ORDER BY 1, n ON CONFLICT DO NOTHING`,
  `INSERT INTO competency_version (id, competency_id, framework_version_id, organization_id, no, label, statement, texts, levels, keywords, text_hash)
   SELECT DISTINCT ON (1) ${competency}, ${competency}, ${framework}, ${provider}, 1, 'Competency ' || k, 'Does ' || k || '.',
     '{}'::jsonb, '[]'::jsonb, '[]'::jsonb, 'x' FROM ${added}, generate_series(1, 6) AS k ORDER BY 1, n ON CONFLICT DO NOTHING`,
  `INSERT INTO credential (id, organization_id, slug, state, current_version_id)
   SELECT ${id('credential', 'n')}, ${provider}, 'bench-credential-' || n, 'published', ${id('version', 'n')} FROM ${added}`,
  `INSERT INTO credential_version (id, credential_id, organization_id, no, name, kind)
   SELECT ${id('version', 'n')}, ${id('credential', 'n')}, ${provider}, 1, 'Credential ' || n,
     (ARRAY['badge', 'certificate', 'diploma', 'degree'])[1 + n % 4] FROM ${added}`,
  `INSERT INTO credential_competency (id, credential_id, organization_id, competency_id, claim, asserted_by)
   SELECT gen_random_uuid(), ${id('credential', 'n')}, ${provider}, ${competency}, 'teaches', ${provider}
   FROM ${added}, generate_series(1, 6) AS k`,
  `INSERT INTO credential_occupation (credential_id, occupation_id, organization_id)
   SELECT ${id('credential', 'n')}, ${occupation}, ${provider} FROM ${added}`,
  `INSERT INTO subject (id, kind, occupation_id, credential_id)
   SELECT ${fit}, 'credential', ${occupation}, ${id('credential', 'n')} FROM ${added}`,
  `INSERT INTO cohort (subject_id, id, scale, competency_id, region_id, sector, carried, last_quarter)
   SELECT ${fit}, ${cohort}, 'fit', ${competency}, 'us-wi', '31-33', '{0,0,0,0,0}', 0
   FROM ${added}, generate_series(1, 6) AS k`,
  `INSERT INTO cohort_version (subject_id, cohort_id, no, release_no, quarter, scale, competency_id, region_id, sector, n, counts)
   SELECT ${fit}, ${cohort}, 1, 1, r.quarter, 'fit', ${competency}, 'us-wi', '31-33', 14 + n % 40,
     ARRAY[2 + (n + k) % 3, 2 + (n * k) % 5, 3, 3 + n % 40 - (n + k) % 3, 4 - (n * k) % 5]
   FROM ${added}, generate_series(1, 6) AS k, release r WHERE r.no = 1`,
  // What the first framework's competencies are worth to the occupation most maps are for.
  `INSERT INTO cohort (subject_id, id, scale, competency_id, region_id, sector, carried, last_quarter)
   SELECT md5('soc2018:${HOT_OCCUPATION}')::uuid, ${id('demand', 'k')}, 'importance', ${competency}, NULL, NULL, '{0,0,0,0}', 0
   FROM ${added}, generate_series(1, 6) AS k WHERE n = 1`,
  `INSERT INTO cohort_version (subject_id, cohort_id, no, release_no, quarter, scale, competency_id, region_id, sector, n, counts)
   SELECT md5('soc2018:${HOT_OCCUPATION}')::uuid, ${id('demand', 'k')}, 1, 1, r.quarter, 'importance', ${competency}, NULL, NULL, 20, '{0,1,4,15}'
   FROM ${added}, generate_series(1, 6) AS k, release r WHERE r.no = 1 AND n = 1`,
]
