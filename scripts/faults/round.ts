import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { openCampaign } from '../bench/campaign'
import type { Generated } from '../bench/generate'
import type { Kind, World } from './kinds'
import { holdAgainstLedger, type Kept, publishAndRecount } from './ledger-check'
import { write } from './writers'

const SUBMISSIONS = 4_000
const BEFORE = 2_000
const AFTER = 2_000
const READY_WITHIN = 10

export type Round = Kept & {
  kind: string
  sent: number
  acknowledged: number
  again: number
  replies: Map<string, number>
  broken: number
  /** Seconds from the end of the fault, or null when it did not become ready. */
  ready: number | null
  /** Told to stop, it did not within half a minute. */
  stoppedLate: boolean
  published: number
  differences: number
}

/** One fault under sixteen writers, and what is left afterwards. */
export async function runRound(
  world: World,
  made: Generated,
  { kind, seed }: { kind: Kind; seed: number },
): Promise<Round> {
  const submissions = await invite(world.cluster.url, made, seed)
  let over = false
  const writing = write(world.app.origin, submissions, { stopped: () => over, seed })
  const ready = await disturb(world, kind).finally(() => {
    over = true
  })
  const { sent, replies, broken, again } = await writing
  return {
    kind: kind.name,
    sent: sent.length,
    acknowledged: sent.filter(({ acknowledged }) => acknowledged).length,
    again,
    replies,
    broken,
    ready,
    stoppedLate: world.app.wasKilled(),
    ...(await holdAgainstLedger(world.cluster.url, sent)),
    ...(await publishAndRecount(world.cluster.url)),
  }
}

async function disturb(world: World, kind: Kind): Promise<number | null> {
  await sleep(BEFORE)
  await kind.begin(world)
  await sleep(kind.lasts)
  const ended = Promise.resolve(kind.end(world))
  const [ready] = await Promise.all([world.app.untilReady(), ended])
  await sleep(AFTER)
  return ready
}

/** Why a round did not hold, a line each. */
export function failuresOf(round: Round): string[] {
  const lines = [
    round.acknowledged === 0 && 'nothing was acknowledged',
    round.published === 0 && 'nothing was published, so nothing was recounted',
    round.lost > 0 && `${round.lost} lost`,
    round.doubled > 0 && `${round.doubled} doubled`,
    round.refusedKept > 0 && `${round.refusedKept} refused and kept`,
    round.broken > 0 && `${round.broken} raters saw an error that is none of 2xx, 303, 429, 503`,
    round.differences > 0 && `${round.differences} differences in a recount`,
    round.stoppedLate && 'it did not stop within 30 s',
    (round.ready ?? 60) > READY_WITHIN && `ready again after ${round.ready ?? 'more than 60'} s`,
  ]
  return lines.filter((line) => typeof line === 'string')
}

// Answers count at once only from addresses at the employer's own domain.
async function invite(url: string, made: Generated, seed: number) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const submissions = await openCampaign(client, made, { count: SUBMISSIONS, spread: true, seed })
    await client.query(`WITH own AS (
        UPDATE organization SET domain = slug || '.example' WHERE slug LIKE 'campaign-${seed}-%' RETURNING id, domain)
      UPDATE rater_invitation i SET email = 'rater@' || own.domain FROM own WHERE own.id = i.employer_id`)
    return submissions
  } finally {
    await client.end()
  }
}
