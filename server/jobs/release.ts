import { log } from '@/server/log'
import { countWaiting } from '@/server/services/integrity/waiting-totals'
import { isReleaseDue } from '@/server/services/releases/due-release'
import { lookAndRelease } from '@/server/services/releases/look-and-release'
import { type ReleaseReport, releaseContext } from '@/server/services/releases/run-release'
import { showOfferedWords } from '@/server/services/requirements/show-offered-words'

/** Releases once a night; cheap when nothing is due. */
export async function runReleaseJob(now: Date): Promise<ReleaseReport | null> {
  if (!(await isReleaseDue(now))) return null
  const report = await lookAndRelease(releaseContext(now), { trigger: 'nightly' })
  await countWaiting(now)
  await showOfferedWords(now)
  if (report.problems.length > 0) {
    log.warn({ problems: report.problems }, 'some items could not be released')
  }
  return report
}
