import { readFileSync } from 'node:fs'
import pg from 'pg'
import { adoptDatabase, closeDatabase, openPostgres } from '@/server/db/client'
import { migrate } from '@/server/db/migrate'
import { TenantId } from '@/server/db/tenancy'
import { defaultLanguage } from '@/server/domain/default-language'
import { CredentialListFilter } from '@/server/domain/reading/published-credentials'
import { type OrgContext, systemContext } from '@/server/services/context'
import { listPublishedFrameworks } from '@/server/services/frameworks/list-frameworks'
import { indexLines } from '@/server/services/maps/index-lines'
import { listAddresses } from '@/server/services/maps/list-addresses'
import { listMaps, listNewestMaps, listOwnMaps } from '@/server/services/maps/list-maps'
import { readMap } from '@/server/services/maps/read-map'
import { listPublishedCredentials } from '@/server/services/search/list-published-credentials'
import { searchCatalogue } from '@/server/services/search/search-catalogue'
import { listScopes } from '@/server/services/summaries/list-scopes'
import { printSection, type Site } from './flood/site'
import { growMaps, HOT_OCCUPATION, OWN_PROVIDER } from './lists/grow-maps'
import type { Section } from './section'

const SIZES = [100, 1_000, 10_000, 50_000]
const ROUNDS = 5
/** CPU of a miss, in milliseconds, at the largest size. */
const MISS = 60
/** CPU of a hit against a map page's. */
const HIT = 2

const A_MAP = 'a map page’s miss'
const ALL = 'computing every line'
const ONE = 'computing the lines of one touched credential'
const HITS = 200
const TICKS_A_SECOND = 100

type Cost = { cpu: number; wall: number }

const ctx = systemContext('command', 'bench')

await printSection(measure)

/** What lists cost as the site grows: made anew at the service, and as pages of the production build. */
async function measure({ url, serve }: Site): Promise<Section> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const database = openPostgres(url)
    adoptDatabase(database)
    await migrate(database)
    const costs = new Map<string, Cost[]>()
    const note = (name: string, cost: Cost) => costs.set(name, [...(costs.get(name) ?? []), cost])
    for (const size of SIZES) {
      process.stderr.write(`  ${size.toLocaleString(defaultLanguage)} maps\n`)
      await growMaps(client, size)
      note(ALL, await costOf(() => indexLines(new Date())))
      for (const [name, work] of Object.entries(await listsOf(client)))
        note(name, await median(work))
      note(ONE, await median(() => touchOne(client)))
    }
    await closeDatabase()
    const { origin, pid, stop } = await serve('off')
    try {
      return {
        title: 'Lists as the site grows',
        lede: `Lists of ${SIZES.map((size) => size.toLocaleString(defaultLanguage)).join(', ')} maps, one of five of which leads to the same occupation. CPU is that of Node, the\nmedian of ${ROUNDS}; what the database takes is in the time beside it.`,
        rows: [...serviceRows(costs), ...(await pageRows(origin, pid))],
      }
    } finally {
      await stop()
    }
  } finally {
    await client.end()
  }
}

type Work = () => Promise<unknown>

async function listsOf(client: pg.Client): Promise<Record<string, Work>> {
  const own = await ownContext(client)
  // Every fifth leads to the same occupation; each is read for the first time, for a map is kept once it was.
  let maps = 0
  const another = () => `bench-credential-${5 * maps++ + 1}`
  const filter = CredentialListFilter.parse({})
  return {
    [A_MAP]: () =>
      readMap(ctx, {
        credential: another(),
        occupation: HOT_OCCUPATION,
        region: 'all',
        sector: 'all',
      }),
    'home’s list': async () => {
      await listNewestMaps(8)
      await listScopes(ctx)
    },
    '`/credentials`': () => listPublishedCredentials(filter),
    '`/credentials`, by words': () => listPublishedCredentials({ ...filter, q: 'credential 77' }),
    'an occupation’s list': () => listMaps({ occupation: HOT_OCCUPATION }),
    '`/frameworks`': () => listPublishedFrameworks(1),
    search: () => searchCatalogue({ q: 'credential 77' }),
    'one file of the sitemap': () => listAddresses({ kind: 'maps', file: 1 }),
    'a provider’s own maps': () => listOwnMaps(own),
  }
}

