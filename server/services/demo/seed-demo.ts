import { eq } from 'drizzle-orm'
import { organizations } from '@/server/db/schema/organizations'
import { asReader } from '@/server/db/tenancy'
import { HOLD_DAYS } from '@/server/domain/method/integrity'
import { quarterOf, startOfQuarter } from '@/server/domain/method/map-cells'
import { systemContext } from '@/server/services/context'
import { indexLines } from '@/server/services/maps/index-lines'
import { runRelease } from '@/server/services/releases/run-release'
import { DEMO_CYCLES, type DemoCycle } from './content/cycles'
import { DEMO_REQUIREMENTS } from './content/requirements'
import { demoTime } from './demo-id'
import { seedAlignments } from './seed-alignments'
import { seedAnswers } from './seed-answers'
import { seedCredentials } from './seed-credentials'
import { seedCycle } from './seed-cycles'
import { seedDecisions, seedReplies } from './seed-decisions'
import { seedEmployment } from './seed-employment'
import { seedFrameworks } from './seed-frameworks'
import { seedHolds } from './seed-holds'
import { seedOrganizations } from './seed-organizations'
import { seedOwnCycle } from './seed-own-cycle'
import type { DemoPeople } from './seed-people'
import { seedOfferedWords, seedRequirements } from './seed-requirements'

/**
 * Writes the sample region: the same rows for the same `now`, each marked as sample, so that
 * `removeDemo` can take all of it away. Returns false, and writes nothing, when it is there.
 */
export async function seedDemo(now: Date): Promise<boolean> {
  if (await isSeeded()) return false
  const people = await seedOrganizations(now)
  await seedEmployment(now)
  await seedFrameworks(now)
  await seedAlignments(people, now)
  await seedCredentials(now)
  const counted = countedQuarterly(now)
  const isBefore = (cycle: DemoCycle) => demoTime(now, cycle.closesInDays) < counted
  for (const cycle of DEMO_CYCLES.filter(isBefore)) await seedRound(cycle, people, now)
  await seedRequirements(now)
  await publish(counted)
  await seedOfferedWords(counted)
  for (const cycle of DEMO_CYCLES.filter((each) => !isBefore(each))) {
    await seedRound(cycle, people, now)
  }
  await seedReplies(people, now)
  await seedOwnCycle(people, now)
  await indexLines(now)
  return true
}

/** Whether any of the sample is there. */
export async function isSeeded(): Promise<boolean> {
  const rows = await asReader((tx) =>
    tx
      .select({ id: organizations.id })
      .from(organizations)
      .where(eq(organizations.sample, true))
      .limit(1),
  )
  return rows.length > 0
}

const anHour = 1 / 24

/** The quarterly run that counts the sample's job requirements: the first after all of their holds are over. */
function countedQuarterly(now: Date): Date {
  const old = DEMO_REQUIREMENTS.filter(({ writtenInDays }) => writtenInDays < -180)
  const held = Math.max(...old.map(({ writtenInDays }) => writtenInDays)) + HOLD_DAYS
  return startOfQuarter(quarterOf(demoTime(now, held)) + 1)
}

async function seedRound(cycle: DemoCycle, people: DemoPeople, now: Date): Promise<void> {
  const seeded = await seedCycle(cycle, now)
  await seedAnswers(cycle, seeded, now)
  await seedHolds(cycle, seeded, now)
  if (cycle.closesInDays >= 0) return
  await publish(demoTime(now, cycle.closesInDays + anHour))
  await seedDecisions(cycle.key, people, now)
}

/** A release as of a past moment, so that figures have the age they would have. */
async function publish(asOf: Date): Promise<void> {
  await runRelease(systemContext('command', 'seed', asOf), { trigger: 'demo' })
}
