import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { adoptDatabase, closeDatabase, database, openEmbedded } from '@/server/db/client'
import { revokeInvitation } from '@/server/services/cycles/change-invitation'
import { closeCycle } from '@/server/services/cycles/end-cycle'
import { keepAddressList } from '@/server/services/cycles/keep-address-list'
import { listPlaces } from '@/server/services/cycles/list-places'
import { listRaterSources } from '@/server/services/cycles/list-rater-lists'
import { readAddressList } from '@/server/services/cycles/read-address-list'
import { readCycle } from '@/server/services/cycles/read-cycle'
import { repeatCycle } from '@/server/services/cycles/repeat-cycle'
import { saveAddressRows } from '@/server/services/cycles/save-address-rows'
import { startFromCycle } from '@/server/services/cycles/start-from-list'
import { declineInvitation } from '@/server/services/ratings/decline-invitation'
import type { RaterContext } from '@/server/services/ratings/rater-door'
import { invitationOf, makeCycle, raterAt, type TestCycle } from '@/server/testing/cycles-factory'
import { makeOrganization, orgContext } from '@/server/testing/organizations-factory'
import { STEPS } from './bands'
import type { Finding } from './finding'
import { struckOut } from './surface/traces'

/** Invited of confirmed employers and of ones that nobody has confirmed; and as many of each that wait in a list. */
const CONFIRMED = 9
const NAMED = 3
const WAITING = 2

/** The first of these answer in the world that is told apart; one takes it back, and one more declines. */
const ANSWER = 6

type Story = {
  snapshot: Blob
  cycle: TestCycle
  listId: string
  waiting: string[]
  raters: { email: string; invitationId: string; ctx: RaterContext }[]
}

/**
 * The attacks on what an asker is told of what its list can show, METHOD R13: a forecast, a list to start from and a cycle
 * that is repeated are functions of the list as it was typed.
 */
export async function runListAttacks(sample: Blob, now: Date): Promise<Finding[]> {
  const story = await tell(sample, now)
  return [await stepsAttack(story), await rowsAttack(story)]
}

async function tell(sample: Blob, now: Date): Promise<Story> {
  const db = await openEmbedded(undefined, sample)
  adoptDatabase(db)
  try {
    const ctx = await orgContext({ kind: 'provider', verification: 'V2', now })
    const invited = await employers(CONFIRMED, NAMED)
    const cycle = await makeCycle({ ctx, addresses: invited, open: true })
    const waiting = await employers(WAITING, WAITING)
    const text = waiting.join('\n')
    const { id: listId } = await keepAddressList(ctx, { cycleId: cycle.id, text })
    const raters: Story['raters'] = []
    for (const email of invited) {
      const invitationId = await invitationOf(cycle, email)
      raters.push({ email, invitationId, ctx: await raterAt(cycle, email, false) })
    }
    return { snapshot: await db.dump(), cycle, listId, waiting, raters }
  } finally {
    await closeDatabase()
  }
}

async function employers(confirmed: number, named: number): Promise<string[]> {
  const emails: string[] = []
  for (let at = 0; at < confirmed + named; at++) {
    const domain = `${randomUUID().slice(0, 12)}.example`
    const verification = at < confirmed ? ('V2' as const) : ('V0' as const)
    const countyId = at < confirmed ? 'us-39093' : null
    await makeOrganization({ kind: 'employer', verification, domain, countyId })
    emails.push(`hr@${domain}`)
  }
  return emails
}

async function inStory<T>(story: Story, work: () => Promise<T>): Promise<T> {
  adoptDatabase(await openEmbedded(undefined, story.snapshot))
  try {
    return await work()
  } finally {
    await closeDatabase()
  }
}

/** All that is told of what the lists can show, and what may be started from. */
async function told({ cycle: { ctx, id: cycleId }, listId }: Story): Promise<string> {
  const { forecast, ifConfirmed, invitedEmployers } = await readCycle(ctx, { cycleId })
  const list = await readAddressList(ctx, { cycleId, id: listId })
  const places = await listPlaces(ctx, { cycleId })
  const sources = await listRaterSources(ctx, { cycleId })
  return JSON.stringify([forecast, ifConfirmed, invitedEmployers, list, places, sources])
}

/** Each step of one person of each kind of employer, and a decline. */
async function stepsAttack(story: Story): Promise<Finding> {
  const moved: string[] = []
  let tried = 0
  let control = 0
  await inStory(story, async () => {
    const before = await told(story)
    const people = [story.raters[0], story.raters.at(-1)].flatMap((each) => each ?? [])
    for (const { ctx } of people) {
      let rater = ctx
      for (const [step, go] of [...Object.entries(STEPS), ['declines', decline] as const]) {
        const naive = await naiveForecast(story.cycle)
        rater = await go(rater)
        tried += 1
        if ((await told(story)) !== before) moved.push(step)
        if ((await naiveForecast(story.cycle)) !== naive) control += 1
      }
    }
  })
  return {
    test: 'R13 a forecast when one person opens, starts, answers, sends, withdraws, declines',
    tried: `${tried} steps, the forecasts of a cycle and of a list that waits after each`,
    recovered: moved.length === 0 ? '0 moved by a byte' : moved.join(', '),
    control: `a forecast that counts answers moved ${control} times`,
    passed: moved.length === 0 && tried === 12 && control === 2,
  }
}

