import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { z } from 'zod'
import { isCellRemark } from '@/server/domain/file-remarks'
import {
  type AddressField,
  type AddressListView,
  type AddressPreview,
  addressColumns,
} from '@/server/domain/people/address-lists'
import type { OrgContext } from '@/server/services/context'
import { systemContext } from '@/server/services/context'
import { addAddressList } from '@/server/services/cycles/add-address-list'
import { chooseAddressSheet } from '@/server/services/cycles/choose-address-sheet'
import { discardAddressList } from '@/server/services/cycles/discard-address-list'
import { keepAddressList } from '@/server/services/cycles/keep-address-list'
import { mapAddressList } from '@/server/services/cycles/map-address-list'
import { type OneAddressList, readAddressList } from '@/server/services/cycles/read-address-list'
import { actAsOwner } from '@/server/services/organizations/act-as-owner'
import { speak } from '@/server/words/speak'
import { chosenTable, columnAt, numbered } from './chosen-table'
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

export const invite: Command = {
  words: 'invite',
  positionals: 1,
  options: {
    ...{ as: 'string', cycle: 'string', columns: 'string', preview: 'boolean' },
    ...{ sheet: 'string', 'heading-row': 'string' },
  },
  needsConfiguration: true,
  async run(input) {
    const file = input.positionals[0] ?? ''
    if (!existsSync(file)) throw new UsageError(say('help.noFile', { file }))
    const cycleId = required(input, 'cycle')
    if (!z.uuid().safeParse(cycleId).success) throw new UsageError(say('invite.noCycle'))
    const said = columnsSaid(optional(input, 'columns'))
    const ctx = await actAsOwner(systemContext('command', 'invite'), required(input, 'as'))
    const bytes = await readFile(file)
    const { id } = await keepAddressList(ctx, { cycleId, fileName: basename(file), bytes })
    const list = { cycleId, id }
    let added = false
    try {
      const view = await nameColumns(ctx, list, { input, said })
      for (const { reason, detail } of view.remarks) complain(remarkOf(reason, detail))
      if (view.sheet?.asks) {
        complain(say('invite.ask', { headings: numbered(view.sheet.headers) }))
        return 1
      }
      describe(view.preview)
      if (input.options.preview) return 0
      const done = await addAddressList(ctx, list)
      added = true
      print(say('invite.done', done))
      return 0
    } finally {
      // Nobody looks at a list of the command's on a page.
      if (!added) await discardAddressList(ctx, list)
    }
  },
}

/** The sheet, the row of the headings and the columns, where they are said. */
async function nameColumns(
  ctx: OrgContext,
  list: OneAddressList,
  { input, said }: { input: Input; said: ColumnsSaid | undefined },
): Promise<AddressListView> {
  const first = await readAddressList(ctx, list)
  const table = chosenTable(first.sheet?.sheets ?? [], input)
  if (table.sheet !== undefined || table.headingLine !== undefined) {
    await chooseAddressSheet(ctx, { ...list, ...table })
  }
  if (said) {
    const { sheet } = await readAddressList(ctx, list)
    const headers = sheet?.headers ?? []
    const fields: AddressField[] = headers.map(() => '')
    for (const [field, place] of said) fields[columnAt(place, headers)] = field
    await mapAddressList(ctx, { ...list, fields })
  }
  return readAddressList(ctx, list)
}

function remarkOf(reason: AddressListView['remarks'][number]['reason'], detail: string): string {
  return isCellRemark(reason)
    ? speak('tables')(`cells.${reason}`, { detail })
    : speak('imports')(`reason.${reason}`)
}

/** What adding would do, as the page says it. */
function describe(preview: AddressPreview): void {
  const words = speak('cycles.addresses')
  const { rows, problems, refused, joined, shared, unused } = preview
  for (const { line, text, reason, firstLine } of problems) {
    const what = words(reason, { firstLine: firstLine ?? '' })
    complain(say('invite.problem', { line, text, what }))
  }
  if (refused > problems.length) complain(words('badShown', { count: problems.length }))
  if (unused.length > 0) complain(words('unused', { columns: unused.join('; ') }))
  for (const { employer, names, domains } of joined) {
    if (names.length > 0) complain(words('joinedNames', { employer, names: names.join('; ') }))
    if (domains.length > 0) {
      complain(words('joinedDomains', { employer, domains: domains.join(', ') }))
    }
  }
  if (shared.length > 0) complain(words('shared', { count: shared.length }))
  for (const { domain, employers } of shared) {
    complain(words('sharedDomain', { domain, employers: employers.join('; ') }))
  }
  for (const { email, name, employer, how } of rows) {
    const who = name ? `${name} <${email}>` : email
    print(say('invite.row', { who, employer, how: words(how) }))
  }
  const { employers, newEmployers: fresh } = preview
  print(words('good', { count: rows.length, employers, fresh }))
  if (refused > 0) print(words('bad', { count: refused }))
}

type ColumnsSaid = [field: AddressField, place: string][]

/** `email=3,employer=Shop`, columns by their heading or counted from 1; the others are not used. */
function columnsSaid(text: string | undefined): ColumnsSaid | undefined {
  if (text === undefined) return undefined
  const columns = text.split(/[,;]/).map((part): ColumnsSaid[number] => {
    const [field = '', place = ''] = part.split('=').map((each) => each.trim())
    const known = addressColumns.find((each) => each.toLowerCase() === field.toLowerCase())
    if (!known || place === '' || place === '0') throw wrongColumns(part)
    return [known, place]
  })
  if (!columns.some(([field]) => field === 'email')) throw wrongColumns(text)
  return columns
}

function wrongColumns(part: string): UsageError {
  return new UsageError(
    say('invite.columns', { part: part.trim(), fields: addressColumns.join(', ') }),
  )
}
