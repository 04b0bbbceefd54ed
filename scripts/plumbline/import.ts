import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ImportView } from '@/server/domain/catalogue/imports'
import type { OrgContext } from '@/server/services/context'
import { systemContext } from '@/server/services/context'
import { mapImport } from '@/server/services/imports/map-import'
import { readImport } from '@/server/services/imports/read-import'
import { runImport } from '@/server/services/imports/run-import'
import { startImport } from '@/server/services/imports/start-import'
import { uploadImport } from '@/server/services/imports/upload-import'
import { actAsOwner } from '@/server/services/organizations/act-as-owner'
import { type Command, type Input, optional, required, UsageError } from './command'
import { withProgress } from './progress'

export const importFramework: Command = {
  summary: 'Imports a framework: CASE, CTDL-ASN or CSV. All of it or nothing.',
  usage: '<file> --as <organization> [--name <name>] [--leave-out-errors] [--preview]',
  details: [
    '--as                the slug of the organization whose framework it becomes; acts as its owner',
    '--name              what to call the framework of a CSV file',
    '--leave-out-errors  go on when rows cannot be read, without them',
    '--preview           say what would change, and change nothing',
  ],
  positionals: 1,
  options: { as: 'string', name: 'string', 'leave-out-errors': 'boolean', preview: 'boolean' },
  needsConfiguration: true,
  async run(input) {
    const file = input.positionals[0] ?? ''
    if (!existsSync(file)) throw new UsageError(`There is no file ${file}.`)
    const ctx = await actAsOwner(systemContext('command', 'import'), required(input, 'as'))
    const bytes = await readFile(file)
    return withProgress(`Importing ${basename(file)}`, async (tell) => {
      const { id } = await uploadImport(ctx, { fileName: basename(file), bytes })
      const preview = await nameColumns(ctx, await readImport(ctx, { id }), input)
      describe(preview)
      if (input.options.preview) return 0
      const { run } = await startImport(ctx, {
        id,
        leaveOutErrors: input.options['leave-out-errors'] === true,
      })
      tell(`${preview.totalRows} rows`)
      if (run) await runImport(ctx, { id })
      const { state, summary } = await readImport(ctx, { id })
      if (state !== 'applied') {
        process.stderr.write(`${summary?.failure ?? 'The import failed; nothing was changed.'}\n`)
        return 1
      }
      process.stdout.write(run ? 'Imported.\n' : 'Nothing is new.\n')
      return 0
    })
  },
}

/** A table's columns are taken by their headings, as the page suggests them. */
async function nameColumns(ctx: OrgContext, view: ImportView, input: Input): Promise<ImportView> {
  if (!view.sheet) return view
  await mapImport(ctx, {
    id: view.id,
    mapping: view.sheet.mapping,
    framework: '',
    name: optional(input, 'name') ?? view.fileName.replace(/\.[^.]*$/, ''),
    publisher: '',
    language: '',
  })
  return readImport(ctx, { id: view.id })
}

function describe({ summary, problems }: ImportView): void {
  for (const problem of problems) {
    const place = [problem.line ? `line ${problem.line}` : '', problem.column ?? problem.path ?? '']
      .filter(Boolean)
      .join(', ')
    process.stderr.write(
      `${problem.severity}: ${place ? `${place}: ` : ''}${problem.reason}${problem.detail ? ` (${problem.detail})` : ''}\n`,
    )
  }
  if (!summary) return
  process.stdout.write(
    `${summary.added} new, ${summary.changed} changed, ${summary.gone} gone, ${summary.leftOut} left out.\n`,
  )
}
