import { DomainError } from '@/server/domain/errors'
import { type Address, type AddressProblem, normaliseEmail } from '@/server/domain/people/addresses'
import {
  type AddressColumns,
  guessColumns,
  isAddressHeading,
  type KnownColumns,
  knownColumns,
  needsAsking,
  share,
} from './address-columns'
import { type MailEntry, readMailList } from './mail-list'
import { readTable, type Table, type TableRow, tableRows } from './table'
import { isVcards, readVcards } from './vcards'

/** A table nobody can read before it is said which column is which; a heading is empty where there are none. */
export type AddressSheet = {
  headings: string[]
  examples: string[][]
  guess: Partial<AddressColumns>
}

export type ReadAddresses = {
  addresses: Address[]
  problems: AddressProblem[]
  /** Then nothing else was read. */
  ask: AddressSheet | null
  /** Columns that hold something and were not used. */
  unused: string[]
  /** The table as it was, so that its lines can be given back: headings, and cells by line. */
  headings: string[]
  rows: ReadonlyMap<number, string[]>
}

type Reading = { most: number; columns?: AddressColumns | undefined }

type Found = MailEntry & { reason?: AddressProblem['reason'] }
type Content = Pick<ReadAddresses, 'ask' | 'unused' | 'headings' | 'rows'> & { found: Found[] }

/**
 * Addresses from whatever people have: a list as it is typed or pasted ({@link readMailList}), a table under headings
 * in English or Spanish, the contacts of Google, Outlook and Thunderbird, vCards, and a table without headings in the
 * order address, employer, name. Nothing is taken by its place under headings that are not known: then `ask` says
 * what has to be named, and `columns` answers it. Addresses come back in lower case; what cannot be used is named with
 * its line, never dropped.
 * @param most how many addresses are taken; those after them are named as `too_many`
 */
export function readAddresses(text: string, { most, columns }: Reading): ReadAddresses {
  const { found, ...content } = contentOf(plainText(text), columns)
  return { ...content, ...sift(found, most) }
}

/** Characters nobody sees are left out; those that join letters of other scripts stay between them. */
function plainText(text: string): string {
  return text
    .replaceAll(/(?![\u200C\u200D])\p{Cf}/gu, '')
    .replaceAll(/(?<=[ -~\s]|^)[\u200C\u200D]|[\u200C\u200D](?=[ -~\s]|$)/g, '')
    .replaceAll(/[^\P{Zs} ]|[^\P{Cc}\t\n\r]|[\u2028\u2029]/gu, ' ')
    .replaceAll('＠', '@')
}

function contentOf(text: string, columns: AddressColumns | undefined): Content {
  if (columns) return readAsSaid(text, columns)
  if (isVcards(text)) {
    const { entries, unused } = readVcards(text)
    return { ...nothing, found: entries.map(orNoAddress), unused }
  }
  return readAsTable(text) ?? { ...nothing, found: readMailList(text) }
}

/** More than any list of contacts that fits the box has: looking for columns in them would take long. */
const mostTableLines = 20_000

function readAsTable(text: string): Content | null {
  if (text.split('\n').length > mostTableLines) return null
  const table = tableOrNull(text)
  const headed = table && !hasAddress(table.headers) ? readUnderHeadings(table) : null
  return headed ?? readWithoutHeadings(text)
}

const nothing = { ask: null, unused: [], headings: [], rows: new Map<number, string[]>() }

/** A list is no table, and may be none that can be read: a quote, or more columns than a table has. */
function tableOrNull(text: string): Table | null {
  try {
    return readTable(text, { knows: isAddressHeading })
  } catch (error) {
    if (error instanceof DomainError) return null
    throw error
  }
}

function rowsOrNone(text: string): TableRow[] {
  try {
    return tableRows(text)
  } catch (error) {
    if (error instanceof DomainError) return []
    throw error
  }
}

function readAsSaid(text: string, columns: AddressColumns): Content {
  const table = readTable(text, { knows: isAddressHeading })
  const { email, ...others } = columns
  const known = { ...others, emails: email === undefined ? [] : [email] }
  if (!hasAddress(table.headers)) return readRows(table, known)
  const bare = readTable(text, { knows: isAddressHeading, headingLine: 0 })
  return readRows(bare, known)
}

