import { existsSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { fieldsOf } from '@/server/domain/catalogue/column-fields'
import { frameworkLimits } from '@/server/domain/catalogue/frameworks'
import type { ImportView, Separated } from '@/server/domain/catalogue/imports'
import type { OrgContext } from '@/server/services/context'
import { systemContext } from '@/server/services/context'
import { chooseSheet } from '@/server/services/imports/choose-sheet'
import { mapImport } from '@/server/services/imports/map-import'
import { proposeFramework } from '@/server/services/imports/propose-framework'
import { readImport } from '@/server/services/imports/read-import'
import { runImport } from '@/server/services/imports/run-import'
import { startImport } from '@/server/services/imports/start-import'
import { uploadImport } from '@/server/services/imports/upload-import'
import { actAsOwner } from '@/server/services/organizations/act-as-owner'
import { chosenTable } from './chosen-table'
import {
  type Command,
  complain,
  type Input,
  optional,
  print,
  required,
  say,
  UsageError,
} from './command'
import { describeImport } from './describe-import'
import { importLargeFile } from './import-large'
import { withProgress } from './progress'
import { describeColumns, tableColumns } from './table-columns'

export const importFramework: Command = {
  words: 'import',
  positionals: 1,
  options: {
    ...{ as: 'string', name: 'string', language: 'string', columns: 'string' },
    ...{ sheet: 'string', 'heading-row': 'string', framework: 'string', reworded: 'string' },
    ...{ 'leave-out-errors': 'boolean', preview: 'boolean' },
  },
  needsConfiguration: true,
  async run(input) {
    const file = input.positionals[0] ?? ''
    if (!existsSync(file)) throw new UsageError(say('help.noFile', { file }))
    const separate = separated(optional(input, 'reworded'))
    const ctx = await actAsOwner(systemContext('command', 'import'), required(input, 'as'))
    if (statSync(file).size > frameworkLimits.bytes) {
      if (optional(input, 'framework')) throw new UsageError(say('import.tableOnly'))
      return importLargeFile(ctx, {
        ...{ file, preview: input.options.preview === true, separate },
        leaveOutErrors: input.options['leave-out-errors'] === true,
      })
    }
    const bytes = await readFile(file)
    return withProgress(say('import.progress', { file: basename(file) }), async (tell) => {
      const { id } = await uploadImport(ctx, { fileName: basename(file), bytes })
      const preview = await nameColumns(ctx, await readImport(ctx, { id }), input)
      describeImport(preview)
      if (input.options.preview) return 0
      if (preview.summary?.alike && separate === null) {
        complain(say('import.decide'))
        return 1
      }
      const { run } = await startImport(ctx, {
        id,
        leaveOutErrors: input.options['leave-out-errors'] === true,
        separate: separate ?? [],
      })
      tell(say('help.rows', { count: preview.totalRows }))
      if (run) await runImport(ctx, { id })
      const { state, summary } = await readImport(ctx, { id })
      if (state !== 'applied') {
        complain(summary?.failure ?? say('import.failed'))
        return 1
      }
      print(say(run ? 'import.done' : 'import.nothing'))
      return 0
    })
  },
}

/** A table's columns are taken by their headings, as the page suggests them, or as they are named. */
async function nameColumns(ctx: OrgContext, view: ImportView, input: Input): Promise<ImportView> {
  const { id } = view
  const framework = optional(input, 'framework')
  if ((!view.sheet || view.sheet.fixed) && framework) throw new UsageError(say('import.tableOnly'))
  if (!view.sheet) return view
  const table = chosenTable(view.sheet.sheets, input)
  if (table.sheet !== undefined || table.headingLine !== undefined) {
    await chooseSheet(ctx, { id, ...table })
  }
  if (view.sheet.fixed) return readImport(ctx, { id })
  const { sheet, head } = await readImport(ctx, { id })
  if (!sheet) return view
  const mapping = tableColumns(sheet, optional(input, 'columns'))
  for (const line of describeColumns(sheet, mapping)) print(line)
  const name = optional(input, 'name') ?? head.name
  await mapImport(ctx, {
    ...{ id, name, remember: '', fields: fieldsOf(mapping, sheet.headers.length) },
    framework: framework ? framework.replace(/^new$/, '') : await proposed(ctx, id, name),
    publisher: '',
    language: optional(input, 'language') ?? '',
  })
  return readImport(ctx, { id })
}

/** The framework that the table seems to be, which is said; empty where it seems to be none. */
async function proposed(ctx: OrgContext, id: string, name: string): Promise<string> {
  const found = await proposeFramework(ctx, { id, name })
  if (found) print(say('import.proposed', found))
  return found?.slug ?? ''
}

/** Which near-equal pairs are different; null where nobody has said. */
function separated(reworded: string | undefined): Separated | null {
  if (reworded === undefined) return null
  if (reworded === 'all') return []
  if (reworded === 'none') return 'all'
  throw new UsageError(say('import.rewordedHow'))
}
