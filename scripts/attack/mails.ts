import { randomUUID } from 'node:crypto'
import { asc, eq } from 'drizzle-orm'
import { adoptDatabase, closeDatabase, openEmbedded } from '@/server/db/client'
import { outbox } from '@/server/db/schema/outbox'
import { asOperator } from '@/server/db/tenancy'
import { env } from '@/server/env'
import { runCyclesJob } from '@/server/jobs/cycles'
import { systemContext } from '@/server/services/context'
import { deliverMail } from '@/server/services/mail/deliver-mail'
import { declineInvitation } from '@/server/services/ratings/decline-invitation'
import { readPacket } from '@/server/services/ratings/read-packet'
import { startRating } from '@/server/services/ratings/start-rating'
import { submitRating } from '@/server/services/ratings/submit-rating'
import { withdrawRatings } from '@/server/services/ratings/withdraw-ratings'
import {
  endAt,
  letPass,
  makeCycle,
  raterContext,
  type TestCycle,
} from '@/server/testing/cycles-factory'
import { type Handed, openMailServer } from '@/server/testing/mail-server'
import type { Finding } from './finding'
import { struckOut } from './surface/traces'

const RATERS = Array.from({ length: 20 }, (_, at) => `rater@employer-${at + 1}.example`)
const DECLINES = 'declines@employer-21.example'
const BOUNCES = 'gone@employer-22.example'

/** How many answer, and how many of those take it back. */
const WORLDS = [
  { answer: 0, withdraw: 0 },
  { answer: 5, withdraw: 1 },
  { answer: 15, withdraw: 1 },
]

type Heard = { to: string; text: string }
type World = { mails: Heard[]; queue: string[]; answered: string[] }

/**
 * Whoever reads the mail server: every mail of a whole cycle, in the order it was handed over, and the queue at each
 * step, with 0, 5 and 15 of 20 answered. All must be the same to the byte but for tokens and dates. Control: the mails
 * as they would be with reminders to those alone who have not answered and receipts to those who have, read the same way.
 */
export async function mailAttack(sample: Blob): Promise<Finding> {
  const server = await openMailServer()
  const settings = env()
  const before = settings.SMTP_URL
  Object.assign(settings, { SMTP_URL: server.url })
  try {
    const { cycle, snapshot } = await openedCycle(sample)
    const worlds: World[] = []
    for (const world of WORLDS) {
      server.mails.splice(0)
      worlds.push(await wholeCycle(snapshot, cycle, server.mails, world))
    }
    return findingOf(worlds)
  } finally {
    Object.assign(settings, { SMTP_URL: before })
    await server.close()
  }
}

function findingOf(worlds: readonly World[]): Finding {
  const [quiet] = worlds
  const differing = worlds.filter(
    (world) =>
      JSON.stringify([world.mails, world.queue]) !== JSON.stringify([quiet?.mails, quiet?.queue]),
  )
  const named = worlds.flatMap((world) => listFrom(world.mails))
  const former = worlds.map((world) => listFrom(formerly(world)))
  const caught = former.filter(
    (list, at) => String(list) === String(worlds[at]?.answered.toSorted()),
  )
  const everybody = quiet?.mails.length ?? 0
  return {
    test: 'R13 the mails of a whole cycle',
    tried: `${everybody} mails and ${quiet?.queue.length ?? 0} rows of the queue, with ${WORLDS.map(({ answer }) => answer).join(', ')} of ${RATERS.length} answered`,
    recovered: `${differing.length} of ${worlds.length} differ by a byte, ${named.length} answers named`,
    control: `reminders and receipts: the list in ${caught.length} of ${worlds.length}, ${former.flat().length} answers named`,
    passed:
      differing.length === 0 &&
      named.length === 0 &&
      everybody === 1 + 3 * RATERS.length &&
      caught.length === worlds.length,
  }
}

/** Who has answered, as mails tell: who got a receipt, and who was not written to again while others were. */
function listFrom(mails: readonly Heard[]): string[] {
  const count = new Map<string, number>()
  for (const { to } of mails) count.set(to, (count.get(to) ?? 0) + 1)
  const receipts = mails.filter(({ text }) => /Your answers about/.test(text)).map(({ to }) => to)
  const most = Math.max(0, ...count.values())
  const few = [...count].filter(([to, of]) => to !== DECLINES && of < most).map(([to]) => to)
  return [...new Set([...receipts, ...few])].sort()
}

