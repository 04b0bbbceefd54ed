import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { adoptDatabase, closeDatabase, database, openEmbedded } from '@/server/db/client'
import { raterInvitations } from '@/server/db/schema/cycles'
import { asTenant } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { type OrgContext, systemContext } from '@/server/services/context'
import { resendInvitation } from '@/server/services/cycles/change-invitation'
import { closeCycle } from '@/server/services/cycles/end-cycle'
import { openCycle } from '@/server/services/cycles/open-cycle'
import { declineInvitation } from '@/server/services/ratings/decline-invitation'
import { passInvitationOn } from '@/server/services/ratings/pass-invitation-on'
import { printInvitation } from '@/server/services/ratings/print-invitation'
import type { RaterContext } from '@/server/services/ratings/rater-door'
import { raterMailTemplates } from '@/server/services/ratings/rater-mail-templates'
import { readPacket } from '@/server/services/ratings/read-packet'
import { saveAnswers } from '@/server/services/ratings/save-answers'
import { startRating } from '@/server/services/ratings/start-rating'
import { submitRating } from '@/server/services/ratings/submit-rating'
import { unsubscribeRater } from '@/server/services/ratings/unsubscribe-rater'
import { writeCycleTotals } from '@/server/services/releases/write-cycle-totals'
import {
  codeIn,
  invitationOf,
  letPass,
  mailOf,
  mailTo,
  makeCycle,
  raterAt,
  raterContext,
  type TestCycle,
} from '@/server/testing/cycles-factory'
import { makeOrganization, orgContext } from '@/server/testing/organizations-factory'
import { addAddresses } from '@/server/testing/pasted-addresses'
import { readAll } from './askers'
import type { Finding } from './finding'
import { struckOut } from './surface/traces'
import { tenantRows } from './tenant-rows'

const ASKED = 6
const WEEK = 30
const SEAT = 'keel-1.example'

const ANSWERS = [
  { field: 'role', answer: 'supervises' },
  { field: 'exposure', answer: 'several' },
  { field: 'i0', answer: '4' },
  { field: 'f0', answer: '1' },
]

const Audit = z.object({ events: z.array(z.unknown()) })

type Asked = {
  cycle: TestCycle
  next: TestCycle
  rater: RaterContext
  invitationId: string
  /** A rater that is the asker's own. */
  seat: RaterContext
}
type Story = { snapshot: Blob; asked: Asked[] }

/** What may come of an invitation, in the hands of who was invited or of whom it was passed on to. */
const STORIES: Record<string, (asked: Asked) => Promise<RaterContext>> = {
  'stays where it is': async ({ rater }) => rater,
  'is passed on and its mail comes back': async (asked) => {
    await passInvitationOn(await begun(asked.rater), { email: colleague(0) })
    await comesBack(asked)
    return asked.rater
  },
  'is passed on twice': async (asked) => {
    const second = await toColleague(asked, 1)
    return toColleague({ ...asked, rater: second }, 2)
  },
  'is passed on and stopped': async (asked) => {
    const second = await toColleague(asked, 1)
    await unsubscribeRater(second)
    return second
  },
  'is passed on twice and stopped by the second': async (asked) => {
    const second = await toColleague(asked, 1)
    const third = await toColleague({ ...asked, rater: second }, 2)
    await unsubscribeRater(second)
    return third
  },
  'is printed and opened': async ({ rater }) => start((await printInvitation(rater)).code),
}
const UNANSWERED = [
  'is passed on and its mail comes back',
  'is passed on and stopped',
  'is passed on twice and stopped by the second',
  'is printed and opened',
]
const ANSWERED = ['is passed on twice', 'is printed and opened']

const colleague = (at: number) => `bo-${at}@keel-0.example`

/**
 * R13: an asker with a rater that passes its invitation on. Everything an owner of it may ask for, every row its own
 * door reads, what it can send and what it is refused must be the same to the byte whether the invitation stays, is
 * passed on by mail or as a printed code, once or twice, whatever becomes of the mail; and when answers were sent, after
 * the cycle has closed too. The asker holds a seat of its own and presses there as well. Controls: what is kept beside
 * the invitation, and a rater that declines.
 */
