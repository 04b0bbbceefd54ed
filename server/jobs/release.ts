import { dueRelease } from '@/server/services/releases/due-release'
import {
  type ReleaseReport,
  releaseContext,
  runRelease,
} from '@/server/services/releases/run-release'

/** Releases once a day, and soon after a cycle closes or somebody withdraws; cheap when nothing is due. */
export async function runReleaseJob(now: Date): Promise<ReleaseReport | null> {
  const trigger = await dueRelease(now)
  return trigger && runRelease(releaseContext(now), { trigger })
}
