import { systemContext } from '@/server/services/context'
import { recountReleases } from '@/server/services/releases/recount-releases'
import type { Command } from './command'
import { leftOutLine } from './left-out-line'
import { withProgress } from './progress'

export const recount: Command = {
  summary: 'Recounts everything published from the answers and reports differences. Reads only.',
  usage: '',
  details: [
    'Exit code 1 when a published figure is not what a recount gives, or when what is stored of an item',
    'cannot be right: then restore the rows that are named from a backup.',
  ],
  positionals: 0,
  options: {},
  needsConfiguration: true,
  async run() {
    const report = await withProgress('Recounting', (tell) =>
      recountReleases(systemContext('command', 'recount'), {
        progress: (subjects) => tell(`${subjects} subjects`),
      }),
    )
    process.stdout.write(
      `${report.recounted} published groups in ${report.releases} releases recounted, ${report.differences.length} differ, ${report.notRecountable} cannot be recounted after withdrawals.\n`,
    )
    for (const { subjectId, cohortId, version, what } of report.differences) {
      process.stderr.write(`subject ${subjectId}, group ${cohortId}, version ${version}: ${what}\n`)
    }
    for (const item of report.leftOut) process.stderr.write(`${leftOutLine(item)}\n`)
    return report.differences.length + report.leftOut.length > 0 ? 1 : 0
  },
}
