import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ImportView } from '@/server/domain/catalogue/imports'
import type { OrgContext } from '@/server/services/context'
import { systemContext } from '@/server/services/context'
import { chooseHeadings } from '@/server/services/imports/choose-headings'
import { mapImport } from '@/server/services/imports/map-import'
import { readImport } from '@/server/services/imports/read-import'
import { runImport } from '@/server/services/imports/run-import'
import { startImport } from '@/server/services/imports/start-import'
import { uploadImport } from '@/server/services/imports/upload-import'
import { actAsOwner } from '@/server/services/organizations/act-as-owner'
import { speak } from '@/server/words/speak'
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
import { withProgress } from './progress'
import { describeColumns, tableColumns } from './table-columns'

export const importFramework: Command = {
  words: 'import',
  positionals: 1,
  options: {
    ...{ as: 'string', name: 'string', language: 'string', columns: 'string' },
    ...{ 'heading-row': 'string', 'leave-out-errors': 'boolean', preview: 'boolean' },
  },
  needsConfiguration: true,
  async run(input) {
    const file = input.positionals[0] ?? ''
    if (!existsSync(file)) throw new UsageError(say('help.noFile', { file }))
    const ctx = await actAsOwner(systemContext('command', 'import'), required(input, 'as'))
    const bytes = await readFile(file)
    return withProgress(say('import.progress', { file: basename(file) }), async (tell) => {
      const { id } = await uploadImport(ctx, { fileName: basename(file), bytes })
      const preview = await nameColumns(ctx, await readImport(ctx, { id }), input)
      describe(preview)
      if (input.options.preview) return 0
      const { run } = await startImport(ctx, {
        id,
        leaveOutErrors: input.options['leave-out-errors'] === true,
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
  if (!view.sheet) return view
  const headingRow = optional(input, 'heading-row')
  if (headingRow !== undefined) {
    if (!/^\d{1,4}$/.test(headingRow)) throw new UsageError(say('import.headingRow'))
    await chooseHeadings(ctx, { id, headingLine: Number(headingRow) })
  }
  const { sheet, head } = await readImport(ctx, { id })
  if (!sheet) return view
  const mapping = tableColumns(sheet, optional(input, 'columns'))
  for (const line of describeColumns(sheet, mapping)) print(line)
  await mapImport(ctx, {
    ...{ id, mapping, framework: '' },
    name: optional(input, 'name') ?? head.name,
    publisher: '',
    language: optional(input, 'language') ?? '',
  })
  return readImport(ctx, { id })
}

function describe({ summary, problems }: ImportView): void {
  for (const { severity, line, column, path, reason, detail = '' } of problems) {
    const place = [line ? say('import.line', { line }) : '', column ?? path ?? '']
      .filter(Boolean)
      .join(', ')
    const what = speak('imports')(`reason.${reason}`, { detail })
    complain(say('import.problem', { severity, place: place || say('import.wholeFile'), what }))
  }
  if (!summary) return
  const { added, changed, gone, leftOut } = summary
  print(say('import.counts', { added, changed, gone, leftOut }))
}
