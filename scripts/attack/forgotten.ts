import { sql } from 'drizzle-orm'
import { adoptDatabase, closeDatabase, openEmbedded } from '@/server/db/client'
import { asTenant } from '@/server/db/tenancy'
import type { OrgContext } from '@/server/services/context'
import { closeCycle } from '@/server/services/cycles/end-cycle'
import type { RaterContext } from '@/server/services/ratings/rater-door'
import { readPacket } from '@/server/services/ratings/read-packet'
import { saveAnswers } from '@/server/services/ratings/save-answers'
import { submitRating } from '@/server/services/ratings/submit-rating'
import { reviewOfferedWords } from '@/server/services/releases/review-offered-words'
import { showOfferedWords } from '@/server/services/releases/show-offered-words'
import { listWaitingWords } from '@/server/services/requirements/list-waiting-words'
import { makeCycle, raterAt, type TestCycle } from '@/server/testing/cycles-factory'
import {
  makeOrganization,
  operatorContext,
  orgContext,
} from '@/server/testing/organizations-factory'
import { differing, type Read, readAll } from './askers'
import type { Finding } from './finding'
import { struckOut } from './surface/traces'
import { tenantRows } from './tenant-rows'

const EMPLOYERS = 5

const ANSWERS = [
  { field: 'role', answer: 'supervises' },
  { field: 'exposure', answer: 'several' },
  { field: 'i0', answer: '4' },
  { field: 'f0', answer: '1' },
]

type Story = { snapshot: Blob; cycle: TestCycle; other: OrgContext; raters: RaterContext[] }

/**
 * R10: five raters of an open cycle answer alike, and offer a line of what was forgotten or none. Until the cycle has
 * closed, whoever asks, a partnership beside it and the operator must read the same to the byte, whatever is typed, saved
 * or sent, and through a night. Control: the day after it has closed and the lines were let through, that night moves the
 * list of words, by five lines and without a count.
 */
export async function forgottenAttack(sample: Blob): Promise<Finding> {
  const story = await tell(sample)
  const quiet = await world(story, () => [])
  const told = await world(story, (at) => [
    { field: 'forgotten', answer: `Reads gauge number ${at}` },
    { field: 'offered', answer: 'yes' },
  ])
  const differs = quiet.open.flatMap((line, at) =>
    line === told.open[at] ? [] : [line.slice(0, 60)],
  )
  const same = quiet.open.length === told.open.length && differs.length === 0
  return {
    test: 'R10 what was forgotten, before the cycle closes',
    tried: `${quiet.open.length} replies and rows of who asks, who does not and the operator, as ${EMPLOYERS} save and send a line or none`,
    recovered: same ? '0 differ by a byte' : [...new Set(differs)].join('; '),
    control: `after it has closed: ${told.waiting} lines wait, and the night moves ${told.moved.join(', ')}; without lines ${quiet.waiting} wait and it moves ${quiet.moved.length}`,
    passed:
      same &&
      told.waiting === EMPLOYERS &&
      quiet.waiting === 0 &&
      quiet.moved.length === 0 &&
      told.moved.join() === 'requirements.offered',
  }
}

async function tell(sample: Blob): Promise<Story> {
  const db = await openEmbedded(undefined, sample)
  adoptDatabase(db)
  try {
    const addresses: string[] = []
    for (let at = 0; at < EMPLOYERS; at++) {
      const domain = `gauge-${at}.example`
      await makeOrganization({ kind: 'employer', verification: 'V2', domain, countyId: 'us-39093' })
      addresses.push(`ann@${domain}`)
    }
    const cycle = await makeCycle({ addresses, open: true })
    const other = await orgContext({ kind: 'partnership', verification: 'V2' })
    const raters: RaterContext[] = []
    for (const address of addresses) raters.push(await raterAt(cycle, address))
    return { snapshot: await db.dump(), cycle, other, raters }
  } finally {
    await closeDatabase()
  }
}

async function world(story: Story, line: (at: number) => { field: string; answer: string }[]) {
  adoptDatabase(await openEmbedded(undefined, story.snapshot))
  try {
    for (const [at, rater] of story.raters.entries()) {
      const { id: packetId } = await readPacket(rater, { packetId: null })
      await saveAnswers(rater, { packetId, taps: line(at) })
      await submitRating(rater, { packetId, clientKey: crypto.randomUUID(), taps: ANSWERS })
    }
    await showOfferedWords(new Date())
    const open = await look(story)
    return { open, ...(await afterClosing(story)) }
  } finally {
    await closeDatabase()
  }
}

async function look({ cycle, other }: Story): Promise<string[]> {
  const lines: string[] = []
  for (const ctx of [cycle.ctx, other]) {
    const replies = [...(await readAll(ctx, cycle.id))]
    lines.push(...replies.map(([path, reply]) => `${path} ${struckOut(reply)}`))
    lines.push(...(await tenantRows(ctx)))
  }
  return [...lines, `waits ${JSON.stringify(await listWaitingWords(await operatorContext()))}`]
}

/** The day after the cycle has closed: how many lines wait, and what the night moves that follows their review. */
async function afterClosing(story: Story): Promise<{ waiting: number; moved: string[] }> {
  const { cycle, other } = story
  await closeCycle(cycle.ctx, { cycleId: cycle.id })
  await asTenant(cycle.ctx, (tx) =>
    tx.execute(
      sql`UPDATE rating_cycle SET closed_at = now() - interval '25 hours' WHERE id = ${cycle.id}`,
    ),
  )
  const operator = await operatorContext()
  const lines = (await listWaitingWords(operator)).filter(({ text }) => text.includes('gauge'))
  for (const { id, text } of lines) {
    await reviewOfferedWords(operator, { id, verdict: 'let_through', text })
  }
  const before: Read = await readAll(other, cycle.id)
  await showOfferedWords(new Date())
  return { waiting: lines.length, moved: differing(before, await readAll(other, cycle.id)) }
}
