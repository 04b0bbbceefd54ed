import { checkedPackage } from '@/server/domain/catalogue/framework-checks'
import {
  competencyAxes,
  type ExternalIdentifier,
  type FrameworkHead,
  type FrameworkPackage,
  frameworkLimits,
  type PackageAssociation,
  type PackageCompetency,
  type Problem,
  typeFromWord,
} from '@/server/domain/catalogue/frameworks'
import { DomainError } from '@/server/domain/errors'
import { languageTag } from '@/server/domain/language-map'
import { isUuid } from './name-uuid'
import type { SheetColumn, SpreadsheetMapping } from './spreadsheet-columns'
import { readTable, type TableRow } from './table'

export type SpreadsheetHead = {
  name: string
  description?: string
  publisher?: string
  language?: string | null
}

/**
 * Reads a table of competencies, one a row, by a mapping of our columns to the sheet's (counted
 * from 0). A parent is named by its identifier or its code, several with ` | ` between them. A row
 * without a statement is an error with its line and column; a parent that is not there, a word
 * for type or axis that is not ours, a row longer than the headings are warnings.
 * Throws `invalid` when no column holds the statement or the table cannot be split, and
 * `limit_reached` above 100,000 rows or 200 columns.
 */
export function readSpreadsheet(
  text: string,
  mapping: SpreadsheetMapping,
  head: SpreadsheetHead,
  readProblems: Problem[] = [],
): FrameworkPackage {
  const { headers, rows } = readTable(text)
  if (mapping.statement === undefined || headers[mapping.statement] === undefined) {
    throw new DomainError('invalid', 'tables.noStatement', { field: 'statement' })
  }
  const problems = [...readProblems]
  const readings = rows.flatMap((row) => readRow(row, { headers, mapping, head, problems }))
  const competencies = readings.map(({ competency }) => competency)
  if (competencies.length === 0) problems.push({ severity: 'warning', reason: 'nothing_inside' })
  return checkedPackage({
    format: 'csv',
    framework: { ...headOf(head), raw: {} },
    competencies,
    associations: parentLinks(readings, headers[mapping.parent ?? -1] ?? '', problems),
    problems,
  })
}

// One for all rows: 100,000 of them hold a dozen each, and a file is read in little memory.
const nothing = Object.freeze({})
const none: never[] = []

type Reading = { competency: PackageCompetency; parents: string[]; sequence: string | null }

type RowContext = {
  headers: string[]
  mapping: SpreadsheetMapping
  head: SpreadsheetHead
  problems: Problem[]
}

function readRow(row: TableRow, context: RowContext): Reading[] {
  const { headers, mapping, head, problems } = context
  const { line } = row
  const columnOf = (column: SheetColumn) => headers[mapping[column] ?? -1] ?? column
  const cell = (column: SheetColumn) => {
    const at = mapping[column]
    const found = at === undefined ? '' : (row.cells[at] ?? '')
    return found.trim() === '' ? null : found
  }
  const tooLong = row.cells.findIndex((text) => Buffer.byteLength(text) > frameworkLimits.cellBytes)
  if (tooLong >= 0) {
    const column = headers[tooLong] ?? String(tooLong + 1)
    problems.push({ severity: 'error', reason: 'text_too_long', line, column })
    return []
  }
  if (row.cells.length > headers.length) {
    const detail = `${row.cells.length} > ${headers.length}`
    problems.push({ severity: 'warning', reason: 'cells_differ', line, detail })
  }
  const statement = cell('statement')
  if (!statement) {
    problems.push({
      severity: 'error',
      reason: 'statement_missing',
      line,
      column: columnOf('statement'),
    })
    return []
  }
  const unknown = (column: 'type' | 'axis', detail: string) =>
    problems.push({
      severity: 'warning',
      reason: `${column}_unknown`,
      line,
      column: columnOf(column),
      detail,
    })
  const kind = cell('type')?.trim() ?? null
  const type = kind === null ? null : typeFromWord(kind)
  if (kind !== null && type === null) unknown('type', kind)
  const side = cell('axis')?.trim().toLowerCase() ?? null
  const axis = competencyAxes.find((name) => name === side) ?? null
  if (side !== null && axis === null) unknown('axis', side)

  const language = cell('language')?.trim() ?? null
  const tag = languageTag(language ?? head.language)
  const words = (found: string | null) => (found === null ? nothing : { [tag]: found })
  const identifier = cell('identifier')?.trim() ?? null
  const level = cell('level')?.trim() ?? null
  const notes = cell('notes')
  const keywords = parts(cell('keywords'))
  return [
    {
      competency: {
        id: identifier ?? `row ${line}`,
        place: { line },
        identifiers: identifier === null ? none : [identifierOf(identifier)],
        statement: { [tag]: statement },
        label: words(cell('label')),
        codedNotation: cell('code')?.trim() ?? null,
        listEnumeration: cell('listEnumeration')?.trim() ?? null,
        category: words(kind),
        type,
        axis,
        levels: level === null ? none : [levelOf(level, tag)],
        educationLevels: parts(cell('educationLevel')),
        notes: notes === null ? nothing : { [tag]: [notes] },
        keywords: keywords.length === 0 ? nothing : { [tag]: keywords },
        language,
        modifiedAt: null,
        extra: unmapped(row, headers, mapping),
        raw: { line, cells: row.cells },
      },
      parents: parts(cell('parent'), /\s+\|\s+/),
      sequence: cell('sequence')?.trim() ?? null,
    },
  ]
}

