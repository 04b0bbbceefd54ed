import { log } from '@/server/log'
import { countWaiting } from '@/server/services/integrity/waiting-totals'
import { endNight, keepNight, leaveNight, takeNight } from '@/server/services/releases/due-release'
import { releaseApart } from '@/server/services/releases/release-apart'
import { type ReleaseReport, releaseContext } from '@/server/services/releases/run-release'
import { showOfferedWords } from '@/server/services/releases/show-offered-words'

const sayEvery = 60_000

/** Releases once a night, and goes on where a night's release was stopped; cheap when nothing is due. */
export async function runReleaseJob(now: Date, stop?: AbortSignal): Promise<ReleaseReport | null> {
  const moment = await takeNight(now)
  if (!moment) return null
  const saying = setInterval(() => void keepNight().catch(() => undefined), sayEvery)
  try {
    const report = await releaseApart(releaseContext(moment), 'nightly', stop)
    await countWaiting(moment)
    await showOfferedWords(moment)
    await endNight()
    if (report.problems.length > 0) {
      log.warn({ problems: report.problems }, 'some items could not be released')
    }
    return report
  } catch (error) {
    if (!stop?.aborted) throw error
    await leaveNight()
    return null
  } finally {
    clearInterval(saying)
  }
}
