import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import pg from 'pg'
import { adoptDatabase, closeDatabase, openPostgres } from '@/server/db/client'
import { migrate } from '@/server/db/migrate'
import { defaultLanguage } from '@/server/domain/default-language'
import { SECTORS } from '@/server/domain/industries'
import type { MapFilter } from '@/server/domain/reading/map-filter'
import { type Context, systemContext } from '@/server/services/context'
import { bytesOfMaps } from '@/server/services/maps/kept-maps'
import { readMap } from '@/server/services/maps/read-map'
import { runRelease } from '@/server/services/releases/run-release'
import { keyReadBaseline } from './baselines'
import { type Generated, generate } from './generate'
import { middle, type Timings, timeWork } from './measure'
import type { Section } from './section'

const SIZES = [100_000, 1_000_000]
const READS = 400
const RUNS = 3
const HOLD = { times: 6, mebibytes: 64 }
const MIB = 2 ** 20

type Row = Section['rows'][number]

const [admin = ''] = process.argv.slice(2)
const rows: Row[] = []
for (const scores of SIZES) rows.push(...(await measureIn(`bench_maps_${scores}`, scores)))
const section: Section = {
  title: 'Reading a map',
  lede: `The hottest competency map (service), read one after another, median of ${RUNS} runs of ${READS}; "anew" is after a change\nto what maps are read from.`,
  rows,
}
process.stdout.write(`${JSON.stringify(section)}\n`)

/** One size in a database of its own. */
async function measureIn(name: string, scores: number): Promise<Row[]> {
  const server = new pg.Client({ connectionString: admin })
  await server.connect()
  await server.query(`DROP DATABASE IF EXISTS ${name}`)
  await server.query(`CREATE DATABASE ${name}`)
  const url = new URL(admin)
  url.pathname = `/${name}`
  try {
    return await measure(url.toString(), scores)
  } finally {
    await server.query(`DROP DATABASE ${name} WITH (FORCE)`)
    await server.end()
  }
}

async function measure(url: string, scores: number): Promise<Row[]> {
  const database = openPostgres(url)
  adoptDatabase(database)
  await migrate(database)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const made = await generate(client, scores)
    await runRelease(systemContext('command', 'bench'), { trigger: 'command' })
    await client.query('VACUUM ANALYZE')
    const hottest = filterOf(made, 0)
    const key = await several(() => keyReadBaseline(url, READS))
    const kept = await several(() => timeWork(READS, 1, () => readMap(anonymous(), hottest)))
    const anew = await several(() => readAnew(client, hottest))
    const named = `${scores.toLocaleString(defaultLanguage)} scores`
    return [
      told(`kept, ${named}`, kept, key, kept.p50 <= HOLD.times * key.p50),
      told(`anew, ${named}`, anew, key, null),
      await weigh(scores, made),
    ]
  } finally {
    await client.end()
    await closeDatabase()
  }
}

/** Times of readings that each find something changed. */
async function readAnew(client: pg.Client, filter: MapFilter): Promise<Timings> {
  const reads: Timings[] = []
  for (let at = 0; at < READS / 10; at += 1) {
    await client.query('UPDATE region SET name = name WHERE false')
    reads.push(await timeWork(1, 1, () => readMap(anonymous(), filter)))
  }
  return middle(reads)
}

/** What the memory holds when every map has been read under every filter, as counted and as the heap says. */
async function weigh(scores: number, made: Generated): Promise<Row> {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  collect()
  const [before, counted] = [process.memoryUsage().heapUsed, await bytesOfMaps()]
  for (const at of made.credentials.keys()) {
    for (const sector of ['all', ...SECTORS] as const)
      await readMap(anonymous(), { ...filterOf(made, at), sector })
  }
  collect()
  const heap = (process.memoryUsage().heapUsed - before) / MIB
  const bytes = ((await bytesOfMaps()) - counted) / MIB
  return {
    work: `Memory of maps under every filter, ${scores.toLocaleString(defaultLanguage)} scores`,
    baseline: 'the growth of the heap',
    hold: `≤ ${HOLD.mebibytes} MiB`,
    measured: `${bytes.toFixed(1)} MiB counted, heap ${heap.toFixed(1)} MiB: ${(bytes / heap).toFixed(2)} ×`,
    held: bytes <= HOLD.mebibytes && heap <= HOLD.mebibytes,
  }
}

function filterOf({ credentials, occupations }: Generated, at: number): MapFilter {
  const credential = credentials[at]
  return {
    credential: credential?.slug ?? '',
    occupation: occupations[credential?.occupation ?? 0]?.id.replace(/^.*:/, '') ?? '',
    region: 'all',
    sector: 'all',
  }
}

function told(how: string, map: Timings, key: Timings, held: boolean | null): Row {
  return {
    work: `Read a competency map, ${how}`,
    baseline: 'one row by its primary key',
    hold: held === null ? '' : `≤ ${HOLD.times} ×`,
    measured: `p50 ${map.p50.toFixed(2)} ms; key ${key.p50.toFixed(2)} ms: ${(map.p50 / key.p50).toFixed(1)} ×`,
    held,
  }
}

async function several(run: () => Promise<Timings>): Promise<Timings> {
  await run()
  const runs: Timings[] = []
  for (let index = 0; index < RUNS; index += 1) runs.push(await run())
  return middle(runs)
}

function anonymous(): Context {
  return { actor: { kind: 'anonymous' }, requestId: crypto.randomUUID(), now: new Date() }
}
