import { database } from '@/server/db/client'
import type { Finding } from './finding'
import { hideAndGrep } from './hide-and-grep'
import { publicDayAttack } from './public-day'
import type { Random } from './random'
import { scrapeAttack } from './scrape'
import { liveTotals } from './stored'
import { askAll, differs, type Replies } from './surface/ask-all'
import type { Reply } from './surface/endpoints'
import { classOf, numbersOf } from './surface/numbers'
import { unreached } from './surface/reached'
import type { Request } from './surface/requests'
import { recordStatements } from './surface/statements'
import { recordLog, struckOut, tracesOf } from './surface/traces'
import {
  changeUnpublished,
  forgetAnswers,
  inWorld,
  makeWorld,
  release,
  send,
  turnPublished,
  type World,
} from './surface/world'

/** The attacks on everything that answers to GET, in copies of one database. */
export async function runSurfaceAttacks(
  sample: Blob,
  random: Random,
  now: Date,
): Promise<Finding[]> {
  const world = await makeWorld(sample, random, now)
  const plain = await inWorld(world, async () => {
    const seen = await observe(world, 0)
    return { ...seen, later: await askAll(world, sound(seen.replies)) }
  })
  const other = await inWorld(world, async () => {
    await changeUnpublished()
    return observe(world, 4)
  })
  const bare = await inWorld(world, async () => {
    await forgetAnswers()
    const replies = await askAll(world, world.requests)
    await turnPublished()
    return { replies, turned: await askAll(world, sound(replies)) }
  })
  return [
    fuzzAttack(world, plain.replies, bare.replies, bare.turned),
    oneMoreSendAttack(plain.replies, plain.sent, plain.later),
    levelsAttack(world, plain, other),
    tracesAttack(plain, other),
    await publicDayAttack(world),
    await scrapeAttack(world),
    await hideAndGrep(world),
  ]
}

type Observed = Awaited<ReturnType<typeof observe>>

/** Asks everything, sends an answer and makes a release. */
async function observe(world: World, level: number) {
  const statements = recordStatements(await database())
  const log = recordLog()
  const replies = await askAll(world, world.requests)
  const asked = statements.splice(0)
  const live = await liveTotals()
  await send(world, level)
  const traces = await tracesOf(world.invitationId, world.now)
  const open = sound(replies).filter(({ visitor }) => visitor.session === null)
  const sent = await askAll(world, open)
  statements.splice(0)
  const { versions } = await release(world.now)
  traces.rows.push(...log)
  return { replies, live, traces, asked, sent, released: statements.splice(0), versions }
}

/** Requests that were answered. */
function sound(replies: Replies): Request[] {
  return [...replies].flatMap(([request, { status }]) => (status === 200 ? [request] : []))
}

/** What the operator may know of who has answered, and one's own answers; an asker knows nothing of it (METHOD R13). */
const PARTICIPATION =
  /^(?:ratings\.own|requirements\.(?!offered\b)|coverage\.requirement|operator\.|integrity\.(?!totals)|organizations\.audit|requests\.list)/

/**
 * T6: random requests, well formed and not, to every handler and every procedure that reads. Each reply must come out
 * the same, to the byte, where nothing but the published rows is left of the answers, and each number in it must be a
 * figure or one of a named kind that stays when the published answers are turned round.
 */
function fuzzAttack(world: World, plain: Replies, bare: Replies, turned: Replies): Finding {
  const strange = new Set<string>()
  let numbers = 0
  let figures = 0
  let moved = 0
  let caught = 0
  for (const [request, reply] of plain) {
    const { of } = request
    if (reply.status >= 500) strange.add(`${of} fails: ${request.path.slice(0, 120)}`)
    if (differs(reply, bare.get(request))) {
      if (PARTICIPATION.test(of)) caught += 1
      else strange.add(`${of} needs more than published rows`)
    }
    const before = numbersIn(of, bare.get(request))
    const after = numbersIn(of, turned.get(request))
    for (const [place, values] of before) {
      numbers += values.length
      const kind = classOf(place)
      if (kind === null) strange.add(`${place} is not accounted for`)
      const same = String(values) === String(after.get(place) ?? [])
      if (kind === 'independent' && !same) strange.add(`${place} moves with the answers`)
      if (kind !== 'figure') continue
      figures += values.length
      if (!same) moved += 1
    }
  }
  for (const name of unreached(world.endpoints, plain)) strange.add(`${name} was never reached`)
  return {
    test: 'T6 everything that answers',
    tried: `${plain.size} requests to ${new Set([...plain.keys()].map(({ of }) => of)).size} handlers and procedures; ${numbers} numbers, ${figures} of them figures`,
    recovered: strange.size === 0 ? '0 not made of published rows' : [...strange].join('; '),
    control: `who took part: ${caught} replies need more than that; published rows turned round: ${moved} figures move`,
    passed: strange.size === 0 && figures > 1000 && moved > 50 && caught > 0,
  }
}

