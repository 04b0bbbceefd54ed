import { DEMO_CYCLES } from './content/cycles'
import { seedAnswers } from './seed-answers'
import { seedCredentials } from './seed-credentials'
import { seedCycle } from './seed-cycles'
import { seedFrameworks } from './seed-frameworks'
import { seedOrganizations } from './seed-organizations'
import { seedRequirements } from './seed-requirements'

/**
 * Writes the sample region: the same rows for the same `now`, each marked as sample, so that
 * `removeDemo` can take all of it away. Refuses to run twice through its fixed ids.
 */
export async function seedDemo(now: Date): Promise<void> {
  await seedOrganizations(now)
  await seedFrameworks(now)
  await seedCredentials(now)
  for (const cycle of DEMO_CYCLES) {
    await seedAnswers(cycle, await seedCycle(cycle, now), now)
  }
  await seedRequirements(now)
}
