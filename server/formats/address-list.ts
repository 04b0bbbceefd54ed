import { DomainError } from '@/server/domain/errors'
import type {
  AddressesRead,
  AddressField,
  AddressSheet,
} from '@/server/domain/people/address-lists'
import {
  type Address,
  type AddressProblem,
  type Beside,
  normaliseEmail,
  spokenName,
} from '@/server/domain/people/addresses'
import {
  columnsOfFields,
  fieldsOfColumns,
  guessColumns,
  isAddressHeading,
  type KnownColumns,
  knownColumns,
  needsAsking,
  share,
} from './address-columns'
import { cut } from './cut'
import { firstRows } from './first-rows'
import { type MailEntry, readMailList } from './mail-list'
import { readTable, type Table, type TableRow, tableRows } from './table'
import { isVcards, readVcards } from './vcards'

/** A list that is a table: where its headings are, its first rows and what each column holds. */
type AddressTable = Omit<AddressSheet, 'sheets' | 'sheet' | 'remembered'>

export type ReadAddresses = Omit<AddressesRead, 'remarks'> & { table: AddressTable | null }

/** What a person says of a table: the line of its headings, and what its columns hold. */
export type AddressesSaid = {
  headingLine?: number | undefined
  fields?: readonly AddressField[] | undefined
}

type Found = MailEntry & Partial<Beside> & { reason?: AddressProblem['reason'] }
type Content = Omit<ReadAddresses, 'addresses' | 'problems'> & { found: Found[] }
type Source = string | TableRow[]

/**
 * Addresses from whatever people have: a list as it is typed or pasted ({@link readMailList}), a table under headings
 * in English or Spanish, the contacts of Google, Outlook and Thunderbird, vCards, a sheet of a workbook, and a table
 * without headings in the order address, employer, name. Nothing is taken by its place under headings that are not known:
 * then the table `asks` what its columns hold, and what is said of them answers it. Addresses come back in lower case; what
 * cannot be used is named with its line, never dropped.
 * @param most how many addresses are taken; those after them are named as `too_many`
 */
export function readAddresses(
  source: Source,
  { most, ...said }: AddressesSaid & { most: number },
): ReadAddresses {
  const { found, ...content } = contentOf(plainSource(source), said)
  return { ...content, ...sift(found, most) }
}

/** A list without the characters nobody sees, each row of a sheet as wide as the widest. */
export function plainSource(source: Source): Source {
  if (typeof source === 'string') return plainText(source)
  const width = source.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  return source.map((row) => ({
    ...row,
    cells: Array.from({ length: width }, (_, at) => plainText(row.cells[at] ?? '')),
  }))
}

/** Characters nobody sees are left out; those that join letters of other scripts stay between them. */
function plainText(text: string): string {
  return text
    .replaceAll(/(?![\u200C\u200D])[\p{Cf}\p{Cs}]/gu, '')
    .replaceAll(/(?<=[ -~\s]|^)[\u200C\u200D]|[\u200C\u200D](?=[ -~\s]|$)/g, '')
    .replaceAll(/[^\P{Zs} ]|[^\P{Cc}\t\n\r]|[\u2028\u2029]/gu, ' ')
    .replaceAll('＠', '@')
}

function contentOf(source: Source, said: AddressesSaid): Content {
  if (said.fields || said.headingLine !== undefined) return readAsSaid(source, said)
  if (typeof source !== 'string') return readSheet(source)
  if (isVcards(source)) {
    const { entries, unused } = readVcards(source)
    return { ...nothing, found: entries.map(orNoAddress), unused }
  }
  return readAsTable(source) ?? { ...nothing, found: readMailList(source) }
}

/** More than any list of contacts that fits the box has: looking for columns in them would take long. */
const mostTableLines = 20_000

function readAsTable(text: string): Content | null {
  if (text.split('\n').length > mostTableLines) return null
  const table = tableOrNull(text)
  const headed = table && !hasAddress(table.headers) ? readUnderHeadings(table, text) : null
  return headed ?? readWithoutHeadings(text)
}

const nothing = { table: null, unused: [], headings: [], rows: [] }

/** A list is no table, and may be none that can be read: a quote, or more columns than a table has. */
function tableOrNull(text: string): Table | null {
  try {
    return readTable(text, { knows: isAddressHeading })
  } catch (error) {
    if (error instanceof DomainError) return null
    throw error
  }
}

