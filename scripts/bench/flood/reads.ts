import { readFileSync } from 'node:fs'
import pg from 'pg'
import { buildApp } from '../../setup/build.mjs'
import { startPostgres } from '../../setup/postgres.mjs'
import { fillWithSample, type Served, withSite } from './site'

/** Milliseconds of processor time that one read of anybody may cost. */
const HOLD = 80
const EACH = 12
/** How long one tick of the kernel's accounts is, in milliseconds. */
const TICK = 10

const cluster = await startPostgres()
try {
  await buildApp()
  await withSite(cluster.url, async ({ url, serve }) => {
    fillWithSample(url)
    const reads = await readsOf(url)
    const server = await serve()
    try {
      for (const [name, paths] of Object.entries(reads)) await measure(server, name, paths)
    } finally {
      await server.stop()
    }
  })
} finally {
  await cluster.stop()
}

/** What the server itself spends on reads of one kind, each address asked for the first time. */
async function measure({ origin, pid }: Served, name: string, paths: string[]): Promise<void> {
  const statuses = new Set<number>()
  await (await fetch(`${origin}${paths[0]}`)).arrayBuffer()
  const before = spent(pid)
  for (const path of paths.slice(1)) {
    const answer = await fetch(`${origin}${path}`)
    await answer.arrayBuffer()
    statuses.add(answer.status)
  }
  const each = (spent(pid) - before) / Math.max(1, paths.length - 1)
  if (each > HOLD && !name.includes('warms up')) process.exitCode = 1
  process.stdout.write(
    `${name}: ${each.toFixed(0)} ms a read of ${paths.length - 1} (${[...statuses].join(', ')}); ${each <= HOLD ? 'holds' : 'DOES NOT HOLD'} (≤ ${HOLD} ms)\n`,
  )
}

/** Processor time of a process until now, in milliseconds. */
function spent(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) * TICK
}

/** Addresses of every kind of public read but the home page, the lists and the sitemap. */
async function readsOf(url: string): Promise<Record<string, string[]>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const pathsOf = async (sql: string) =>
    (await client.query<{ path: string }>(sql)).rows.map(({ path }) => path)
  const maps = await pathsOf(
    `SELECT DISTINCT '/maps/' || c.slug || '/' || o.code || '/all/' || s AS path
     FROM subject j JOIN credential c ON c.id = j.credential_id JOIN occupation o ON o.id = j.occupation_id,
          unnest(ARRAY['all', '31-33', '62', '54', '22', '23', '42', '51']) s LIMIT ${3 * EACH}`,
  )
  const some = async (sql: string) => pathsOf(`${sql} LIMIT ${EACH}`)
  const reads = {
    'maps, while the process warms up': maps.slice(2 * EACH),
    maps: maps.slice(0, EACH),
    'maps as CSV': maps.slice(EACH, 2 * EACH).map((path) => `${path}/map.csv`),
    'maps as JSON': maps.slice(EACH, 2 * EACH).map((path) => `${path}/map.json`),
    'made-up maps': Array.from({ length: EACH }, (_, at) => `/maps/made-up-${at}/51-4041/all/all`),
    summaries: await some(
      `SELECT '/summaries/' || slug || '/all' AS path FROM region WHERE kind = 'set' OR slug LIKE 'us%'`,
    ),
    credentials: await some(
      `SELECT '/credentials/' || slug AS path FROM credential WHERE slug IS NOT NULL`,
    ),
    occupations: await some(`SELECT '/occupations/' || code AS path FROM occupation`),
    'frameworks as CTDL': await some(
      `SELECT '/frameworks/' || slug || '/framework.jsonld' AS path FROM framework`,
    ),
    search: [
      'machin',
      'nurse',
      'weld',
      'data',
      'care',
      'tool',
      'safety',
      'blood',
      'pipe',
      'read',
    ].map((word) => `/search?q=${word}`),
    'calls of a search': ['machin', 'nurse', 'weld', 'data', 'care', 'tool', 'safety', 'blood'].map(
      (q) =>
        `/api/trpc/search.catalogue?input=${encodeURIComponent(JSON.stringify({ json: { q } }))}`,
    ),
  }
  await client.end()
  return reads
}
