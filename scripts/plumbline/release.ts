import { systemContext } from '@/server/services/context'
import { nameProblems } from '@/server/services/releases/list-left-out'
import { lookAndRelease } from '@/server/services/releases/look-and-release'
import type { Command } from './command'
import { leftOutLine } from './left-out-line'
import { withProgress } from './progress'

export const release: Command = {
  summary: 'Publishes what is ready now: votes into fixed groups, groups into figures.',
  usage: '',
  details: ['One runs at a time; a run that was cut off is taken up again.'],
  positionals: 0,
  options: {},
  needsConfiguration: true,
  async run() {
    const report = await withProgress('Releasing', (tell) =>
      lookAndRelease(systemContext('command', 'release'), {
        trigger: 'command',
        progress: ({ subjects }) => tell(`${subjects} subjects`),
      }),
    )
    process.stdout.write(
      report.releaseNo === null
        ? 'Nothing new can be published yet.\n'
        : `Release ${report.releaseNo}: ${report.versions} groups of ${report.subjects} subjects.\n`,
    )
    for (const item of await nameProblems(report.problems)) {
      process.stderr.write(`${leftOutLine(item)}\n`)
    }
    return report.problems.length > 0 ? 1 : 0
  },
}