export async function passingAttack(sample: Blob, now: Date): Promise<Finding> {
  const story = await tell(sample, now)
  const quiet = await world(story, 'stays where it is', false)
  const differs = new Set<string>()
  let reads = quiet.seen.length
  let keptDiffers = 0
  for (const name of UNANSWERED) {
    const told = await world(story, name, false)
    compare(quiet.seen, told.seen, name, differs)
    if (told.kept !== quiet.kept) keptDiffers += 1
  }
  const answered = await world(story, 'stays where it is', true)
  reads += answered.seen.length
  for (const name of ANSWERED) {
    const told = await world(story, name, true)
    compare(answered.seen, told.seen, `${name}, answered and closed`, differs)
  }
  const declined = await inStory(story, async (asked) => {
    for (const each of asked) await declineInvitation(each.rater)
    return seen(asked)
  })
  const moved = declined.filter((line, at) => line !== quiet.seen[at]).length
  const declinedThere = await inStory(story, async (asked) => {
    for (const each of asked) await declineInvitation(await toColleague(each, 1))
    return seen(asked)
  })
  compare(declined, declinedThere, 'is passed on and declined', differs)
  const passes = UNANSWERED.length
  return {
    test: 'R13 an invitation is passed on',
    tried: `${reads} replies, rows and refusals of two askers, in ${UNANSWERED.length + ANSWERED.length + 4} worlds`,
    recovered: differs.size === 0 ? '0 differ by a byte' : [...differs].slice(0, 5).join('; '),
    control: `what is kept beside the invitation: ${keptDiffers} of ${passes} differ; a decline moves ${moved}`,
    passed: differs.size === 0 && reads > 100 && keptDiffers === passes && moved > 0,
  }
}

function compare(one: string[], other: string[], name: string, differs: Set<string>): void {
  if (one.length !== other.length) differs.add(`${name}: ${one.length} and ${other.length} lines`)
  for (const [at, line] of one.entries()) {
    if (line !== other[at]) differs.add(`${name}: ${line.slice(0, 60)}`)
  }
}

async function tell(sample: Blob, now: Date): Promise<Story> {
  const db = await openEmbedded(undefined, sample)
  adoptDatabase(db)
  try {
    const addresses: string[] = []
    for (let at = 0; at < ASKED; at++) {
      const domain = `keel-${at}.example`
      await makeOrganization({ kind: 'employer', verification: 'V2', domain, countyId: 'us-39093' })
      addresses.push(`ann@${domain}`)
    }
    const asked: Asked[] = []
    for (const verification of ['V0', 'V2'] as const) {
      const kind = verification === 'V0' ? 'provider' : 'partnership'
      asked.push(await ask(await orgContext({ kind, verification, now }), addresses))
    }
    return { snapshot: await db.dump(), asked }
  } finally {
    await closeDatabase()
  }
}

/** An open cycle whose first two addresses have started, and a draft that leaves two mails of an unconfirmed week. */
async function ask(ctx: OrgContext, addresses: string[]): Promise<Asked> {
  const cycle = await makeCycle({ ctx, addresses, open: true })
  const [first = '', second = ''] = addresses
  const rater = await raterAt(cycle, first)
  const seat = await raterAt(cycle, second)
  await letPass(cycle, '3 hours')
  const more = Array.from({ length: WEEK - ASKED - 3 }, (_, at) => `cy@tide-${at}.example`)
  const next = await makeCycle({ ctx, like: cycle, addresses: more })
  return { cycle, next, rater, seat, invitationId: await invitationOf(cycle, first) }
}

async function inStory<T>(story: Story, work: (asked: Asked[]) => Promise<T>): Promise<T> {
  adoptDatabase(await openEmbedded(undefined, story.snapshot))
  try {
    return await work(story.asked)
  } finally {
    await closeDatabase()
  }
}

function world(
  story: Story,
  name: string,
  answers: boolean,
): Promise<{ seen: string[]; kept: string }> {
  return inStory(story, async (asked) => {
    for (const each of asked) {
      const rater = await STORIES[name]?.(each)
      if (!rater || !answers) continue
      const { id: packetId } = await readPacket(rater, { packetId: null })
      await submitRating(rater, { packetId, clientKey: crypto.randomUUID(), taps: ANSWERS })
      await closeCycle(each.cycle.ctx, { cycleId: each.cycle.id })
    }
    if (answers) await writeCycleTotals(new Date())
    return { seen: await seen(asked), kept: await keptBeside() }
  })
}