/** Cells of columns nobody mapped stay with the competency under their own heading. */
function unmapped(row: TableRow, headers: string[], mapping: SpreadsheetMapping) {
  const mapped = Object.values(mapping)
  const pairs = headers.flatMap((header, at): [string, string][] => {
    const text = row.cells[at] ?? ''
    return mapped.includes(at) || header.trim() === '' || text.trim() === '' ? [] : [[header, text]]
  })
  return pairs.length === 0
    ? nothing
    : Object.fromEntries(pairs.filter(([header]) => header !== '__proto__'))
}

function parentLinks(
  readings: Reading[],
  column: string,
  problems: Problem[],
): PackageAssociation[] {
  const byName = new Map<string, string>()
  const name = (text: string | null, id: string) => {
    if (text && !byName.has(text)) byName.set(text, id)
  }
  for (const { competency } of readings)
    name(competency.identifiers[0]?.value ?? null, competency.id)
  for (const { competency } of readings) name(competency.codedNotation, competency.id)
  return readings.flatMap(({ competency, parents, sequence }) =>
    parents.flatMap((parent): PackageAssociation[] => {
      const id = byName.get(parent)
      const place = { ...competency.place, column }
      if (id === undefined) {
        problems.push({ severity: 'warning', reason: 'parent_missing', detail: parent, ...place })
        return []
      }
      if (id === competency.id) {
        problems.push({ severity: 'error', reason: 'parent_itself', detail: parent, ...place })
        return []
      }
      return [
        {
          type: 'isChildOf',
          identifiers: none,
          from: { kind: 'competency', id: competency.id },
          to: { kind: 'competency', id },
          sequence: sequence !== null && /^\d+$/.test(sequence) ? Number(sequence) : sequence,
          modifiedAt: null,
          extra: nothing,
          raw: nothing,
        },
      ]
    }),
  )
}

function identifierOf(value: string): ExternalIdentifier {
  if (isUuid(value)) return { scheme: 'case_uuid', value }
  if (/^ce-/i.test(value) && isUuid(value.slice(3))) return { scheme: 'ctid', value }
  return { scheme: /^https?:\/\//i.test(value) ? 'ctdl_uri' : 'row_id', value }
}

function levelOf(text: string, tag: string) {
  const isAddress = /^https?:\/\//i.test(text)
  return isAddress ? { uri: text, label: {} } : { uri: null, label: { [tag]: text } }
}

function parts(text: string | null, between: RegExp = /[;|]/): string[] {
  if (text === null) return none
  return text
    .split(between)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function headOf(head: SpreadsheetHead): FrameworkHead {
  const tag = languageTag(head.language)
  const words = (text: string | undefined) => (text ? { [tag]: text } : {})
  return {
    identifiers: [],
    uri: null,
    name: words(head.name),
    description: words(head.description),
    publisher: words(head.publisher),
    creator: null,
    version: null,
    status: null,
    language: head.language ?? null,
    licence: null,
    subjects: [],
    sourceUrl: null,
    modifiedAt: null,
    extra: {},
  }
}
