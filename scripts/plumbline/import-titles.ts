import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { database } from '@/server/db/client'
import { loadAlternateTitles } from '@/server/db/load-alternate-titles'
import { type AlternateTitleProblem, readAlternateTitles } from '@/server/formats/alternate-titles'
import { type Command, complain, print, say, UsageError } from './command'

/** More are counted alone. */
const mostNamed = 50

export const importTitles: Command = {
  words: 'import-titles',
  positionals: 1,
  options: {},
  needsConfiguration: true,
  async run(input) {
    const file = input.positionals[0] ?? ''
    if (!existsSync(file)) throw new UsageError(say('help.noFile', { file }))
    const { titles, problems } = readAlternateTitles(await readFile(file))
    if (problems.length > 0) return refuse(problems)
    if (titles.length === 0) {
      complain(say('import-titles.empty'))
      return 1
    }
    const db = await database()
    const { stand, unknown } = await db.withOwner((owner) => loadAlternateTitles(owner, titles))
    if (unknown.length > 0) {
      return refuse(
        unknown.map(({ line, code }) => ({ line, reason: 'unknownCode', detail: code })),
      )
    }
    print(say('import-titles.done', { count: stand }))
    return 0
  },
}

const sentences = {
  noCode: 'import-titles.noCode',
  noTitle: 'import-titles.noTitle',
  longTitle: 'import-titles.longTitle',
  unknownCode: 'import-titles.unknownCode',
} as const

type Problem = Omit<AlternateTitleProblem, 'reason'> & { reason: keyof typeof sentences }

function refuse(problems: readonly Problem[]): number {
  for (const { line, reason, detail } of problems.slice(0, mostNamed)) {
    complain(
      say('import-titles.problem', {
        line,
        what: say(sentences[reason], { detail }),
      }),
    )
  }
  complain(say('import-titles.nothingStored', { count: problems.length }))
  return 1
}
