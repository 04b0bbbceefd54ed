import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { adoptDatabase, closeDatabase, database, openEmbedded } from '@/server/db/client'
import { asCourier, selectRows } from '@/server/db/tenancy'
import type { OrgContext } from '@/server/services/context'
import { closeCycle } from '@/server/services/cycles/end-cycle'
import { declineInvitation } from '@/server/services/ratings/decline-invitation'
import type { RaterContext } from '@/server/services/ratings/rater-door'
import { readInvitation } from '@/server/services/ratings/read-invitation'
import { readPacket } from '@/server/services/ratings/read-packet'
import { saveAnswers } from '@/server/services/ratings/save-answers'
import { startRating } from '@/server/services/ratings/start-rating'
import { submitRating } from '@/server/services/ratings/submit-rating'
import { withdrawRatings } from '@/server/services/ratings/withdraw-ratings'
import { writeCycleTotals } from '@/server/services/releases/write-cycle-totals'
import { makeCycle, raterAt } from '@/server/testing/cycles-factory'
import { makeOrganization, orgContext } from '@/server/testing/organizations-factory'
import { differing, type Read, readAll } from './askers'
import type { Finding } from './finding'
import { struckOut } from './surface/traces'

const DAY = 86_400_000
const KINDS = ['provider', 'partnership'] as const

type Asked = { ctx: OrgContext; cycleId: string; raters: { email: string; ctx: RaterContext }[] }
type Story = { snapshot: Blob; asked: Asked[]; now: Date }

/** How many are invited of confirmed employers, and of ones that nobody has confirmed. */
const CONFIRMED = 12
const NAMED = 2

/**
 * The attacks on what an asker is told of who has answered, by everything an owner of it may read. In each world a
 * provider and a partnership have an open cycle of their own.
 */
export async function runBandAttacks(sample: Blob, now: Date): Promise<Finding[]> {
  const story = await tell(sample, now)
  return [await stepsAttack(story), await edgesAttack(story), await declineAttack(story)]
}

async function tell(sample: Blob, now: Date): Promise<Story> {
  const db = await openEmbedded(undefined, sample)
  adoptDatabase(db)
  try {
    const asked: Asked[] = []
    for (const kind of KINDS) asked.push(await ask(kind, now))
    return { snapshot: await db.dump(), asked, now }
  } finally {
    await closeDatabase()
  }
}

async function ask(kind: (typeof KINDS)[number], now: Date): Promise<Asked> {
  const emails: string[] = []
  for (let at = 0; at < CONFIRMED + NAMED; at++) {
    const domain = `${randomUUID().slice(0, 12)}.example`
    const verification = at < CONFIRMED ? ('V2' as const) : ('V0' as const)
    await makeOrganization({ kind: 'employer', verification, domain, countyId: 'us-39093' })
    emails.push(`hr@${domain}`)
  }
  const ctx = await orgContext({ kind, verification: 'V2', now })
  const cycle = await makeCycle({ ctx, addresses: emails, open: true })
  const raters: Asked['raters'] = []
  for (const email of emails) raters.push({ email, ctx: await raterAt(cycle, email, false) })
  return { ctx, cycleId: cycle.id, raters }
}

async function inStory<T>(story: Story, work: () => Promise<T>): Promise<T> {
  adoptDatabase(await openEmbedded(undefined, story.snapshot))
  try {
    return await work()
  } finally {
    await closeDatabase()
  }
}

/** What one person may do, in this order. */
export const STEPS: Record<string, (rater: RaterContext) => Promise<RaterContext>> = {
  opens: async (rater) => {
    await readInvitation(rater)
    return rater
  },
  starts: async (rater) => ({ ...rater, session: (await startRating(rater)).session ?? undefined }),
  answers: async (rater) => {
    const { id } = await readPacket(rater, { packetId: null })
    await saveAnswers(rater, { packetId: id, taps: TAPS })
    return rater
  },
  sends: async (rater) => {
    await send(rater)
    return rater
  },
  withdraws: async (rater) => {
    await withdrawRatings(rater)
    return rater
  },
}