function numbersIn(of: string, reply: Reply | undefined): Map<string, number[]> {
  const found = new Map<string, number[]>()
  if (reply?.status !== 200) return found
  for (const [place, value] of numbersOf(of, reply.body, reply.headers)) {
    found.set(place, [...(found.get(place) ?? []), value])
  }
  for (const values of found.values()) values.sort((a, b) => a - b)
  return found
}

/** T4 over everything: no page, file or reply changes by a byte because somebody pressed Send and a release ran. */
function oneMoreSendAttack(replies: Replies, sent: Replies, later: Replies): Finding {
  const changed = new Set<string>()
  let control = 0
  for (const [request, reply] of [...sent, ...later]) {
    if (!differs(reply, replies.get(request))) continue
    if (PARTICIPATION.test(request.of)) control += 1
    else changed.add(request.of)
  }
  return {
    test: 'T4 one more Send',
    tried: `${sent.size} requests of nobody's right after it, ${later.size} of everybody's after a release`,
    recovered: changed.size === 0 ? '0 replies changed by a byte' : [...changed].join(', '),
    control: `the operator's audit: ${control} replies changed`,
    passed: changed.size === 0 && sent.size > 30 && later.size > 100 && control > 0,
  }
}

/**
 * T10: two databases that differ only in levels no group holds. Replies, headers, ETags, errors, the statements sent
 * and the rows they bring must be the same, of requests and of a release. Control: the totals of a live view.
 */
function levelsAttack(world: World, plain: Observed, other: Observed): Finding {
  const different = new Set<string>()
  for (const [request, reply] of plain.replies) {
    const theirs = other.replies.get(request)
    // Queues and audits were written at two times, under ids drawn twice.
    const same = PARTICIPATION.test(request.of)
      ? struckOut(reply.body) === struckOut(theirs?.body ?? '')
      : !differs(reply, theirs)
    if (!same) different.add(request.of)
  }
  for (const part of ['asked', 'released'] as const) {
    const [own, theirs] = [plain[part], other[part]]
    const at = own.findIndex((line, index) => line !== theirs[index])
    if (at >= 0 || own.length !== theirs.length) {
      different.add(`statement: ${own[at]} / ${theirs[at]}`)
    }
  }
  if (plain.versions !== other.versions) different.add('what was released')
  const live = plain.live !== other.live
  const statements = plain.asked.length + plain.released.length
  return {
    test: 'T10 other levels, same replies',
    tried: `${world.requests.length} requests and a release, ${statements} statements, in two databases`,
    recovered: different.size === 0 ? '0 differ' : [...different].join(', '),
    control: `live view: its totals ${live ? 'differ' : 'do not differ'}`,
    passed: different.size === 0 && statements > 1000 && live,
  }
}

/** T6 for what is not asked for: mails, queue, audit and log after a Send, with other levels and the same otherwise. */
function tracesAttack(plain: Observed, other: Observed): Finding {
  const mails = [...plain.traces.mails].filter(
    ([name, text]) => other.traces.mails.get(name) !== text,
  )
  const rows = plain.traces.rows.filter((line, index) => line !== other.traces.rows[index])
  const known = plain.traces.mails.size
  const empty = [...plain.traces.mails].filter(([, text]) => text === 'null').map(([name]) => name)
  return {
    test: 'T6 mails, queue, audit and log',
    tried: `${known} mails and ${plain.traces.rows.length} rows after a Send of one level and of another`,
    recovered:
      mails.length + rows.length === 0
        ? '0 differ'
        : [...mails.map(([name]) => name), ...rows].join(', '),
    control: `${known - empty.length} mails and ${plain.traces.rows.filter((line) => line.startsWith('answer_trace')).length} notes of how it came hold something`,
    passed:
      mails.length + rows.length === 0 && known - empty.length >= 2 && plain.traces.rows.length > 0,
  }
}
