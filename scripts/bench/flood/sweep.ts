import { readdirSync, statSync } from 'node:fs'
import pg from 'pg'
import { buildApp } from '../../setup/build.mjs'
import { startPostgres } from '../../setup/postgres.mjs'
import { timeWork } from '../measure'
import { fillWithSample, type Served, withSite } from './site'

const HOT = 100
const PATHS = Number(process.argv[2] ?? 10_000)
const READERS = 4

const cluster = await startPostgres()
try {
  await buildApp()
  await withSite(cluster.url, async ({ url, serve }) => {
    fillWithSample(url)
    const servers = [await serve(), await serve()]
    try {
      await sweep(url, servers)
    } finally {
      for (const { stop } of servers) await stop()
    }
  })
} finally {
  await cluster.stop()
}

/** A hundred pages in use on two processes, then as many real and made-up ones, each once; are the hundred still at hand? */
async function sweep(url: string, servers: Served[]): Promise<void> {
  const real = await realPaths(url)
  const hot = real.slice(0, HOT)
  const before = bytesIn(process.env.NEXT_DIST_DIR || '.next')
  for (const server of servers) {
    const began = performance.now()
    for (let time = 0; time < 2; time += 1) await readAll(server, hot)
    await readAll(server, real.slice(HOT, HOT + PATHS))
    await readAll(
      server,
      Array.from({ length: PATHS }, (_, at) => `/maps/made-up-${at}/51-4041/all/all`),
    )
    const found = await readAll(server, hot)
    if (!found.every((state) => state === 'HIT' || state === 'STALE')) process.exitCode = 1
    process.stdout.write(
      `${found.filter((state) => state === 'HIT' || state === 'STALE').length} of ${hot.length} still at hand after ${Math.min(PATHS, real.length - HOT)} real and ${PATHS} made-up addresses (${Math.round((performance.now() - began) / 1000)} s)\n`,
    )
  }
  const grown = bytesIn(process.env.NEXT_DIST_DIR || '.next') - before
  if (grown > 2 ** 20) process.exitCode = 1
  process.stdout.write(`The disk grew by ${(grown / 2 ** 20).toFixed(2)} MiB (≤ 1 MiB).\n`)
}

/** Every map of the sample under every filter that has a page. */
async function realPaths(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ path: string }>(
    `SELECT '/maps/' || c.slug || '/' || o.code || '/' || r.slug || '/' || s AS path
     FROM subject j JOIN credential c ON c.id = j.credential_id JOIN occupation o ON o.id = j.occupation_id,
          (SELECT slug FROM region ORDER BY kind <> 'set', slug LIMIT 500) r,
          unnest(ARRAY['all', '31-33', '62', '23', '54', '22', '42', '51']) s
     WHERE c.slug IS NOT NULL ORDER BY s, r.slug, c.slug`,
  )
  await client.end()
  return rows.map(({ path }) => path)
}

async function readAll({ origin }: Served, paths: string[]): Promise<string[]> {
  const states: string[] = []
  await timeWork(paths.length, READERS, async (index) => {
    const answer = await fetch(`${origin}${paths[index]}`)
    await answer.arrayBuffer()
    states.push(answer.headers.get('x-nextjs-cache') ?? String(answer.status))
  })
  return states
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(`${entry.parentPath}/${entry.name}`).size, 0)
}