const TAPS = [
  { field: 'role', answer: 'supervises' },
  { field: 'exposure', answer: 'few' },
  ...[0, 1, 2].flatMap((place) => [
    { field: `i${place}`, answer: '4' },
    { field: `f${place}`, answer: '3' },
  ]),
]

async function send(rater: RaterContext): Promise<void> {
  const { id } = await readPacket(rater, { packetId: null })
  await submitRating(rater, { packetId: id, clientKey: randomUUID(), taps: TAPS })
}

/** Each step of one person of each kind of employer, and the job that notes bands after it, while no look is due. */
async function stepsAttack(story: Story): Promise<Finding> {
  const moved = new Set<string>()
  let tried = 0
  let replies = 0
  let control = 0
  await inStory(story, async () => {
    for (const asked of story.asked) {
      const before = await readAll(asked.ctx, asked.cycleId)
      replies += before.size
      for (const { ctx } of [asked.raters[0], asked.raters.at(-1)].flatMap((each) => each ?? [])) {
        let rater = ctx
        for (const [step, go] of Object.entries(STEPS)) {
          const total = await totalOf(asked)
          rater = await go(rater)
          await writeCycleTotals(story.now)
          const after = await readAll(asked.ctx, asked.cycleId)
          for (const path of differing(before, after)) moved.add(`${path} when somebody ${step}`)
          if ((await totalOf(asked)) !== total) control += 1
          tried += 1
        }
      }
    }
  })
  return {
    test: 'R13 one person opens, starts, answers, sends, withdraws',
    tried: `${tried} steps, ${replies} procedures asked after each by a provider and a partnership`,
    recovered: moved.size === 0 ? '0 replies moved by a byte' : [...moved].join('; '),
    control: `a total of answers: moved ${control} times`,
    passed: moved.size === 0 && tried === 20 && replies > 40 && control === 8,
  }
}

/** The total that a live count would show. */
async function totalOf({ cycleId }: Asked): Promise<number> {
  const [row] = await asCourier((tx) =>
    selectRows(
      tx,
      z.object({ n: z.coerce.number() }),
      sql`SELECT count(*) AS n FROM rater_progress WHERE submitted_at IS NOT NULL AND cycle_id = ${cycleId}`,
    ),
  )
  return row?.n ?? 0
}

/**
 * So many answers and one more, on a Sunday and on the closing day: below an edge of the bands every reply is the same.
 * What was said stays after everybody withdrew. Control: at an edge a reply differs, and so would a total each time.
 */
async function edgesAttack(story: Story): Promise<Finding> {
  const counts = [0, 4, 5, 9, 10]
  const seen: { count: number; band: string; replies: Map<string, string>; total: number }[] = []
  let lowered = 0
  for (const count of counts) {
    const replies = new Map<string, string>()
    let total = 0
    await inStory(story, async () => {
      total = await tellSome(story, count, replies)
      lowered += await lowerable(story)
    })
    seen.push({ count, band: bandAt(count), replies, total })
  }
  let below = 0
  let edges = 0
  let told = 0
  let totals = 0
  for (const [at, one] of seen.entries()) {
    const next = seen[at + 1]
    if (!next) continue
    const differ = differing(one.replies, next.replies)
    if (one.band === next.band) {
      below += 1
      if (differ.length > 0) told += 1
    } else edges += differ.filter((path) => path.endsWith(' cycles.read')).length
    if (one.total !== next.total) totals += 1
  }
  return {
    test: 'R13 bands',
    tried: `${counts.length} numbers of answers, ${below} pairs below an edge, on a Sunday and the closing day`,
    recovered: `${told} pairs could be told apart, ${lowered} replies moved after withdrawals`,
    control: `at 2 edges ${edges} of 8 cycle pages differ; a total differs in ${totals} of ${counts.length - 1}`,
    passed: told === 0 && lowered === 0 && edges === 8 && totals === counts.length - 1,
  }
}

