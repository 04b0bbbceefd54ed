import { systemContext } from '@/server/services/context'
import { recountReleases } from '@/server/services/releases/recount-releases'
import type { Command } from './command'
import { withProgress } from './progress'

export const recount: Command = {
  summary: 'Recounts everything published from the answers and reports differences. Reads only.',
  usage: '',
  details: ['Exit code 1 when a published figure is not what a recount gives.'],
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
    return report.differences.length > 0 ? 1 : 0
  },
}
