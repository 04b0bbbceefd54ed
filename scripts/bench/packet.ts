import pg from 'pg'
import { adoptDatabase, closeDatabase, openPostgres } from '@/server/db/client'
import { migrate } from '@/server/db/migrate'
import { defaultLanguage } from '@/server/domain/default-language'
import type { Context } from '@/server/services/context'
import { saveAnswers } from '@/server/services/ratings/save-answers'
import { submitRating } from '@/server/services/ratings/submit-rating'
import { insertBaseline, WRITERS } from './baselines'
import { openCampaign, type Submission } from './campaign'
import { printSection, type Served, type Site } from './flood/site'
import { type Generated, generate } from './generate'
import { middle, type Timings, timeWork } from './measure'
import { servePlainForm } from './packet/plain-site'
import { send, sendPlain, spent, visitPacket, visitPlainForm } from './packet/visits'
import type { Section } from './section'

const SCORES = 100_000
const RUNS = 3
const INSERTS = 3_000
/** Raters that tap in one run at the service; each makes every tap of a packet. */
const TAPPERS = 64
const SENDS = 500
const PACKETS = 40
/** Raters' devices at once that visit whole packets, and that press Send. */
const DEVICES = 4
const CLIENTS = 32
/** Taps of one packet of twelve competencies. */
const TAPS = 27

const HOLD = { packet: 70, share: 0.08, crowd: 0.8, p99: 250 }

await printSection(measure)

/** What raters do: at the service with sixteen writers, and over HTTP as browsers do it. */
async function measure({ url, serve }: Site): Promise<Section> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const database = openPostgres(url)
    adoptDatabase(database)
    await migrate(database)
    const made = await generate(client, SCORES)
    const service = await atTheService(url, client, made)
    await closeDatabase()
    const http = await overHttp({ url, serve }, await campaigns(client, made))
    return {
      title: 'What a rater does',
      lede: `${SCORES.toLocaleString(defaultLanguage)} scores behind. ${WRITERS} writers at the service; over HTTP ${DEVICES} devices with whole packets (a page, ${TAPS} taps, Send)\nand ${CLIENTS} with Sends, on the production build. The plain form inserts one row a post. Medians of ${RUNS}.`,
      rows: [...service, ...http],
    }
  } finally {
    await client.end()
  }
}

async function atTheService(
  url: string,
  client: pg.Client,
  made: Generated,
): Promise<Section['rows']> {
  const inserts: Timings[] = []
  const taps: Timings[] = []
  const sends: Timings[] = []
  const crowded: Timings[] = []
  const cpu = { tap: 0, send: 0 }
  const campaign = (count: number, spread: boolean, seed: number) =>
    openCampaign(client, made, { count, spread, seed })
  await tapAll(await campaign(TAPPERS, true, 1))
  await submitAll(await campaign(TAPPERS, true, 2))
  for (let run = 0; run < RUNS; run += 1) {
    inserts.push(await insertBaseline(url, INSERTS))
    const tappers = await campaign(TAPPERS, true, 10 + run)
    cpu.tap += await costOf(async () => taps.push(await tapAll(tappers)))
    const senders = await campaign(SENDS, true, 20 + run)
    cpu.send += await costOf(async () => sends.push(await submitAll(senders)))
    crowded.push(await submitAll(await campaign(SENDS, false, 30 + run)))
  }
  const [insert, tap, spread, crowd] = [inserts, taps, sends, crowded].map(middle) as [
    Timings,
    Timings,
    Timings,
    Timings,
  ]
  const row = (work: string, at: Timings, each: number) => {
    const share = at.perSecond / insert.perSecond
    return {
      work: `${work} (service, ${WRITERS} writers)`,
      baseline: 'one-row inserts',
      hold: `≥ ${HOLD.share} ×`,
      measured: `${said(at)}, ${each.toFixed(2)} ms of Node CPU; inserts ${said(insert)}: ${share.toFixed(3)} ×`,
      held: share >= HOLD.share,
    }
  }
  const together = crowd.perSecond / spread.perSecond
  return [
    row('A tap', tap, cpu.tap / (RUNS * TAPPERS * TAPS)),
    row('A Send of 12 competencies', spread, cpu.send / (RUNS * SENDS)),
    {
      work: 'The same Sends, all about one credential',
      baseline: 'spread over 20',
      hold: `≥ ${HOLD.crowd} ×`,
      measured: `${said(crowd)}: ${together.toFixed(2)} ×`,
      held: together >= HOLD.crowd,
    },
  ]
}