function bandAt(count: number): string {
  if (count < 5) return 'under five'
  return count < 10 ? 'under ten' : 'ten and more'
}

/** So many answer each cycle, a Sunday goes by, both are closed, and the closing day goes by. */
async function tellSome(
  { asked, now }: Story,
  count: number,
  replies: Map<string, string>,
): Promise<number> {
  const look = async (when: string) => {
    for (const { ctx, cycleId } of asked) {
      for (const [path, text] of await readAll(ctx, cycleId)) {
        replies.set(`${ctx.organization.kind} ${when} ${path}`, struckOut(text))
      }
    }
  }
  let total = 0
  for (const each of asked) {
    for (const { ctx } of each.raters.slice(0, count)) {
      await send({ ...ctx, session: (await startRating(ctx)).session ?? undefined })
    }
    total += await totalOf(each)
  }
  await writeCycleTotals(new Date(now.getTime() + 9 * DAY))
  await look('on a Sunday')
  for (const { ctx, cycleId } of asked) {
    await closeCycle({ ...ctx, now: new Date(now.getTime() + 10 * DAY) }, { cycleId })
  }
  await writeCycleTotals(new Date(now.getTime() + 30 * DAY))
  await look('on the closing day')
  return total
}

/** Everybody's answers go; what was said must stay. */
async function lowerable({ asked, now }: Story): Promise<number> {
  let lowered = 0
  for (const each of asked) {
    const before = await readAll(each.ctx, each.cycleId)
    await (await database()).withOwner(({ query }) =>
      query('UPDATE rater_progress SET submitted_at = NULL WHERE cycle_id = $1', [each.cycleId]),
    )
    await writeCycleTotals(new Date(now.getTime() + 60 * DAY))
    lowered += differing(before, await readAll(each.ctx, each.cycleId)).length
  }
  return lowered
}

/** A decline, and every reply without the row it is about, and without its own line in the audit. */
async function declineAttack(story: Story): Promise<Finding> {
  const moved = new Set<string>()
  let shown = 0
  let tried = 0
  await inStory(story, async () => {
    for (const asked of story.asked) {
      const [gone] = asked.raters
      if (!gone) continue
      const before = await readAll(asked.ctx, asked.cycleId)
      await declineInvitation(gone.ctx)
      await writeCycleTotals(story.now)
      const after = await readAll(asked.ctx, asked.cycleId)
      tried += before.size
      if (differing(before, after).includes('cycles.read')) shown += 1
      const others = (read: Read) => without(read, gone.email)
      for (const path of differing(others(before), others(after))) moved.add(path)
    }
  })
  return {
    test: 'R13 somebody declines',
    tried: `${tried} replies to a provider and a partnership before and after`,
    recovered: moved.size === 0 ? '0 moved beside the row itself' : [...moved].join(', '),
    control: `${shown} of ${story.asked.length} rows say so`,
    passed: moved.size === 0 && tried > 40 && shown === story.asked.length,
  }
}

const View = z.looseObject({ invitations: z.array(z.looseObject({ email: z.string() })) })
const Audit = z.looseObject({ events: z.array(z.looseObject({ verb: z.string() })) })

function without(read: Read, email: string): Read {
  const rest = new Map(read)
  const cycle = View.parse(JSON.parse(read.get('cycles.read') ?? '{}'))
  const audit = Audit.parse(JSON.parse(read.get('organizations.audit') ?? '{}'))
  const invitations = cycle.invitations.filter((row) => row.email !== email)
  const events = audit.events.filter((event) => event.verb !== 'invitation.decline')
  rest.set('cycles.read', JSON.stringify({ ...cycle, invitations }))
  rest.set('organizations.audit', JSON.stringify({ ...audit, events }))
  return rest
}
