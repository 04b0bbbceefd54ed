import { systemContext } from '@/server/services/context'
import { nameProblems } from '@/server/services/releases/list-left-out'
import { lookAndRelease } from '@/server/services/releases/look-and-release'
import { type Command, complain, print, say } from './command'
import { leftOutLine } from './left-out-line'
import { withProgress } from './progress'

export const release: Command = {
  words: 'release',
  positionals: 0,
  options: {},
  needsConfiguration: true,
  async run() {
    const report = await withProgress(say('release.progress'), (tell) =>
      lookAndRelease(systemContext('command', 'release'), {
        trigger: 'command',
        progress: ({ subjects }) => tell(say('help.subjects', { count: subjects })),
      }),
    )
    const { releaseNo: no, versions: groups, subjects } = report
    print(no === null ? say('release.nothing') : say('release.done', { no, groups, subjects }))
    for (const item of await nameProblems(report.problems)) {
      complain(leftOutLine(item))
    }
    return report.problems.length > 0 ? 1 : 0
  },
}
