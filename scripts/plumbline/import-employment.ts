import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { type EmploymentProblem, employmentFields } from '@/server/domain/catalogue/employment'
import { isEncodingRemark } from '@/server/domain/encoding-remarks'
import { isCellRemark } from '@/server/domain/file-remarks'
import type { Context } from '@/server/services/context'
import { systemContext } from '@/server/services/context'
import { chooseEmploymentSheet } from '@/server/services/employment/choose-employment-sheet'
import { mapEmployment } from '@/server/services/employment/map-employment'
import { readEmployment } from '@/server/services/employment/read-employment'
import { storeEmployment } from '@/server/services/employment/store-employment'
import { uploadEmployment } from '@/server/services/employment/upload-employment'
import { speak } from '@/server/words/speak'
import { chosenTable, columnsAsSaid } from './chosen-table'
import { type Command, complain, type Input, optional, print, say, UsageError } from './command'

export const importEmployment: Command = {
  words: 'import-employment',
  positionals: 1,
  options: { sheet: 'string', 'heading-row': 'string', columns: 'string', preview: 'boolean' },
  needsConfiguration: true,
  async run(input) {
    const file = input.positionals[0] ?? ''
    if (!existsSync(file)) throw new UsageError(say('help.noFile', { file }))
    const ctx = systemContext('command', 'import employment')
    const uploaded = await uploadEmployment(ctx, {
      fileName: basename(file),
      bytes: await readFile(file),
    })
    await nameColumns(ctx, uploaded.id, input)
    const { waiting } = await readEmployment(ctx)
    for (const { reason, detail } of waiting?.remarks ?? []) {
      const what = isEncodingRemark(reason)
        ? speak('imports')(`reason.${reason}`)
        : isCellRemark(reason)
          ? speak('tables')(`cells.${reason}`, { detail })
          : speak('employment')(`remark.${reason}`, { detail })
      complain(say('import-employment.remark', { what }))
    }
    for (const problem of waiting?.problems ?? []) {
      complain(sentence(problem))
    }
    if (waiting && waiting.problemCount > 0) {
      complain(say('import-employment.nothingStored', { count: waiting.problemCount }))
      return 1
    }
    for (const { region, sectors, known, replaces } of waiting?.regions ?? []) {
      const about = { region: region.name, sectors: sectors.length, jobs: known }
      print(say('import-employment.region', { ...about, replaces: String(replaces) }))
    }
    if (input.options.preview) return 0
    const { regions } = await storeEmployment(ctx, uploaded)
    print(say('import-employment.done', { count: regions }))
    return 0
  },
}

/** The sheet, the row of the headings and the columns, where they are said. */
async function nameColumns(ctx: Context, id: string, input: Input): Promise<void> {
  const { waiting: first } = await readEmployment(ctx)
  const table = chosenTable(first?.sheet.sheets ?? [], input)
  if (table.sheet !== undefined || table.headingLine !== undefined) {
    await chooseEmploymentSheet(ctx, { id, ...table })
  }
  const columns = optional(input, 'columns')
  const { waiting } = await readEmployment(ctx)
  if (!waiting || columns === undefined) return
  const fields = columnsAsSaid(waiting.sheet, columns, employmentFields)
  await mapEmployment(ctx, { id, fields })
}

function sentence({ line, column, reason, detail }: EmploymentProblem): string {
  const what = speak('employment')(`reason.${reason}`, { detail, column })
  return column
    ? say('import-employment.problemIn', { line, column, what })
    : say('import-employment.problem', { line, what })
}
