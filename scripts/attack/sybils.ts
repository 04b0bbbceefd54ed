import { eq } from 'drizzle-orm'
import { database } from '@/server/db/client'
import { cohortVersions } from '@/server/db/schema/releases'
import { asReader } from '@/server/db/tenancy'
import { systemContext } from '@/server/services/context'
import { runRelease } from '@/server/services/releases/run-release'
import {
  type AskedSubject,
  changeEmployer,
  makeAskedSubject,
  makeCycle,
  makeEmployer,
  sendRating,
} from '@/server/testing/ledger-factory'
import type { Finding } from './finding'
import type { Random } from './random'

const ROUNDS = 10
const DAY = 86_400_000
/** Long enough for the next quarterly run to have come. */
const QUARTER = 93 * DAY

/**
 * T12: fewer than five confirmed employers beside a random mixture of those that must not count: not confirmed, held,
 * of one parent, merged, and answers from addresses outside the employer's domain. Nothing may be published; once five
 * are confirmed, exactly those stand in the group. Control: employers counted as they answered.
 */
export async function sybilAttack(random: Random, now: Date): Promise<Finding> {
  let employers = 0
  let published = 0
  let miscounted = 0
  let control = 0
  for (let round = 0; round < ROUNDS; round++) {
    const subject = await makeAskedSubject({ competencies: 1 })
    const cycleId = await makeCycle(subject, 'closed', now)
    const answer = { subject, at: now, cycleId }
    const send = (employerId: string) =>
      sendRating({ ...answer, employerId, fit: String(random.below(5)) })
    const real = 1 + random.below(4)
    const parent = await makeEmployer()
    await send(parent)
    for (let index = 1; index < real; index++) await send(await makeEmployer())
    const others = 5 - real + random.below(6)
    for (let index = 0; index < others; index++) await sendAsSybil(random, parent, now, send)
    employers += real + others
    if (real + others >= 5) control += 1
    await release(now)
    if ((await groupsOf(subject)).length > 0) published += 1
    // The harness would see a group if there were one: fill up to five that are confirmed.
    for (let index = real; index < 5; index++) await send(await makeEmployer())
    await release(new Date(now.getTime() + QUARTER))
    if (String(await groupsOf(subject)) !== '5') miscounted += 1
  }
  return {
    test: 'T12 false employers',
    tried: `${employers} employers in ${ROUNDS} mixtures with one to four confirmed ones`,
    recovered: `${published} published, ${miscounted} counted others than the five confirmed`,
    control: `counted as they answered: ${control} of ${ROUNDS} would be published`,
    passed: published === 0 && miscounted === 0 && control === ROUNDS,
  }
}

async function sendAsSybil(
  random: Random,
  parent: string,
  now: Date,
  send: (employerId: string) => Promise<string>,
): Promise<void> {
  const later = new Date(now.getTime() + 4 * QUARTER)
  switch (random.below(6)) {
    case 0:
      await send(await makeEmployer({ verification: 'V0' }))
      return
    case 1:
      await send(await makeEmployer({ verification: 'V1' }))
      return
    case 2:
      await send(await makeEmployer({ parentId: parent }))
      return
    case 3:
      // Free mail and whatever else a person has to look at holds the employer.
      await send(await makeEmployer({ heldUntil: later }))
      return
    case 4:
      await holdForAddress(await send(await makeEmployer()))
      return
    default: {
      const double = await makeEmployer()
      await send(double)
      await changeEmployer(double, { mergedIntoId: parent }, now)
    }
  }
}

/** As an answer is kept that came from an address outside the employer's own domain. */
async function holdForAddress(raterId: string): Promise<void> {
  await (await database()).withOwner(({ query }) =>
    query("UPDATE rating SET held_until = 'infinity' WHERE rater_id = $1", [raterId]),
  )
}

async function release(now: Date): Promise<void> {
  await runRelease(systemContext('command', 'attack', now), { trigger: 'command' })
}

/** How many employers stand in each published group of the subject. */
async function groupsOf({ subjectId }: AskedSubject): Promise<number[]> {
  const rows = await asReader((tx) =>
    tx
      .select({ n: cohortVersions.n })
      .from(cohortVersions)
      .where(eq(cohortVersions.subjectId, subjectId)),
  )
  return rows.map((row) => row.n)
}
