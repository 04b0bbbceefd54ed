import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { type AddressColumns, addressFields } from '@/server/formats/address-columns'
import { systemContext } from '@/server/services/context'
import {
  type AddressPreview,
  addAddresses,
  previewAddresses,
} from '@/server/services/cycles/add-addresses'
import { readAddressFile } from '@/server/services/cycles/read-address-file'
import { actAsOwner } from '@/server/services/organizations/act-as-owner'
import { speak } from '@/server/words/speak'
import { type Command, complain, optional, print, required, say, UsageError } from './command'

export const invite: Command = {
  words: 'invite',
  positionals: 1,
  options: { as: 'string', cycle: 'string', columns: 'string', preview: 'boolean' },
  needsConfiguration: true,
  async run(input) {
    const file = input.positionals[0] ?? ''
    if (!existsSync(file)) throw new UsageError(say('help.noFile', { file }))
    const cycleId = required(input, 'cycle')
    if (!z.uuid().safeParse(cycleId).success) throw new UsageError(say('invite.noCycle'))
    const columns = readColumns(optional(input, 'columns'))
    const ctx = await actAsOwner(systemContext('command', 'invite'), required(input, 'as'))
    const { text, remark } = await readAddressFile(ctx, { bytes: await readFile(file) })
    if (remark) complain(speak('imports')(`reason.${remark}`))
    const list = { cycleId, text, columns }
    const preview = await previewAddresses(ctx, list)
    if (preview.ask) {
      complain(say('invite.ask', { headings: numbered(preview.ask.headings).join('; ') }))
      return 1
    }
    describe(preview)
    if (input.options.preview) return 0
    const { added, refused } = await addAddresses(ctx, list)
    print(say('invite.done', { added, refused }))
    return 0
  },
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

/** `email=3,employer=1`, columns counted from 1. */
function readColumns(text: string | undefined): AddressColumns | undefined {
  if (text === undefined) return undefined
  const columns = Object.fromEntries(
    text.split(/[,;]/).map((part) => {
      const [field = '', number = ''] = part.split('=').map((each) => each.trim())
      const known = addressFields.find((each) => each.toLowerCase() === field.toLowerCase())
      if (!known || !/^[1-9]\d{0,2}$/.test(number)) throw wrongColumns(part)
      return [known, Number(number) - 1]
    }),
  )
  if (columns.email === undefined) throw wrongColumns(text)
  return columns
}

function wrongColumns(part: string): UsageError {
  return new UsageError(
    say('invite.columns', { part: part.trim(), fields: addressFields.join(', ') }),
  )
}

function numbered(headings: readonly string[]): string[] {
  return headings.map((heading, at) => `${at + 1} ${heading}`.trim())
}