/** Null where no column holds addresses: then it is no table. */
function readUnderHeadings(table: Table): Content | null {
  const { headers, rows } = table
  const columns = knownColumns(headers, rows)
  if (columns.emails.length === 0 && !looksLikeTable(table)) return null
  return needsAsking(headers, rows, columns) ? asked(headers, rows) : readRows(table, columns)
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
function readWithoutHeadings(text: string): Content | null {
  const rows = rowsOrNone(text)
  const places = rows.map(({ cells }) =>
    cells.flatMap((cell, at) => (cell.includes('@') ? [at] : [])),
  )
  const width = rows[0]?.cells.length ?? 0
  const [first] = places[0] ?? []
  if (first === undefined || width < 2) return null
  if (first === 0 && places.every((at) => at.join() === '0' || at.length === 0)) {
    if (!rows.every(({ cells }) => isPlain(cells[0] ?? ''))) return null
    return readRows({ headers: [], rows }, { emails: [0], employer: 1, name: 2 })
  }
  const alike = rows.every(({ cells }, at) => {
    return cells.length === width && places[at]?.join() === String(first)
  })
  if (width < 3 || !alike || share(rows, first) < 1) return null
  return asked(
    Array.from({ length: width }, () => ''),
    rows,
  )
}

/** A cell that could be an address alone: nothing around it that a list of mail has. */
function isPlain(cell: string): boolean {
  return !/[<>\s;,()]/.test(cell.trim())
}

const exampleRows = 3
const longestExample = 80

function asked(headers: readonly string[], rows: readonly TableRow[]): Content {
  const examples = rows
    .slice(0, exampleRows)
    .map(({ cells }) => headers.map((_, at) => (cells[at] ?? '').trim().slice(0, longestExample)))
  const guess = guessColumns(headers, rows)
  return { ...nothing, found: [], ask: { headings: [...headers], examples, guess } }
}

function readRows(
  { headers, rows }: Pick<Table, 'headers' | 'rows'>,
  columns: KnownColumns,
): Content {
  const unused = new Set<number>()
  const found = rows.flatMap((row) => readRow(row, columns, unused))
  return {
    found,
    ask: null,
    unused: [...unused]
      .sort((one, other) => one - other)
      .map((at) => headers[at]?.trim() || String(at + 1)),
    headings: [...headers],
    rows: new Map(rows.map(({ line, cells }) => [line, cells])),
  }
}

function readRow({ line, cells }: TableRow, columns: KnownColumns, unused: Set<number>): Found[] {
  const cell = (at: number | undefined) => (at === undefined ? '' : (cells[at] ?? '').trim())
  const mails = columns.emails
    .filter((at) => cell(at) !== '')
    .map((at) => ({ at, entries: readMailList(cell(at).replaceAll(/[\r\n]+/g, ' ')) }))
  const usable = mails.find(({ entries }) => entries.some(({ email }) => email)) ?? mails[0]
  const used = new Set([usable?.at, columns.employer, columns.name])
  for (const at of [columns.firstName, columns.lastName]) used.add(at)
  for (const [at, text] of cells.entries()) if (!used.has(at) && text.trim()) unused.add(at)
  const employer = cell(columns.employer) || null
  const parts = [cell(columns.firstName), cell(columns.lastName)].filter(Boolean).join(' ')
  const name = cell(columns.name) || parts || null
  if (!usable || usable.entries.length === 0) {
    const text = cells.filter((each) => each.trim() !== '').join(', ')
    return [{ line, text, email: null, employer, name, reason: 'no_address' }]
  }
  const alone = usable.entries.length === 1
  return usable.entries.map((entry) => ({
    ...entry,
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
  for (const { line, text, email, employer, name, reason } of found) {
    const refuse = (why: AddressProblem['reason'], firstLine: number | null = null) =>
      problems.push({ line, text: tidy(text, 120) ?? '', reason: why, firstLine })
    const first = email ? firstLines.get(email) : undefined
    if (!email) refuse(reason ?? 'not_an_address')
    else if (first !== undefined) refuse('duplicate', first)
    else if (addresses.length >= most) refuse('too_many')
    else {
      firstLines.set(email, line)
      addresses.push({ line, email, employer: tidy(employer, 160), name: tidy(name, 160) })
    }
  }
  return { addresses, problems }
}

function tidy(text: string | null, longest: number): string | null {
  const plain = text?.replaceAll(/\s+/g, ' ').trim().slice(0, longest).trim()
  return plain ? plain : null
}
