import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { draftText, emptyDraft } from '@/server/domain/asking/drafts'
import type { Submission } from '../campaign'
import { COMPETENCIES } from '../catalogue'

const TICK = 10

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/** Processor time of a process until now, in milliseconds; exact to a hundredth of a second. */
export function spent(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) * TICK
}

/** What a rater's browser sends for one packet: the page, each tap as it is made, and Send. */
export async function visitPacket(origin: string, one: Submission): Promise<void> {
  const headers = { cookie: cookieOf(one), origin }
  const { packetId, taps } = one.input
  await ask(origin, `/r/${one.code}/rate?packet=${packetId}`, { headers, wants: 200 })
  for (const tap of taps) {
    await ask(origin, `/r/${one.code}/tap`, {
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ packet: packetId, taps: [tap] }),
      wants: 204,
    })
  }
  await send(origin, one)
}

/** Send as a browser without scripts makes it, with every answer. */
export async function send(origin: string, one: Submission): Promise<void> {
  const location = await ask(origin, `/r/${one.code}/send`, {
    headers: { cookie: cookieOf(one), origin, 'content-type': FORM },
    body: new URLSearchParams({
      packet: one.input.packetId,
      key: one.input.clientKey,
      was: draftText(emptyDraft(COMPETENCIES)),
      ...Object.fromEntries(one.input.taps.map(({ field, answer }) => [field, answer])),
    }).toString(),
    wants: 303,
  })
  if (!location.includes('/receipt')) throw new Error(`A rating was not taken: ${location}`)
}

/** As many requests of the plain form as a packet has: one page, and a row each for the rest. */
export async function visitPlainForm(origin: string, one: Submission): Promise<void> {
  await ask(origin, '/', { wants: 200 })
  for (const { field, answer } of one.input.taps) {
    const body = new URLSearchParams({ field, answer }).toString()
    await ask(origin, '/', { headers: { 'content-type': FORM }, body, wants: 303 })
  }
  await sendPlain(origin, one)
}

export async function sendPlain(origin: string, { input }: Submission): Promise<void> {
  const body = new URLSearchParams(input.taps.map(({ field, answer }) => [field, answer]))
  await ask(origin, '/', { headers: { 'content-type': FORM }, body: body.toString(), wants: 303 })
}

const FORM = 'application/x-www-form-urlencoded'

function cookieOf({ session }: Submission): string {
  return `plumbline.rater.${session.slice(0, 8)}=${session}`
}

/** Resolves with where the answer leads; any other status than is wanted is an error. */
function ask(
  origin: string,
  path: string,
  {
    headers = {},
    body = '',
    wants,
  }: { headers?: Record<string, string>; body?: string; wants: number },
): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request(
      `${origin}${path}`,
      {
        agent,
        method: wants === 200 ? 'GET' : 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      },
      (response) => {
        response.resume()
        response.once('error', reject)
        response.once('end', () =>
          response.statusCode === wants
            ? resolve(response.headers.location ?? '')
            : reject(new Error(`${path} answered ${response.statusCode}.`)),
        )
      },
    )
    asked.once('error', reject)
    asked.end(body)
  })
}