function serviceRows(costs: ReadonlyMap<string, Cost[]>): Section['rows'] {
  const maps = costs.get(A_MAP) ?? []
  return [...costs].map(([name, of]) => {
    const last = of.at(-1) ?? { cpu: 0, wall: 0 }
    const isList = name !== A_MAP && name !== ALL
    const ratio = (last.cpu / (maps.at(-1)?.cpu ?? 1)).toFixed(1)
    return {
      work: name,
      baseline: isList ? A_MAP : '',
      hold: isList
        ? `≤ ${MISS} ms CPU at ${SIZES.at(-1)?.toLocaleString(defaultLanguage)} maps`
        : '',
      measured: `CPU ${of.map(({ cpu }) => cpu.toFixed(1)).join(' / ')} ms, in all ${of.map(({ wall }) => wall.toFixed(0)).join(' / ')} ms${isList ? `; ${ratio} × a map’s` : ''}`,
      held: isList ? last.cpu <= MISS : null,
    }
  })
}

async function ownContext(client: pg.Client): Promise<OrgContext> {
  const { rows } = await client.query<{ id: string; slug: string; name: string }>(
    'SELECT id, slug, name FROM organization WHERE slug = $1',
    [OWN_PROVIDER],
  )
  const [organization] = rows
  if (!organization) throw new Error('No provider.')
  const kind = { kind: 'provider', verification: 'V2', role: 'owner' } as const
  return {
    ...ctx,
    actor: { kind: 'user', userId: organization.id, email: 'bench@example.org', operator: false },
    organization: { ...organization, ...kind, id: TenantId.parse(organization.id) },
  }
}

/** An alignment or a publication touches a credential or a few; here its state is written once more. */
async function touchOne(client: pg.Client): Promise<void> {
  await client.query(
    "UPDATE credential SET state = 'published' WHERE id = (SELECT min(credential_id::text)::uuid FROM map_line)",
  )
  await indexLines(new Date())
}

async function costOf(work: Work): Promise<Cost> {
  const began = performance.now()
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return { cpu: (user + system) / 1_000, wall: performance.now() - began }
}

async function median(work: Work): Promise<Cost> {
  await work()
  const costs: Cost[] = []
  for (let round = 0; round < ROUNDS; round += 1) costs.push(await costOf(work))
  const middle = (of: (cost: Cost) => number) =>
    costs.map(of).sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0
  return { cpu: middle(({ cpu }) => cpu), wall: middle(({ wall }) => wall) }
}

/** The same as pages: a miss is the first visit of another page of the list, a hit is any after it. */
async function pageRows(origin: string, pid: number): Promise<Section['rows']> {
  const list = await (await fetch(`${origin}/sitemaps/maps-1.xml`)).text()
  const maps = [...list.matchAll(/\/maps\/[^<]+/g)].map(([path]) => path)
  const numbered = (path: string) => Array.from({ length: 40 }, (_, at) => `${path}${at + 2}`)
  const missOfMap = await cpuEach(origin, pid, maps.slice(0, 40))
  const hitOfMap = await cpuEach(
    origin,
    pid,
    Array.from({ length: HITS }, () => maps[0] ?? '/'),
  )
  const rows: Section['rows'] = []
  for (const [name, path] of Object.entries({
    '`/credentials`': '/credentials/browse/all/all/',
    'an occupation’s list': `/occupations/${HOT_OCCUPATION}/maps/`,
  })) {
    const miss = await cpuEach(origin, pid, numbered(path))
    rows.push({
      work: `${name} as a page, made anew`,
      baseline: A_MAP,
      hold: `≤ ${MISS} ms CPU`,
      measured: `${miss.toFixed(1)} ms, a map ${missOfMap.toFixed(1)} ms: ${(miss / missOfMap).toFixed(1)} ×`,
      held: miss <= MISS,
    })
  }
  for (const path of ['/', '/credentials', '/frameworks', '/sitemap.xml']) {
    await (await fetch(`${origin}${path}`)).text()
    const hit = await cpuEach(
      origin,
      pid,
      Array.from({ length: HITS }, () => path),
    )
    rows.push({
      work: `\`${path}\`, kept`,
      baseline: 'a map page, kept',
      hold: `≤ ${HIT} ×`,
      measured: `${hit.toFixed(2)} ms CPU, a map ${hitOfMap.toFixed(2)} ms: ${(hit / hitOfMap).toFixed(2)} ×`,
      held: hit <= HIT * hitOfMap,
    })
  }
  return rows
}

/** CPU of the server for each of these visits, in milliseconds. */
async function cpuEach(origin: string, pid: number, paths: readonly string[]): Promise<number> {
  const before = ticksOf(pid)
  for (const path of paths) {
    const answer = await fetch(`${origin}${path}`)
    await answer.arrayBuffer()
    if (!answer.ok) throw new Error(`${path} answers ${answer.status}.`)
  }
  return ((ticksOf(pid) - before) * 1_000) / TICKS_A_SECOND / paths.length
}

function ticksOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return Number(fields[11]) + Number(fields[12])
}
