import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Submission } from '../bench/campaign'
import { seededRandom } from '../bench/random'

export const WRITERS = 16
const TWICE = 5
const AGAIN = 10
const THINK = 40
/** How long a device waits after it was sent away. */
const AWAY = 400
const PATIENCE = 20_000
/** How long those who were told to come back go on trying. */
const LAST = 30_000

/**
 * What a visitor was told. "acknowledged": the receipt. "refused": no, and why. "away": 429, 503 or a
 * lost connection, so that the answers may be kept or not. "broken": anything else.
 */
export type Told = 'acknowledged' | 'refused' | 'away' | 'broken'

export type Sent = {
  key: string
  acknowledged: boolean
  /** Every reply was a refusal, so nothing of it may be kept. */
  refused: boolean
}

export type Written = { sent: Sent[]; replies: Map<string, number>; broken: number; again: number }

type Entry = { submission: Submission; told: Told[]; due: number }

/** Sixteen raters' devices at once, each sending one rater's answers after another until told to stop. */
export async function write(
  origin: string,
  submissions: readonly Submission[],
  { stopped, seed }: { stopped: () => boolean; seed: number },
): Promise<Written> {
  const random = seededRandom(seed)
  const agent = new Agent({ keepAlive: true, maxSockets: WRITERS * 2 })
  const replies = new Map<string, number>()
  const entries: Entry[] = []
  const later: Entry[] = []
  let next = 0
  let again = 0

  const send = async (entry: Entry) => {
    const { told, label } = await post(agent, origin, entry.submission)
    entry.told.push(told)
    replies.set(label, (replies.get(label) ?? 0) + 1)
  }

  const sendNew = async (submission: Submission) => {
    const entry: Entry = { submission, told: [], due: 0 }
    entries.push(entry)
    const twice = random.below(100) < TWICE
    await Promise.all(twice ? [send(entry), send(entry)] : [send(entry)])
    // Half of those who were told to come back do; so do some who have their receipt.
    const comesBack = entry.told.includes('acknowledged')
      ? random.below(100) < AGAIN
      : random.below(2) === 0
    if (comesBack) later.push({ ...entry, due: performance.now() + 1_000 })
    return !entry.told.includes('away')
  }

  const sendAgain = async (entry: Entry) => {
    again += 1
    await send(entry)
    if (!entry.told.includes('acknowledged') && !entry.told.includes('refused')) {
      later.push({ ...entry, due: performance.now() + 1_000 })
    }
  }

  const device = async () => {
    while (!stopped()) {
      const old = later[0] && later[0].due <= performance.now() ? later.shift() : undefined
      if (old) await sendAgain(old)
      const submission = submissions[next]
      next += 1
      const answered = submission ? await sendNew(submission) : true
      await sleep(answered ? THINK : AWAY)
    }
  }

  await Promise.all(Array.from({ length: WRITERS }, device))
  for (const deadline = Date.now() + LAST; later.length > 0 && Date.now() < deadline; ) {
    const entry = later.shift()
    if (entry) await sendAgain(entry)
  }
  agent.destroy()
  return {
    sent: entries.map(({ submission, told }) => ({
      key: submission.input.clientKey,
      acknowledged: told.includes('acknowledged'),
      refused: told.every((each) => each === 'refused'),
    })),
    replies,
    broken: entries.filter(({ told }) => told.includes('broken')).length,
    again,
  }
}

/** The press on Send, as a browser without scripts makes it. */
function post(
  agent: Agent,
  origin: string,
  { code, session, input }: Submission,
): Promise<{ told: Told; label: string }> {
  const form = new URLSearchParams({
    packet: input.packetId,
    key: input.clientKey,
    was: EMPTY,
    ...Object.fromEntries(input.taps.map(({ field, answer }) => [field, answer])),
  }).toString()
  return new Promise((resolve) => {
    const sent = request(`${origin}/r/${code}/send`, {
      method: 'POST',
      agent,
      timeout: PATIENCE,
      headers: {
        origin,
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': Buffer.byteLength(form),
        cookie: `plumbline.rater.${session.slice(0, 8)}=${session}`,
      },
    })
    sent.once('timeout', () => sent.destroy(new Error('timeout')))
    sent.once('error', (error) =>
      resolve({
        told: 'away',
        label: error.message === 'timeout' ? 'no reply' : 'connection lost',
      }),
    )
    sent.once('response', (response) => {
      const { statusCode = 0, headers } = response
      response.resume()
      response.once('error', () => undefined)
      response.once('close', () => resolve(reading(statusCode, headers.location ?? '')))
    })
    sent.end(form)
  })
}

/** What a reply says: its status, and for a redirect where to. */
export function reading(status: number, location: string): { told: Told; label: string } {
  if (status === 503 || status === 429) return { told: 'away', label: String(status) }
  if (status === 303 && location.includes('/receipt')) {
    return { told: 'acknowledged', label: '303 receipt' }
  }
  if (status === 303 && location.includes('failed=1')) {
    return { told: 'broken', label: '303 failed' }
  }
  if (status === 303) return { told: 'refused', label: '303 back' }
  return { told: 'broken', label: String(status) }
}

/** The untouched form, as the page carries it. */
const EMPTY = `||${'-'.repeat(12)}|${'-'.repeat(12)}|-|no|no`