function rowsOrNone(source: Source): TableRow[] {
  try {
    return tableRows(source)
  } catch (error) {
    if (error instanceof DomainError) return []
    throw error
  }
}

function readAsSaid(source: Source, { headingLine, fields }: AddressesSaid): Content {
  const headed = readTable(source, { knows: isAddressHeading, headingLine })
  const isBare = headingLine === undefined && hasAddress(headed.headers)
  const table = isBare ? bareTable(source) : headed
  const { headers, rows } = table
  if (!fields && headingLine === 0) return readWithoutHeadings(source) ?? asked(table, source)
  if (fields) return readRows(table, columnsOfFields(fields.slice(0, headers.length)), source)
  const columns = knownColumns(headers, rows)
  return needsAsking(headers, rows, columns)
    ? asked(table, source)
    : readRows(table, columns, source)
}

function bareTable(source: Source): Table {
  return readTable(source, { knows: isAddressHeading, headingLine: 0 })
}

/** A sheet of a workbook is a table, whatever it holds. */
function readSheet(rows: TableRow[]): Content {
  const table = readTable(rows, { knows: isAddressHeading })
  const { headers } = table
  if (!hasAddress(headers)) {
    const columns = knownColumns(headers, table.rows)
    const unknown = needsAsking(headers, table.rows, columns)
    return unknown ? asked(table, rows) : readRows(table, columns, rows)
  }
  const bare = bareTable(rows)
  if (bare.headers.length === 1) return readRows(bare, { emails: [0] }, rows)
  return readWithoutHeadings(rows) ?? asked(bare, rows)
}

/** Null where no column holds addresses: then it is no table. */
function readUnderHeadings(table: Table, source: Source): Content | null {
  const { headers, rows } = table
  const columns = knownColumns(headers, rows)
  if (columns.emails.length === 0 && !looksLikeTable(table)) return null
  return needsAsking(headers, rows, columns)
    ? asked(table, source)
    : readRows(table, columns, source)
}

/**
 * A line without an address above rows of several cells: one column holds addresses, another something else. Between
 * commas a name and its address are no cell, but the end of `Last, First <address>`.
 */
