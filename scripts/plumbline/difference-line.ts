import type { RecountReport } from '@/server/services/releases/recount-releases'
import { say } from './command'

/** One line on a published figure that is not what a recount gives. */
export function differenceLine({
  subjectId,
  cohortId,
  version,
  what,
}: RecountReport['differences'][number]): string {
  return say('recount.difference', { subject: subjectId, group: cohortId, version, what })
}
