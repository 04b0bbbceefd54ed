import { randomUUID } from 'node:crypto'
import { database } from '@/server/db/client'
import { makeMetrics } from '@/server/metrics/metrics'
import { createCaller } from '@/server/routers/index'
import { writeMetrics } from '@/server/services/watch/write-metrics'
import type { Finding } from './finding'
import { forgetAnswers, inWorld, tapsOf, type World } from './surface/world'

const HOUR = 3_600_000

/**
 * Whoever scrapes just before and just after one Send, and again when the hour is over, must read the same to the byte,
 * whatever was sent and whether or not anything was before. Left out: what the process takes, which moves by itself.
 */
export async function scrapeAttack(world: World): Promise<Finding> {
  const low = await inWorld(world, () => aroundOneSend(world, 0))
  const high = await inWorld(world, () => aroundOneSend(world, 4))
  const bare = await inWorld(world, async () => {
    await forgetAnswers()
    return (await scrapes(world)).scrape()
  })
  const seen = new Set<string>()
  for (const { before, after, hourLater } of [low, high]) {
    for (const line of differing(before, after)) seen.add(line)
    for (const line of differing(before, hourLater)) seen.add(`an hour later: ${line}`)
  }
  for (const line of differing(low.before, high.after)) seen.add(`other levels: ${line}`)
  for (const line of differing(low.before, bare)) seen.add(`without answers: ${line}`)
  const naive = low.naive.waiting[0] !== low.naive.waiting[1] && low.naive.call
  return {
    test: 'T4 one Send between two scrapes',
    tried: `${low.before.length} lines around a packet of ${low.calls} calls, at two levels, within the hour and after`,
    recovered: seen.size === 0 ? '0 lines differ' : [...seen].join('; '),
    control: `what waits to be counted goes from ${low.naive.waiting.join(' to ')}; a call counted at once ${low.naive.call ? 'shows' : 'does not show'}`,
    passed: seen.size === 0 && low.before.length > 30 && naive,
  }
}

async function aroundOneSend(world: World, level: number) {
  const { told, scrape, later } = await scrapes(world)
  const before = await scrape()
  const waiting = [await waitingToBeCounted()]
  const calls = await sendByCalls(world, level)
  const after = await scrape()
  waiting.push(await waitingToBeCounted())
  later(HOUR)
  const hourLater = await scrape()
  told.noteVerb('maps.read', 'done', 0.01)
  const call = differing(hourLater, await scrape()).length > 0
  return { before, after, hourLater, calls, naive: { waiting, call } }
}

/** A process that has counted nothing yet, and how it is scraped. */
async function scrapes({ now }: World) {
  let at = now.getTime()
  const told = makeMetrics(() => at)
  Reflect.set(globalThis, 'plumblineMetrics', told)
  return {
    told,
    later: (milliseconds: number) => (at += milliseconds),
    scrape: async () =>
      (await writeMetrics(now)).split('\n').filter((line) => !/^plumbline_process_/.test(line)),
  }
}

/** A rater's packet by the procedures that its pages call; returns how many calls that took. */
async function sendByCalls({ rater }: World, level: number): Promise<number> {
  const { code, session } = rater
  const api = createCaller({
    actor: { kind: 'anonymous' },
    requestId: randomUUID(),
    now: new Date(),
    ...(session ? { raterSession: session } : {}),
  }).ratings
  await api.readInvitation({ code })
  const { id: packetId } = await api.readPacket({ code, packetId: null })
  const taps = tapsOf(level)
  for (const tap of taps) await api.saveAnswers({ code, packetId, taps: [tap] })
  await api.submit({ code, packetId, clientKey: randomUUID(), taps: [] })
  return taps.length + 3
}

/** The figure that an obvious counter of the queue would show. */
async function waitingToBeCounted(): Promise<number> {
  const { rows } = await (await database()).withOwner(({ query }) =>
    query(`SELECT count(*) AS n FROM outbox WHERE kind = 'subject.touched'`),
  )
  return Number(rows[0]?.n)
}

function differing(one: readonly string[], other: readonly string[]): string[] {
  return [
    ...one.filter((line) => !other.includes(line)),
    ...other.filter((line) => !one.includes(line)),
  ]
}