function looksLikeTable({ headers, rows, delimiter }: Table): boolean {
  if (headers.length < 2 || headers.some((heading) => /["<>]/.test(heading))) return false
  const wide = rows.filter(({ cells }) => cells.length > 1)
  const mixed = wide.some(({ cells }) => cells.some((cell) => cell.trim() && !cell.includes('@')))
  const isMail = (cell: string) =>
    normaliseEmail(cell) !== null || (delimiter !== ',' && /^[^<>@]*<[^<>@]+@[^<>@]+>$/.test(cell))
  return (
    mixed &&
    wide.length * 2 >= rows.length &&
    headers.some((_, at) => share(rows, at, isMail) >= 0.5)
  )
}

/**
 * Rows that begin with their address are read as address, employer, name; where it always stands further back between
 * other cells, somebody has to say what those are.
 */
function readWithoutHeadings(source: Source): Content | null {
  const rows = rowsOrNone(source)
  const places = rows.map(({ cells }) =>
    cells.flatMap((cell, at) => (cell.includes('@') ? [at] : [])),
  )
  const width = rows[0]?.cells.length ?? 0
  const [first] = places[0] ?? []
  if (first === undefined || width < 2) return null
  if (first === 0 && places.every((at) => at.join() === '0' || at.length === 0)) {
    if (!rows.every(({ cells }) => isPlain(cells[0] ?? ''))) return null
    const columns = { emails: [0], employer: 1, name: 2 }
    return { ...readRows(bareTable(source), columns, source), headings: [] }
  }
  const alike = rows.every(({ cells }, at) => {
    return cells.length === width && places[at]?.join() === String(first)
  })
  if (width < 3 || !alike || share(rows, first) < 1) return null
  return asked(bareTable(source), source)
}

/** A cell that could be an address alone: nothing around it that a list of mail has. */
function isPlain(cell: string): boolean {
  return !/[<>\s;,()]/.test(cell.trim())
}

function asked(table: Table, source: Source): Content {
  const columns = guessColumns(table.headers, table.rows)
  return { ...nothing, found: [], table: tableShown(table, columns, { source, asks: true }) }
}

function readRows(table: Table, columns: KnownColumns, source: Source): Content {
  const { headers, rows } = table
  const unused = new Set<number>()
  const found = rows.flatMap((row) => readRow(row, columns, unused))
  return {
    found,
    table: tableShown(table, columns, { source, asks: false }),
    unused: [...unused]
      .sort((one, other) => one - other)
      .map((at) => headers[at]?.trim() || String(at + 1)),
    headings: [...headers],
    rows: rows.map(({ line, cells }) => [line, cells]),
  }
}

function tableShown(
  { headingLine, headers, rows }: Table,
  columns: KnownColumns,
  { source, asks }: { source: Source; asks: boolean },
): AddressTable {
  const above = headingLine > 1 ? rowsOrNone(source).filter(({ line }) => line < headingLine) : []
  const head = headingLine > 0 ? [{ line: headingLine, cells: headers }] : []
  return {
    ...{ headingLine, headers, asks },
    rows: firstRows([...above, ...head, ...rows], headingLine),
    fields: fieldsOfColumns(columns, headers.length),
  }
}

function readRow({ line, cells }: TableRow, columns: KnownColumns, unused: Set<number>): Found[] {
  const cell = (at: number | undefined) => (at === undefined ? '' : (cells[at] ?? '').trim())
  const mails = columns.emails
    .filter((at) => cell(at) !== '')
    .map((at) => ({ at, entries: readMailList(cell(at).replaceAll(/[\r\n]+/g, ' ')) }))
  const usable = mails.find(({ entries }) => entries.some(({ email }) => email)) ?? mails[0]
  const { county: countyAt, industry: industryAt } = columns
  const used = new Set([usable?.at, columns.employer, columns.name, countyAt, industryAt])
  for (const at of [columns.firstName, columns.lastName]) used.add(at)
  for (const [at, text] of cells.entries()) if (!used.has(at) && text.trim()) unused.add(at)
  const employer = cell(columns.employer) || null
  const parts = [cell(columns.firstName), cell(columns.lastName)].filter(Boolean).join(' ')
  const name = cell(columns.name) || parts || null
  const place = { county: cell(countyAt) || null, industry: cell(industryAt) || null }
  if (!usable || usable.entries.length === 0) {
    const text = cells.filter((each) => each.trim() !== '').join(', ')
    return [{ line, text, email: null, employer, name, ...place, reason: 'no_address' }]
  }
  const alone = usable.entries.length === 1
  return usable.entries.map((entry) => ({
    ...entry,
    ...place,
    line,
    employer: employer ?? entry.employer,
    name: alone ? (name ?? entry.name) : entry.name,
  }))
}

function hasAddress(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.includes('@'))
}

function orNoAddress(entry: MailEntry): Found {
  return entry.email || entry.text.includes('@') ? entry : { ...entry, reason: 'no_address' }
}

/** Each address once, as many as are taken. */
function sift(
  found: readonly Found[],
  most: number,
): Pick<ReadAddresses, 'addresses' | 'problems'> {
  const addresses: Address[] = []
  const problems: AddressProblem[] = []
  const firstLines = new Map<string, number>()
  for (const { line, text, email, reason, ...others } of found) {
    const beside = besideOf(others)
    const refuse = (why: AddressProblem['reason'], firstLine: number | null = null) =>
      problems.push({
        ...{ line, text: tidy(text, 120) ?? '', reason: why, firstLine, email },
        ...beside,
      })
    const first = email ? firstLines.get(email) : undefined
    if (!email) refuse(reason ?? 'not_an_address')
    else if (first !== undefined) refuse('duplicate', first)
    else if (addresses.length >= most) refuse('too_many')
    else {
      firstLines.set(email, line)
      addresses.push({ line, email, ...beside })
    }
  }
  return { addresses, problems }
}

function besideOf({ employer, name, county, industry }: Partial<Beside>): Beside {
  const person = tidy(name ?? null, 160)
  return {
    employer: tidy(employer ?? null, 160),
    name: person && spokenName(person),
    county: tidy(county ?? null, 120),
    industry: tidy(industry ?? null, 160),
  }
}

function tidy(text: string | null, longest: number): string | null {
  const plain = cut(text?.replaceAll(/\s+/g, ' ').trim() ?? '', longest).trim()
  return plain ? plain : null
}
