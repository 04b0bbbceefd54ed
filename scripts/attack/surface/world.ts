import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { adoptDatabase, closeDatabase, database, openEmbedded } from '@/server/db/client'
import { asPublisher, selectRows } from '@/server/db/tenancy'
import type { TapInput } from '@/server/domain/asking/drafts'
import { systemContext } from '@/server/services/context'
import { indexLines } from '@/server/services/maps/index-lines'
import type { RaterContext } from '@/server/services/ratings/rater-door'
import { readPacket } from '@/server/services/ratings/read-packet'
import { submitRating } from '@/server/services/ratings/submit-rating'
import { writeReferences } from '@/server/services/releases/release-references'
import { type ReleaseReport, runRelease } from '@/server/services/releases/run-release'
import {
  invitationOf,
  makeCycle as makeAskingCycle,
  raterAt,
} from '@/server/testing/cycles-factory'
import {
  makeAskedSubject,
  makeCycle,
  makeEmployer,
  sendRating,
  sendStatement,
} from '@/server/testing/ledger-factory'
import type { Random } from '../random'
import { rateAgain } from '../stored'
import { ask, type Endpoint, getEndpoints, type Reply } from './endpoints'
import { loadPool } from './pool'
import { unreached } from './reached'
import { furtherRequests, type Request, randomRequests } from './requests'
import { makeVisitors, type Visitors } from './visitors'

/** A database to be loaded again and again, and everything that is asked of it. */
export type World = {
  snapshot: Blob
  now: Date
  endpoints: Endpoint[]
  requests: Request[]
  rater: RaterContext
  invitationId: string
}

/** The sample, published, with answers beside it that no group holds yet. */
export async function makeWorld(sample: Blob, random: Random, now: Date): Promise<World> {
  const db = await openEmbedded(undefined, sample)
  adoptDatabase(db)
  try {
    const visitors = await makeVisitors()
    await addUnpublished(now)
    await release(now)
    const cycle = await makeAskingCycle({ addresses: ['ann@acme.example'], open: true })
    const rater = await raterAt(cycle, 'ann@acme.example')
    await indexLines(now)
    const endpoints = await getEndpoints()
    const snapshot = await db.dump()
    return {
      now,
      endpoints,
      rater,
      invitationId: await invitationOf(cycle, 'ann@acme.example'),
      requests: await requestsThatReach(random, endpoints, visitors),
      snapshot,
    }
  } finally {
    await closeDatabase()
  }
}

/** Random requests, and more of them until every handler and procedure has answered somebody. */
async function requestsThatReach(
  random: Random,
  endpoints: Endpoint[],
  visitors: Visitors,
): Promise<Request[]> {
  const pool = await loadPool(visitors)
  const replies = new Map<Request, Reply>()
  let further = randomRequests(random, endpoints, visitors, pool)
  for (let round = 0; round < 30 && further.length > 0; round++) {
    for (const request of further) {
      const reply = await ask(endpoints, request.path, request.visitor.session)
      if (round === 0 || reply.status < 400) replies.set(request, reply)
    }
    further = furtherRequests(unreached(endpoints, replies), random, visitors, pool)
  }
  return [...replies.keys()]
}

/** Does something in a fresh copy of the world. */
export async function inWorld<T>(world: World, work: () => Promise<T>): Promise<T> {
  adoptDatabase(await openEmbedded(undefined, world.snapshot))
  try {
    return await work()
  } finally {
    await closeDatabase()
  }
}

export async function release(now: Date): Promise<ReleaseReport> {
  const report = await runRelease(systemContext('command', 'attack', now), { trigger: 'command' })
  await indexLines(now)
  return report
}

/** Computes every line that lists read, whatever it was before. */
export async function indexAnew(): Promise<void> {
  await owner('DELETE FROM map_line_state')
  await indexLines(new Date())
}

const UNPUBLISHED = 'unpublished'