async function decline(rater: RaterContext): Promise<RaterContext> {
  await declineInvitation(rater)
  return rater
}

/** What a forecast would say that takes those who have answered for sure: of confirmed employers in the list. */
async function naiveForecast({ id }: TestCycle): Promise<number> {
  const { withOwner } = await database()
  const { rows } = await withOwner(({ query }) =>
    query(
      `SELECT count(*) AS asked,
         count(*) FILTER (WHERE EXISTS (SELECT 1 FROM rater_progress p
           WHERE p.invitation_id = v.id AND p.submitted_at IS NOT NULL AND p.withdrawn_at IS NULL)) AS answered
       FROM rater_invitation v JOIN organization o ON o.id = v.employer_id
       WHERE v.cycle_id = $1 AND v.delivery <> 'revoked' AND o.verification = 'V2'`,
      [id],
    ),
  )
  const { answered, asked } = Counts.parse(rows[0])
  return answered + 0.7 * (asked - answered)
}

const Counts = z.object({ answered: z.coerce.number(), asked: z.coerce.number() })

type World = {
  /** What is told with nothing taken out, then without each row. */
  all: string
  without: string[]
  /** How much the naive forecast falls without each invited row. */
  falls: number[]
  again: string
}

/**
 * Each row is taken out of the list in a world where nobody has answered and in one where some have: what is told is the
 * same, so it never says whether the row that went had answered. Then the cycle is repeated in both. Control: by how much
 * a forecast that counts answers falls names everybody who has answered.
 */
async function rowsAttack(story: Story): Promise<Finding> {
  const quiet = await worldWith(story, async () => undefined)
  const busy = await worldWith(story, async () => {
    for (const [at, { ctx }] of story.raters.slice(0, ANSWER + 1).entries()) {
      if (at < ANSWER) await answer(ctx, at === 0)
      else await declineInvitation(ctx)
    }
  })
  const rows = story.raters.length + story.waiting.length
  const differing = busy.without.filter((text, at) => text !== quiet.without[at]).length
  const others = Number(busy.all !== quiet.all) + Number(busy.again !== quiet.again)
  const counted = quiet.without.filter((text) => text !== quiet.all).length
  const named = busy.falls.flatMap((fall, at) => (Math.abs(fall - 1) < 1e-9 ? [at] : []))
  const answered = Array.from({ length: ANSWER - 1 }, (_, at) => at + 1)
  return {
    test: 'R13 a forecast without any one row, and a cycle that is repeated',
    tried: `${rows} rows taken out where nobody and where ${ANSWER - 1} have answered, a repeat in both`,
    recovered: `${differing} rows and ${others} others told apart`,
    control: `a forecast that counts answers names ${named.length} of ${answered.length}; ${counted} of ${rows} rows move the forecast themselves`,
    passed:
      differing === 0 &&
      others === 0 &&
      counted === rows &&
      quiet.without.length === rows &&
      String(named) === String(answered),
  }
}

async function answer(rater: RaterContext, withdraws: boolean): Promise<void> {
  let at = rater
  for (const [step, go] of Object.entries(STEPS)) {
    if (step !== 'withdraws' || withdraws) at = await go(at)
  }
}

function worldWith(story: Story, happens: () => Promise<void>): Promise<World> {
  return inStory(story, async () => {
    await happens()
    const { cycle, raters, waiting, listId } = story
    const all = await told(story)
    const full = await naiveForecast(cycle)
    const without: string[] = []
    const falls: number[] = []
    for (const { invitationId } of raters) {
      const back = await takenBack(cycle, invitationId)
      without.push(await told(story))
      falls.push(full - (await naiveForecast(cycle)))
      await back()
    }
    for (const key of waiting) {
      const out = (value: boolean) =>
        saveAddressRows(cycle.ctx, { cycleId: cycle.id, id: listId, rows: [{ key, out: value }] })
      await out(true)
      without.push(await told(story))
      await out(false)
    }
    return { all, without, falls, again: await repeated(cycle) }
  })
}

/** Takes an invitation back as its asker does; what is answered puts it where it was. */
async function takenBack(
  { ctx, id }: TestCycle,
  invitationId: string,
): Promise<() => Promise<void>> {
  const { withOwner } = await database()
  const { rows } = await withOwner(({ query }) =>
    query('SELECT delivery FROM rater_invitation WHERE id = $1', [invitationId]),
  )
  await revokeInvitation(ctx, { cycleId: id, invitationId })
  return async () => {
    await withOwner(({ query }) =>
      query('UPDATE rater_invitation SET delivery = $2 WHERE id = $1', [
        invitationId,
        rows[0]?.delivery,
      ]),
    )
  }
}

/** What the draft that repeats a cycle holds, and its list as one to start from. */
async function repeated({ ctx, id }: TestCycle): Promise<string> {
  await closeCycle(ctx, { cycleId: id })
  const { id: cycleId } = await repeatCycle(ctx, { cycleId: id })
  const draft = await readCycle(ctx, { cycleId })
  const list = await startFromCycle(ctx, { cycleId, fromId: id })
  const { table } = await readAddressList(ctx, { cycleId, id: list.id })
  return struckOut(JSON.stringify([draft, table]))
}
