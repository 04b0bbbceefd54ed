import { eq } from 'drizzle-orm'
import { adoptDatabase, closeDatabase, openPostgres } from '@/server/db/client'
import { users } from '@/server/db/schema/identity'
import { asIdentity } from '@/server/db/tenancy'
import { DEMO_PERSONAS } from '@/server/services/demo/content/personas'
import { startSession } from '@/server/services/sessions/sessions'
import { fillWithSample, printSection, type Served, type Site } from './flood/site'
import { middle, type Timings, timeWork } from './measure'
import type { Section } from './section'

const HITS = 200
const RUNS = 5
const HOLD = 1.3
/** The sample's map with decisions, an old line and a release after them. */
const MAP = 'industrial-maintenance-certificate/49-9041'
const ORGANIZATION = 'four-harbors-community-college'

await printSection(measure)

/** The report of a map beside the map itself, as the educator who is signed in reads both. */
async function measure({ url, serve }: Site): Promise<Section> {
  fillWithSample(url)
  const cookie = await sessionOfEducator(url)
  const site = await serve('off')
  try {
    const read = (path: string) => timeWork(HITS, 1, () => get(site, path, cookie))
    const paths = {
      map: `/o/${ORGANIZATION}/maps/${MAP}`,
      report: `/o/${ORGANIZATION}/reports/${MAP}`,
    }
    const maps: Timings[] = []
    const reports: Timings[] = []
    await read(paths.map)
    await read(paths.report)
    // In turn, so that what else the machine does falls on both.
    for (let run = 0; run < RUNS; run += 1) {
      maps.push(await read(paths.map))
      reports.push(await read(paths.report))
    }
    const [map, report] = [middle(maps), middle(reports)]
    const ratio = report.p50 / map.p50
    return {
      title: 'Alignment reports',
      lede: `The sample's report with the most decisions and its map, as their provider reads them on the production build: ${HITS} pages one\nafter another, median of ${RUNS} runs.`,
      rows: [
        {
          work: 'A report',
          baseline: 'the page of its map',
          hold: `p50 ≤ ${HOLD} ×`,
          measured: `${said(report)}; map ${said(map)}: ${ratio.toFixed(2)} ×`,
          held: ratio <= HOLD,
        },
      ],
    }
  } finally {
    await site.stop()
  }
}

function said({ p50, p95 }: Timings): string {
  return `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`
}

async function sessionOfEducator(url: string): Promise<string> {
  adoptDatabase(openPostgres(url))
  try {
    const educator = DEMO_PERSONAS.find(({ key }) => key === 'educator')
    const [user] = await asIdentity({}, (tx) =>
      tx
        .select({ id: users.id })
        .from(users)
        .where(eq(users.email, educator?.email ?? '')),
    )
    if (!user) throw new Error('The sample has no educator.')
    const { token } = await startSession(user.id)
    return `plumbline.session=${token}`
  } finally {
    await closeDatabase()
  }
}

async function get({ origin }: Served, path: string, cookie: string): Promise<void> {
  const answer = await fetch(`${origin}${path}`, { headers: { cookie }, redirect: 'manual' })
  const text = await answer.text()
  if (answer.status !== 200 || !text.includes('</html>')) {
    throw new Error(`${path}: ${answer.status}`)
  }
}