/** The same cycle with reminders to who has not answered and receipts to who has. */
function formerly({ mails, answered }: World): Heard[] {
  const invitations = mails.slice(0, RATERS.length + 1)
  const again = mails.slice(RATERS.length + 1).filter(({ to }) => !answered.includes(to))
  const receipts = answered.map((to) => ({ to, text: 'Your answers about it are in' }))
  return [...invitations, ...receipts, ...again]
}

async function openedCycle(sample: Blob): Promise<{ cycle: TestCycle; snapshot: Blob }> {
  const db = await openEmbedded(undefined, sample)
  adoptDatabase(db)
  try {
    await asOperator((tx) => tx.delete(outbox))
    const cycle = await makeCycle({ addresses: [...RATERS, DECLINES, BOUNCES], open: true })
    return { cycle, snapshot: await db.dump() }
  } finally {
    await closeDatabase()
  }
}

/** From the opening to the end, with the jobs that run by themselves. */
async function wholeCycle(
  snapshot: Blob,
  cycle: TestCycle,
  handed: Handed[],
  { answer, withdraw }: (typeof WORLDS)[number],
): Promise<World> {
  adoptDatabase(await openEmbedded(undefined, snapshot))
  const queue: string[] = []
  const answered = RATERS.slice(0, answer)
  try {
    await tick(queue)
    await declineInvitation(raterContext(linkTo(handed, DECLINES)))
    for (const [at, address] of answered.entries()) {
      await answerAs(raterContext(linkTo(handed, address)), at < withdraw)
    }
    await tick(queue)
    for (const interval of ['10 days 12 hours', '7 days']) {
      await letPass(cycle, interval)
      await tick(queue)
    }
    await endAt(cycle, '-1 minute')
    await tick(queue)
  } finally {
    await closeDatabase()
  }
  return { mails: handed.map(heard), queue, answered }
}

/** The recurring jobs once, with a look at the queue of mails before it is emptied. */
async function tick(queue: string[]): Promise<void> {
  await runCyclesJob(new Date())
  const rows = await asOperator((tx) =>
    tx
      .select({
        subjectId: outbox.subjectId,
        payload: outbox.payload,
        lane: outbox.lane,
        destination: outbox.destination,
        senderId: outbox.senderId,
      })
      .from(outbox)
      .where(eq(outbox.kind, 'mail'))
      .orderBy(asc(outbox.availableAt), asc(outbox.subjectId)),
  )
  queue.push(...rows.map((row) => JSON.stringify(row)))
  for (;;) {
    const run = await deliverMail(systemContext('job', 'mail'))
    if (run.sent + run.dropped + run.bounced + run.failed === 0) return
  }
}

async function answerAs(link: ReturnType<typeof raterContext>, withdraw: boolean): Promise<void> {
  const { session } = await startRating(link)
  const rater = { ...link, session: session ?? undefined }
  const { id } = await readPacket(rater, { packetId: null })
  await submitRating(rater, {
    packetId: id,
    clientKey: randomUUID(),
    taps: [
      { field: 'role', answer: 'supervises' },
      { field: 'exposure', answer: 'few' },
      { field: 'i0', answer: '4' },
      { field: 'f0', answer: '2' },
    ],
  })
  if (withdraw) await withdrawRatings(rater)
}

function linkTo(handed: readonly Handed[], address: string): string {
  const mail = handed.find(({ to }) => to === address)
  const code = /\/r\/([\w-]{32})/.exec(plain(mail?.data ?? ''))?.[1]
  if (!code) throw new Error(`No link was mailed to ${address}.`)
  return code
}

/** A mail without what is drawn or dated anew: tokens, the marks between its parts, and its day. */
function heard({ to, data }: Handed): Heard {
  const text = struckOut(plain(data))
    .replace(/^Message-ID: .*$/gim, 'Message-ID: …')
    .replace(/^Date: .*$/gim, 'Date: …')
    .replace(/(?:--)?_NmP-[\w-]+/g, '<part>')
    .replace(/\w+day, \w+ \d{1,2}, \d{4}/g, '<day>')
  return { to, text }
}

/** Without the line breaks and signs that a mail is packed in. */
function plain(data: string): string {
  return data
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
