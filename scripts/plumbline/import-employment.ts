import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { EmploymentProblem } from '@/server/domain/catalogue/employment'
import { systemContext } from '@/server/services/context'
import { readEmployment } from '@/server/services/employment/read-employment'
import { storeEmployment } from '@/server/services/employment/store-employment'
import { uploadEmployment } from '@/server/services/employment/upload-employment'
import { speak } from '@/server/words/speak'
import { type Command, UsageError } from './command'

export const importEmployment: Command = {
  summary:
    'Loads jobs by sector of regions, which their summaries are weighted to. All or nothing.',
  usage: '<file> [--preview]',
  details: [
    '<file>     CSV with the columns region, sector, employment and, if you like, year and source',
    '--preview  say what would be stored, and store nothing',
    'A region of the file is replaced as a whole; to go back, load the earlier file.',
  ],
  positionals: 1,
  options: { preview: 'boolean' },
  needsConfiguration: true,
  async run(input) {
    const file = input.positionals[0] ?? ''
    if (!existsSync(file)) throw new UsageError(`There is no file ${file}.`)
    const ctx = systemContext('command', 'import employment')
    const uploaded = await uploadEmployment(ctx, {
      fileName: basename(file),
      bytes: await readFile(file),
    })
    const { waiting } = await readEmployment(ctx)
    for (const problem of waiting?.problems ?? []) {
      process.stderr.write(`${sentence(problem)}\n`)
    }
    if (waiting && waiting.problemCount > 0) {
      process.stderr.write(`Nothing was stored: ${waiting.problemCount} lines cannot be read.\n`)
      return 1
    }
    for (const { region, sectors, known, replaces } of waiting?.regions ?? []) {
      const what = replaces ? 'replaces what is stored' : 'new'
      process.stdout.write(`${region.name}: ${sectors.length} sectors, ${known} jobs, ${what}\n`)
    }
    if (input.options.preview) return 0
    const { regions } = await storeEmployment(ctx, uploaded)
    process.stdout.write(`Stored the employment of ${regions} regions.\n`)
    return 0
  },
}

function sentence({ line, column, reason, detail }: EmploymentProblem): string {
  const what = speak('employment')(`reason.${reason}`, { detail, column })
  return `line ${line}${column ? `, ${column}` : ''}: ${what}`
}