/** Renewals too few for a version, four employers where five are needed, unconfirmed ones and a held one. */
async function addUnpublished(now: Date): Promise<void> {
  const members = await asPublisher((tx) =>
    selectRows(
      tx,
      z.object({ subject_id: z.string(), rater_id: z.string() }),
      sql`SELECT subject_id, (array_agg(rater_id ORDER BY rater_id))[1] AS rater_id FROM rating
          WHERE cycle_id IS NOT NULL AND NOT provider_staff AND fit ~ '[0-4]' GROUP BY subject_id`,
    ),
  )
  for (const { subject_id, rater_id } of members) {
    await rateAgain(subject_id, rater_id, now, UNPUBLISHED)
  }
  const subject = await makeAskedSubject({ competencies: 3 })
  const cycleId = await makeCycle(subject, 'closed', now)
  const others = [
    ...[{}, {}, {}, {}, { verification: 'V0' as const }, { verification: 'V1' as const }],
    { heldUntil: new Date(now.getTime() + 90 * 86_400_000) },
  ]
  const employers: string[] = []
  for (const overrides of others) employers.push(await makeEmployer(overrides))
  for (const [place, employerId] of employers.entries()) {
    const common = { subject, employerId, at: now, cycleId }
    const raterId = await sendRating({ ...common, fit: `${place % 5}30`, value: 1 + (place % 4) })
    await sendStatement({ ...common, raterId, importance: `${1 + (place % 4)}44` })
  }
}

/** Turns the levels of every answer that no group holds into others, and touches nothing else. */
export async function changeUnpublished(): Promise<void> {
  const ours = `body_hash IN ('test', '${UNPUBLISHED}')`
  await owner(
    `UPDATE rating SET fit = translate(fit, '01234', '43210'), value = 5 - value WHERE ${ours}`,
    `UPDATE requirement_statement SET importance = translate(importance, '1234', '4321') WHERE ${ours}`,
  )
}

/** Forgets every answer, membership and count of members: of what was said only published rows are left. */
export async function forgetAnswers(): Promise<void> {
  await owner(
    "SET session_replication_role = 'replica'",
    ...[
      'rating',
      'requirement_statement',
      'draft',
      'rater_progress',
      'pending_vote',
      'own_words',
    ].map((table) => `DELETE FROM ${table}`),
    ...['answer_trace', 'integrity_hold', 'release_reference'].map(
      (table) => `DELETE FROM ${table}`,
    ),
    `UPDATE cohort SET members = '{}', levels = '{}', marks = '{}',
                       carried = array_fill(0, ARRAY[cardinality(carried)])`,
    "SET session_replication_role = 'origin'",
  )
  await writeAverages()
  await indexAnew()
}

/** Turns every published row upside down: as many employers, other answers. */
export async function turnPublished(): Promise<void> {
  await owner(
    `UPDATE cohort_version SET counts = (
       SELECT array_agg(c ORDER BY at DESC) FROM unnest(counts) WITH ORDINALITY AS u(c, at))`,
    'DELETE FROM release_reference',
  )
  await writeAverages()
  await indexAnew()
}

async function writeAverages(): Promise<void> {
  const { rows } = await (await database()).withOwner(({ query }) =>
    query('SELECT no FROM release WHERE finished_at IS NOT NULL'),
  )
  await asPublisher(async (tx) => {
    for (const { no } of rows) await writeReferences(tx, Number(no))
  })
}

async function owner(...statements: string[]): Promise<void> {
  await (await database()).withOwner(async ({ query }) => {
    for (const statement of statements) await query(statement)
  })
}

/** The whole way of an answer, by the door a rater takes. */
export async function send({ rater }: World, level: number): Promise<void> {
  const packet = await readPacket(rater, { packetId: null })
  await submitRating(rater, {
    packetId: packet.id,
    clientKey: randomUUID(),
    taps: tapsOf(level),
  })
}

/** A whole answer at one level. */
export function tapsOf(level: number): z.infer<typeof TapInput>[] {
  return [
    { field: 'role', answer: 'supervises' },
    { field: 'exposure', answer: 'few' },
    ...[0, 1, 2].flatMap((place) => [
      { field: `i${place}`, answer: String(1 + (level % 4)) },
      { field: `f${place}`, answer: String(level) },
    ]),
  ]
}