function tapAll(all: Submission[]): Promise<Timings> {
  return timeWork(all.length * TAPS, WRITERS, (index) => {
    const one = at(all, index % all.length)
    const tap = at(one.input.taps, Math.floor(index / all.length))
    return saveAnswers(raterOf(one), { packetId: one.input.packetId, taps: [tap] })
  })
}

function submitAll(all: Submission[]): Promise<Timings> {
  return timeWork(all.length, WRITERS, (index) => {
    const one = at(all, index)
    return submitRating(raterOf(one), one.input)
  })
}

function raterOf({ code, session }: Submission) {
  const anonymous: Context = {
    actor: { kind: 'anonymous' },
    requestId: crypto.randomUUID(),
    now: new Date(),
  }
  return { ...anonymous, code, session }
}

/** Processor time of this process for a piece of work, in milliseconds. */
async function costOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

type Campaigns = { packets: Submission[][]; sends: Submission[][] }

async function campaigns(client: pg.Client, made: Generated): Promise<Campaigns> {
  const several = async (count: number, seed: number) => {
    const all: Submission[][] = []
    for (let run = 0; run <= RUNS; run += 1)
      all.push(await openCampaign(client, made, { count, spread: true, seed: seed + run }))
    return all
  }
  return { packets: await several(PACKETS, 40), sends: await several(SENDS, 50) }
}

async function overHttp({ url, serve }: Site, all: Campaigns): Promise<Section['rows']> {
  const site = await serve()
  const plain = await servePlainForm(url)
  try {
    const [packets, forms] = [[], []] as [number[], number[]]
    const [sends, posts] = [[], []] as [Timings[], Timings[]]
    // The first of each is to warm up.
    for (let run = 0; run <= RUNS; run += 1) {
      const [visited, sent] = [at(all.packets, run), at(all.sends, run)]
      packets.push(await costOfEach(site, visited, visitPacket))
      forms.push(await costOfEach(plain, visited, visitPlainForm))
      sends.push(await timeWork(SENDS, CLIENTS, (index) => send(site.origin, at(sent, index))))
      posts.push(
        await timeWork(SENDS, CLIENTS, (index) => sendPlain(plain.origin, at(sent, index))),
      )
    }
    const [packet, form] = [median(packets.slice(1)), median(forms.slice(1))]
    const [ours, theirs] = [middle(sends.slice(1)), middle(posts.slice(1))]
    return [
      {
        work: `A rater's whole packet over HTTP: page, ${TAPS} taps, Send`,
        baseline: 'the plain form, as many requests',
        hold: `≤ ${HOLD.packet} ms of Node CPU; no errors`,
        measured: `${packet.toFixed(0)} ms; plain form ${form.toFixed(0)} ms: ${(packet / form).toFixed(1)} ×; no errors`,
        held: packet <= HOLD.packet,
      },
      {
        work: `Send over HTTP, ${CLIENTS} clients`,
        baseline: 'the plain form',
        hold: `p99 ≤ ${HOLD.p99} ms`,
        measured: `${said(ours)}; plain form ${said(theirs)}: ${(ours.perSecond / theirs.perSecond).toFixed(2)} ×`,
        held: ours.p99 <= HOLD.p99,
      },
    ]
  } finally {
    await plain.stop()
    await site.stop()
  }
}

/** What a server spends on each of these packets, in milliseconds. */
async function costOfEach(
  { origin, pid }: Served,
  all: Submission[],
  visit: (origin: string, one: Submission) => Promise<void>,
): Promise<number> {
  const before = spent(pid)
  await timeWork(all.length, DEVICES, (index) => visit(origin, at(all, index)))
  return (spent(pid) - before) / all.length
}

function median(values: number[]): number {
  return at(
    values.toSorted((a, b) => a - b),
    Math.floor(values.length / 2),
  )
}

function at<T>(all: readonly T[], index: number): T {
  const one = all[index]
  if (one === undefined) throw new Error(`There is no ${index}.`)
  return one
}

function said({ perSecond, p99 }: Timings): string {
  return `${Math.round(perSecond).toLocaleString(defaultLanguage)}/s, p99 ${Math.round(p99)} ms`
}
