import { eq } from 'drizzle-orm'
import { organizations } from '@/server/db/schema/organizations'
import { asReader } from '@/server/db/tenancy'
import { systemContext } from '@/server/services/context'
import { runRelease } from '@/server/services/releases/run-release'
import { DEMO_CYCLES } from './content/cycles'
import { demoTime } from './demo-id'
import { seedAlignments } from './seed-alignments'
import { seedAnswers } from './seed-answers'
import { seedCredentials } from './seed-credentials'
import { seedCycle } from './seed-cycles'
import { seedEmployment } from './seed-employment'
import { seedFrameworks } from './seed-frameworks'
import { seedHolds } from './seed-holds'
import { seedOrganizations } from './seed-organizations'
import { seedRequirements } from './seed-requirements'

/**
 * Writes the sample region: the same rows for the same `now`, each marked as sample, so that
 * `removeDemo` can take all of it away. Returns false, and writes nothing, when it is there.
 */
export async function seedDemo(now: Date): Promise<boolean> {
  if (await isSeeded()) return false
  await seedOrganizations(now)
  await seedEmployment(now)
  await seedFrameworks(now)
  await seedAlignments(now)
  await seedCredentials(now)
  for (const cycle of DEMO_CYCLES) {
    const seeded = await seedCycle(cycle, now)
    await seedAnswers(cycle, seeded, now)
    await seedHolds(cycle, seeded, now)
    if (cycle.closesInDays < 0) await publish(demoTime(now, cycle.closesInDays + anHour))
  }
  await seedRequirements(now)
  await publish(demoTime(now, afterHold))
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
/** Days from `now` at which the hold of the sample's job requirements is over. */
const afterHold = -80

/** A release as of a past moment, so that figures have the age they would have. */
async function publish(asOf: Date): Promise<void> {
  await runRelease(systemContext('command', 'seed', asOf), { trigger: 'demo' })
}