/** Everything an owner of each asker is answered, what its door reads, and what comes of its own presses. */
async function seen(asked: Asked[]): Promise<string[]> {
  const lines: string[] = []
  // One looks first, the other after it has pressed.
  const [first, ...others] = asked
  if (first) lines.push(...(await look(first)), ...(await press(first)))
  for (const each of others) lines.push(...(await press(each)), ...(await look(each)))
  return lines
}

async function look({ cycle }: Asked): Promise<string[]> {
  const replies = [...(await readAll(cycle.ctx, cycle.id))]
  return [
    ...replies.map(([path, reply]) => `${path} ${inOrder(path, struckOut(reply))}`),
    ...(await tenantRows(cycle.ctx)),
  ]
}

/** Of what happened at one moment the record says it in the order of random ids. */
function inOrder(path: string, reply: string): string {
  if (path !== 'organizations.audit') return reply
  const { events } = Audit.parse(JSON.parse(reply))
  return events
    .map((event) => JSON.stringify(event))
    .sort()
    .join()
}

/** Sends the invitation again, adds the colleague's own address, and spends the week to the last mail, from its seat too. */
async function press({ cycle, next, invitationId, seat }: Asked): Promise<string[]> {
  const { ctx } = cycle
  const about = { cycleId: cycle.id, invitationId }
  return [
    await said('resend', () => resendInvitation(ctx, about)),
    await said('its mail', async () => {
      await mailOf(invitationId, 'rater-invitation')
      return deliveries(cycle)
    }),
    await said('add', () => addAddresses(ctx, { cycleId: next.id, text: colleague(0) })),
    await said('take off', () =>
      asTenant(ctx, (tx) =>
        tx.delete(raterInvitations).where(sql`cycle_id = ${next.id} AND email = ${colleague(0)}`),
      ).then(() => 'done'),
    ),
    await said('the week but two', () => openCycle(ctx, { cycleId: next.id })),
    await said('another, but one', () => again(cycle, 1)),
    await said('its own seat passes on', () => passInvitationOn(seat, { email: `bo@${SEAT}` })),
    await said('the last', () => again(cycle, 2)),
    await said('one too many', () => again(cycle, 3)),
  ]
}

async function again(cycle: TestCycle, at: number): Promise<void> {
  const invitationId = await invitationOf(cycle, `ann@keel-${at}.example`)
  await resendInvitation(cycle.ctx, { cycleId: cycle.id, invitationId })
}

async function deliveries(cycle: TestCycle): Promise<unknown> {
  const rows = await asTenant(cycle.ctx, (tx) =>
    tx
      .select({ email: raterInvitations.email, delivery: raterInvitations.delivery })
      .from(raterInvitations)
      .where(sql`cycle_id = ${cycle.id} ORDER BY email`),
  )
  return rows
}

async function said(what: string, press: () => Promise<unknown>): Promise<string> {
  try {
    return `${what}: ${struckOut(JSON.stringify((await press()) ?? 'done'))}`
  } catch (error) {
    if (error instanceof DomainError) return `${what}: ${error.message}`
    throw error
  }
}

/** What the asker's door does not read. */
async function keptBeside(): Promise<string> {
  const { rows } = await (await database()).withOwner(({ query }) =>
    query('SELECT count(*) AS passed, max(times) AS times FROM passed_invitation'),
  )
  return JSON.stringify(rows)
}

async function begun(rater: RaterContext): Promise<RaterContext> {
  const { id: packetId } = await readPacket(rater, { packetId: null })
  await saveAnswers(rater, { packetId, taps: ANSWERS })
  return rater
}

async function start(code: string): Promise<RaterContext> {
  const rater = raterContext(code)
  const { session } = await startRating(rater)
  return { ...rater, session: session ?? undefined }
}

async function toColleague(asked: Asked, passes: number): Promise<RaterContext> {
  // Of each asker another, so that one who stops all mail stops no other's.
  const email = `di-${passes}-${asked.invitationId}@keel-0.example`
  await passInvitationOn(asked.rater, { email })
  return start(codeIn(await mailOf(asked.invitationId, 'rater-passed', { passes })))
}

async function comesBack({ cycle, invitationId }: Asked): Promise<void> {
  await mailOf(invitationId, 'rater-passed', { passes: 1 })
  await mailTo(cycle, 'ann@keel-0.example', 'rater-follow-up')
  for (const template of ['rater-passed', 'rater-follow-up', 'rater-invitation'] as const) {
    await raterMailTemplates[template].bounced?.(systemContext('job', 'mail'), { invitationId })
  }
}
