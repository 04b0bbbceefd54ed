import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { adoptDatabase, closeDatabase, openPostgres } from '@/server/db/client'
import { migrate } from '@/server/db/migrate'
import { draftText, emptyDraft } from '@/server/domain/asking/drafts'
import { systemContext } from '@/server/services/context'
import { runRelease } from '@/server/services/releases/run-release'
import { openCampaign, type Submission } from './campaign'
import { COMPETENCIES } from './catalogue'
import { printSection, type Site } from './flood/site'
import { generate } from './generate'
import { type Timings, timeWork } from './measure'
import type { Section } from './section'

const SCORES = 100_000
const READERS = 200
const WRITERS = 4
const SENDS = 400
const HOLD = { share: 0.25, p99: 500 }

await printSection(measure)

/** Sends on the production build over HTTP: alone, and beside two hundred readers of each kind of page. */
async function measure({ url, serve }: Site): Promise<Section> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const database = openPostgres(url)
    adoptDatabase(database)
    await migrate(database)
    const made = await generate(client, SCORES)
    await runRelease(systemContext('command', 'bench'), { trigger: 'command' })
    const floods = floodsOf(
      made.credentials.map(({ slug, occupation }) => ({
        slug,
        code: made.occupations[occupation]?.id.replace(/^.*:/, '') ?? '',
      })),
    )
    const campaigns: Submission[][] = []
    for (let seed = 0; seed <= Object.keys(floods).length + 1; seed += 1)
      campaigns.push(await openCampaign(client, made, { count: SENDS, spread: true, seed }))
    await closeDatabase()
    const { origin, stop } = await serve()
    try {
      return {
        title: 'Under a flood',
        lede: `${WRITERS} raters' devices send ${SENDS} answers over HTTP to the production build, alone and beside ${READERS} readers\nwho never wait.`,
        rows: await compare(origin, floods, campaigns),
      }
    } finally {
      await stop()
    }
  } finally {
    await client.end()
  }
}

async function compare(
  origin: string,
  floods: Record<string, string[]>,
  campaigns: Submission[][],
): Promise<Section['rows']> {
  await sendAll(origin, campaigns.shift())
  const quiet = await sendAll(origin, campaigns.shift())
  const rows: Section['rows'] = []
  for (const [name, addresses] of Object.entries(floods)) {
    const stop = startReaders(origin, addresses)
    await sleep(2_000)
    const flooded = await sendAll(origin, campaigns.shift())
    const got = await stop()
    const share = flooded.perSecond / quiet.perSecond
    rows.push({
      work: `Sends beside readers of ${name}`,
      baseline: 'Sends alone',
      hold: `≥ ${HOLD.share} ×, p99 ≤ ${HOLD.p99} ms`,
      measured: `${say(flooded)}; alone ${say(quiet)}: ${share.toFixed(2)} ×; readers got ${got.trim()}`,
      held: share >= HOLD.share && flooded.p99 <= HOLD.p99,
    })
  }
  return rows
}

function floodsOf(credentials: { slug: string; code: string }[]): Record<string, string[]> {
  const maps = credentials.map(({ slug, code }) => `/maps/${slug}/${code}`)
  const scopes = ['all/31-33', 'all/62', 'all/23', 'all/54']
  return {
    'cached maps': maps.slice(0, 20).map((map) => `${map}/all/all`),
    'maps of every filter': maps.flatMap((map) => scopes.map((scope) => `${map}/${scope}`)),
    'made-up maps': ['/maps/made-up-*/51-4041/all/all'],
    'home, lists and the sitemap': [
      '/',
      '/credentials',
      '/frameworks',
      '/sitemap.xml',
      '/credentials/find?q=nurs*',
    ],
    'the search': ['/search?q=machinist+*', '/search?q=nurs*'],
  }
}

function sendAll(origin: string, all: Submission[] = []): Promise<Timings> {
  return timeWork(all.length, WRITERS, async (index) => {
    const one = all[index]
    if (!one) throw new Error('No such submission.')
    const answer = await fetch(`${origin}/r/${one.code}/send`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: `plumbline.rater.${one.session.slice(0, 8)}=${one.session}`, origin },
      body: new URLSearchParams({
        packet: one.input.packetId,
        key: one.input.clientKey,
        was: draftText(emptyDraft(COMPETENCIES)),
        ...Object.fromEntries(one.input.taps.map(({ field, answer }) => [field, answer])),
      }),
    })
    if (!answer.headers.get('location')?.includes('/receipt'))
      throw new Error(`A rating was not taken: ${answer.status} ${answer.headers.get('location')}`)
  })
}

/** Readers in a process of their own; resolves, when stopped, with what they got. */
function startReaders(origin: string, addresses: string[]): () => Promise<string> {
  const script = fileURLToPath(new URL('flood/readers.mjs', import.meta.url))
  const child = spawn(process.execPath, [script, origin, String(READERS), ...addresses], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (part) => {
    said += part
  })
  return () =>
    new Promise((resolve) => {
      child.once('close', () => resolve(said))
      child.kill('SIGTERM')
    })
}

function say({ perSecond, p99 }: Timings): string {
  return `${Math.round(perSecond)}/s, p99 ${Math.round(p99)} ms`
}
