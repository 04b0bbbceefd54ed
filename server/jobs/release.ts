import { log } from '@/server/log'
import { dueRelease } from '@/server/services/releases/due-release'
import {
  type ReleaseReport,
  releaseContext,
  runRelease,
} from '@/server/services/releases/run-release'

/** Releases once a day, and soon after a cycle closes; cheap when nothing is due. */
export async function runReleaseJob(now: Date): Promise<ReleaseReport | null> {
  const trigger = await dueRelease(now)
  if (!trigger) return null
  const report = await runRelease(releaseContext(now), { trigger })
  if (report.problems.length > 0) {
    log.warn({ problems: report.problems }, 'some items could not be released')
  }
  return report
}
