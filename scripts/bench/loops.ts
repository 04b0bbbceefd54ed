import pg from 'pg'
import { adoptDatabase, closeDatabase, openPostgres } from '@/server/db/client'
import { TenantId } from '@/server/db/tenancy'
import { decideAlignment } from '@/server/services/alignments/decide-alignment'
import { type OrgContext, systemContext } from '@/server/services/context'
import { readCredentialCoverage } from '@/server/services/coverage/read-coverage'
import { demoId } from '@/server/services/demo/demo-id'
import { listWaiting } from '@/server/services/organizations/list-employers'
import { listOwnAnswers } from '@/server/services/ratings/list-own-answers'
import { readSummary } from '@/server/services/summaries/read-summary'
import { fillWithSample, withSite } from './flood/site'
import { middle, type Timings, timeWork } from './measure'
import type { Section } from './section'

const RUNS = 3
const TIMES = 20
const MANY = { occupations: 20, decisions: 3, waiting: 200, sends: 200 }
/** Somebody of the sample who has answered. */
const RATER = {
  employer: 'keel-and-anchor-fabrication',
  email: 'dana.ruiz@keel-anchor-fabrication.example',
}
/** So many times the work may take at most so many times as long; a trip for each element would take all of them. */
const HOLD = 0.5

type Row = Section['rows'][number]
type Query = (statement: string, values?: unknown[]) => Promise<Record<string, string>[]>

const [admin = ''] = process.argv.slice(2)
await withSite(admin, async ({ url }) => {
  fillWithSample(url)
  adoptDatabase(openPostgres(url))
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query("SET session_replication_role = 'replica'")
  const query: Query = async (statement, values) => (await client.query(statement, values)).rows
  try {
    const section: Section = {
      title: 'Many at once',
      lede: `Services that answer for many things in one call, on the sample region with what is named added, ${TIMES} calls,\nmedian of ${RUNS} runs; maps are read anew.`,
      rows: [
        await coverage(query),
        await decisions(query),
        await waiting(query),
        await ownAnswers(query),
        await summary(query),
      ],
    }
    process.stdout.write(`${JSON.stringify(section)}\n`)
  } finally {
    await client.end()
    await closeDatabase()
  }
})

/** A credential that leads to twenty occupations, each with the published needs of the one it led to before. */
async function coverage(query: Query): Promise<Row> {
  const [asked] = await query(`
    SELECT c.id, c.slug, c.organization_id, d.id AS demand FROM credential c
    JOIN subject f ON f.credential_id = c.id
    JOIN subject d ON d.occupation_id = f.occupation_id AND d.kind = 'occupation'
    JOIN cohort_version v ON v.subject_id = d.id JOIN member m ON m.organization_id = c.organization_id
    WHERE c.state = 'published' GROUP BY 1, 2, 3, 4 ORDER BY count(*) DESC, 1 LIMIT 1`)
  const { id = '', slug = '', organization_id: provider = '', demand = '' } = asked ?? {}
  const ctx = await memberOf(query, provider)
  const read = () => readCredentialCoverage(ctx, { slug })
  const one = await several(query, read)
  const led = (await read()).occupations.length
  await query(
    `CREATE TEMP TABLE further AS SELECT o.id, md5('subject ' || o.id)::uuid AS subject FROM occupation o
     WHERE o.id LIKE 'soc2018:%' AND NOT EXISTS (SELECT 1 FROM subject s WHERE s.occupation_id = o.id)
       AND NOT EXISTS (SELECT 1 FROM credential_occupation l WHERE l.occupation_id = o.id)
     ORDER BY o.id LIMIT ${MANY.occupations - led}`,
  )
  await query(
    `INSERT INTO credential_occupation (credential_id, occupation_id, organization_id) SELECT $1, id, $2 FROM further`,
    [id, provider],
  )
  await query(
    `INSERT INTO subject (id, kind, occupation_id) SELECT subject, 'occupation', id FROM further`,
  )
  for (const table of ['cohort', 'cohort_version']) {
    await query(
      `INSERT INTO ${table} SELECT (jsonb_populate_record(t, jsonb_build_object('subject_id', f.subject))).*
       FROM ${table} t, further f WHERE t.subject_id = $1`,
      [demand],
    )
  }
  const many = await several(query, read)
  return told(
    'Coverage of a credential for 20 occupations',
    `for ${led}`,
    [many, one],
    MANY.occupations / led,
  )
}

/** One competency set beside three of another framework. */
async function decisions(query: Query): Promise<Row> {
  const [from] = await query(
    `SELECT k.id, k.framework_id, k.organization_id FROM competency k JOIN framework f ON f.id = k.framework_id
     JOIN member m ON m.organization_id = k.organization_id WHERE f.state = 'published' ORDER BY k.id LIMIT 1`,
  )
  const others = await query(
    `SELECT k.id FROM competency k JOIN framework f ON f.id = k.framework_id
     WHERE f.state = 'published' AND k.framework_id <> $1 ORDER BY k.id LIMIT ${MANY.decisions}`,
    [from?.framework_id],
  )
  const ctx = await memberOf(query, from?.organization_id ?? '')
  const decide = (count: number) => () =>
    decideAlignment(ctx, {
      fromId: from?.id ?? '',
      decisions: others
        .slice(0, count)
        .map(({ id = '' }) => ({ toId: id, verdict: 'accept' as const, kind: 'minor' as const })),
    })
  const one = await several(query, decide(1))
  const many = await several(query, decide(MANY.decisions))
  return told('Decide three links of a competency', 'one', [many, one], MANY.decisions)
}

