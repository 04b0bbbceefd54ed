import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import pg from 'pg'
import { adoptDatabase, closeDatabase, openPostgres } from '@/server/db/client'
import { migrate } from '@/server/db/migrate'
import { systemContext } from '@/server/services/context'
import { runRelease } from '@/server/services/releases/run-release'
import { type Served, withSite } from './flood/site'
import { generate } from './generate'
import type { Section } from './section'

const SCORES = 100_000
const HITS = 600
const RUNS = 3
const CONNECTIONS = 8
const HOLD = { milliseconds: 2.2, share: 0.3 }
/** What `/proc` counts processor time in. */
const TICK = 10

type Row = Section['rows'][number]
type Got = { status: number; bytes: number; text: string; etag: string }
type Figures = { perSecond: number; cpu: number; bytes: number }

const [admin = ''] = process.argv.slice(2)
await withSite(admin, async ({ url, serve }) => {
  const path = await fill(url)
  const site = await serve()
  try {
    process.stdout.write(`${JSON.stringify(await measure(site, path))}\n`)
  } finally {
    await site.stop()
  }
})

/** Scores, a release of them, and the address of the map that most of them are about. */
async function fill(url: string): Promise<string> {
  const database = openPostgres(url)
  adoptDatabase(database)
  await migrate(database)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { credentials, occupations } = await generate(client, SCORES)
  await runRelease(systemContext('command', 'bench'), { trigger: 'command' })
  await client.query('VACUUM ANALYZE')
  await client.end()
  await closeDatabase()
  const code = occupations[credentials[0]?.occupation ?? 0]?.id.replace(/^.*:/, '')
  return `/maps/${credentials[0]?.slug}/${code}/all/all`
}

async function measure(site: Served, path: string): Promise<Section> {
  const page = await get(site, path)
  const script = page.text.match(/\/_next\/static\/[^"]+\.js/)?.[0] ?? ''
  const gzip = { 'accept-encoding': 'gzip' }
  const navigation = { ...gzip, rsc: '1' }
  const file = await figures(site, script, gzip)
  const cached = await figures(site, path, gzip)
  const { etag } = await get(site, path, gzip)
  const further: [string, Figures][] = [
    ['with a question, past what answers in front', await figures(site, `${path}?again`, gzip)],
    ['brotli', await figures(site, path, { 'accept-encoding': 'br' })],
    ['not compressed', await figures(site, path, {})],
    ['known to the reader (304)', await figures(site, path, { ...gzip, 'if-none-match': etag })],
    ['as a navigation asks for it', await figures(site, await asNavigated(site, path), navigation)],
  ]
  const share = cached.perSecond / file.perSecond
  return {
    title: 'Cached pages',
    lede: `The map of the hottest credential, ${kilobytes(page.bytes)} of HTML, on the production build: ${HITS} hits over ${CONNECTIONS} connections,\nmedian of ${RUNS} runs; the server's own processor time.`,
    rows: [
      {
        work: 'A cached map page, gzip',
        baseline: `a script of the same server, ${kilobytes(file.bytes)} gzip`,
        hold: `≤ ${HOLD.milliseconds} ms a hit, ≥ ${HOLD.share} ×`,
        measured: `${told(cached)}; script ${told(file)}: ${share.toFixed(2)} ×`,
        held: cached.cpu <= HOLD.milliseconds && share >= HOLD.share,
      },
      ...further.map(
        ([what, each]): Row => ({
          work: `The same page, ${what}`,
          ...{ baseline: '', hold: '', measured: told(each), held: null },
        }),
      ),
    ],
  }
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`
}

function told({ perSecond, cpu, bytes }: Figures): string {
  return `${cpu.toFixed(2)} ms, ${Math.round(perSecond)}/s, ${kilobytes(bytes)}`
}

async function figures(
  site: Served,
  path: string,
  headers: Record<string, string>,
): Promise<Figures> {
  const { bytes } = await get(site, path, headers)
  const runs: Figures[] = []
  for (let run = 0; run < RUNS; run += 1) runs.push({ ...(await hit(site, path, headers)), bytes })
  const [, middle] = runs.sort((a, b) => a.cpu - b.cpu)
  if (!middle) throw new Error('Nothing was measured.')
  return middle
}

async function hit(
  site: Served,
  path: string,
  headers: Record<string, string>,
): Promise<{ perSecond: number; cpu: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const [before, began] = [processorTime(site.pid), performance.now()]
  let left = HITS
  const reader = async () => {
    while (left > 0) {
      left -= 1
      await get(site, path, headers, agent)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, reader))
  const seconds = (performance.now() - began) / 1000
  agent.destroy()
  return { perSecond: HITS / seconds, cpu: (processorTime(site.pid) - before) / HITS }
}

/** Milliseconds a process has had, of its own and in the system. */
function processorTime(pid: number): number {
  const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
  const fields = rest.split(' ')
  return TICK * (Number(fields[11]) + Number(fields[12]))
}

/** The address that a navigation has: the server sends any other on to it. */
async function asNavigated({ origin }: Served, path: string): Promise<string> {
  const answer = await fetch(`${origin}${path}`, { headers: { rsc: '1' }, redirect: 'manual' })
  const { pathname, search } = new URL(answer.headers.get('location') ?? path, origin)
  return pathname + search
}

function get(
  { origin }: Served,
  path: string,
  headers: Record<string, string> = {},
  agent?: Agent,
): Promise<Got> {
  return new Promise((resolve, reject) => {
    const sent = request(`${origin}${path}`, { headers, agent }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.once('error', reject)
      answer.once('end', () => {
        const body = Buffer.concat(parts)
        const status = answer.statusCode ?? 0
        if (status !== 200 && status !== 304) reject(new Error(`${path}: ${status}`))
        const etag = String(answer.headers.etag ?? '')
        resolve({ status, bytes: body.length, text: body.toString(), etag })
      })
    })
    sent.once('error', reject)
    sent.end()
  })
}
