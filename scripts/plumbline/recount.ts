import { systemContext } from '@/server/services/context'
import { recountReleases } from '@/server/services/releases/recount-releases'
import { type Command, complain, print, say } from './command'
import { differenceLine } from './difference-line'
import { leftOutLine } from './left-out-line'
import { withProgress } from './progress'

export const recount: Command = {
  words: 'recount',
  positionals: 0,
  options: {},
  needsConfiguration: true,
  async run() {
    const report = await withProgress(say('recount.progress'), (tell) =>
      recountReleases(systemContext('command', 'recount'), {
        progress: (subjects) => tell(say('help.subjects', { count: subjects })),
      }),
    )
    const { recounted, releases, differences, notRecountable } = report
    const figures = { groups: recounted, releases, differ: differences.length }
    print(say('recount.done', { ...figures, withdrawn: notRecountable }))
    for (const difference of differences) complain(differenceLine(difference))
    for (const item of report.leftOut) complain(leftOutLine(item))
    return report.differences.length + report.leftOut.length > 0 ? 1 : 0
  },
}