/** Employers that wait for the operator, each at the domain of a confirmed one. */
async function waiting(query: Query): Promise<Row> {
  await query(
    `INSERT INTO organization (id, kind, slug, name, domain, verification, sample)
     SELECT gen_random_uuid(), 'employer', 'bench-waiting-' || row_number() OVER (ORDER BY id, n),
            'Bench waiting ' || row_number() OVER (ORDER BY id, n), domain, 'V0', false
     FROM organization, generate_series(1, ${MANY.waiting}) n
     WHERE kind = 'employer' AND verification = 'V2' AND domain IS NOT NULL LIMIT ${MANY.waiting}`,
  )
  const user = {
    kind: 'user' as const,
    userId: crypto.randomUUID(),
    email: 'operator@bench.example',
  }
  const ctx = { ...systemContext('command', 'bench'), actor: { ...user, operator: true as const } }
  const few = await several(query, () => listWaiting(ctx, { query: 'Bench waiting 10' }))
  const shown = (await listWaiting(ctx, { query: 'Bench waiting 10' })).length
  const many = await several(query, () => listWaiting(ctx, { query: 'Bench waiting' }))
  return told(
    'List 200 employers that wait, with their likes',
    `${shown}`,
    [many, few],
    MANY.waiting / shown,
  )
}

/** A rater who has sent each packet again and again. */
async function ownAnswers(query: Query): Promise<Row> {
  const [employer] = await query('SELECT id FROM organization WHERE slug = $1', [RATER.employer])
  const member = await memberOf(query, employer?.id ?? '')
  const ctx = { ...member, actor: { ...member.actor, email: RATER.email } }
  const rater = demoId('rater', RATER.email)
  const read = () => listOwnAnswers(ctx)
  const few = await several(query, read)
  for (const table of ['rating', 'requirement_statement']) {
    await query(
      `INSERT INTO ${table} SELECT (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(),
         'client_key', md5(t.client_key::text || n)::uuid, 'submitted_at', t.submitted_at + n * interval '1 minute'))).*
       FROM ${table} t, generate_series(1, ${MANY.sends}) n WHERE t.rater_id = $1`,
      [rater],
    )
  }
  const many = await several(query, read)
  return told('List own answers, each sent 200 times', 'sent once', [many, few], MANY.sends)
}

/** A region with its employment, and everything. */
async function summary(query: Query): Promise<Row> {
  const [region] = await query(`SELECT slug FROM region WHERE kind = 'set' ORDER BY id LIMIT 1`)
  const ctx = systemContext('command', 'bench')
  const read = (slug: string) => () => readSummary(ctx, { region: slug, sector: 'all' })
  const one = await several(query, read(region?.slug ?? 'all'))
  const all = await several(query, read('all'))
  return { ...told('Summary of everything', 'of one region', [all, one], 1), hold: '', held: null }
}

async function memberOf(query: Query, organizationId: string): Promise<OrgContext> {
  const [row] = await query(
    `SELECT o.id, o.slug, o.kind, o.name, o.verification, m.user_id, u.email FROM organization o
     JOIN member m ON m.organization_id = o.id JOIN "user" u ON u.id = m.user_id
     WHERE o.id = $1 ORDER BY m.role = 'owner' DESC, m.user_id LIMIT 1`,
    [organizationId],
  )
  const { id = '', slug = '', name = '', user_id: userId = '', email = '' } = row ?? {}
  return {
    ...systemContext('command', 'bench'),
    actor: { kind: 'user', userId, email, operator: false },
    organization: {
      ...{ id: TenantId.parse(id), slug, name, role: 'owner' },
      kind: row?.kind === 'provider' || row?.kind === 'partnership' ? row.kind : 'employer',
      verification: row?.verification === 'V2' ? 'V2' : 'V0',
    },
  }
}

function told(work: string, baseline: string, both: [Timings, Timings], times: number): Row {
  const [many, few] = both.map(({ p50 }) => p50)
  const ratio = (many ?? 0) / (few ?? 1)
  return {
    work,
    baseline,
    hold: `≤ ${(HOLD * times).toFixed(1)} × for ${times.toFixed(1)} × as many`,
    measured: `p50 ${many?.toFixed(1)} ms; ${few?.toFixed(1)} ms: ${ratio.toFixed(1)} ×`,
    held: ratio <= HOLD * times,
  }
}

/** Nothing is kept of maps between two calls. */
async function several(query: Query, call: () => Promise<unknown>): Promise<Timings> {
  const runs: Timings[] = []
  await call()
  for (let run = 0; run < RUNS; run += 1) {
    runs.push(
      await timeWork(TIMES, 1, async () => {
        await query('UPDATE region SET name = name WHERE false')
        await call()
      }),
    )
  }
  return middle(runs)
}
