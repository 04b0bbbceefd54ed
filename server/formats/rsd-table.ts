import { checkedPackage } from '@/server/domain/catalogue/framework-checks'
import type {
  FrameworkPackage,
  PackageAssociation,
  PackageCompetency,
  Problem,
} from '@/server/domain/catalogue/frameworks'
import type { JsonObject } from '@/server/domain/json'
import { namedAfter } from './framework-named'
import { compacted } from './json-reading'
import { readCollection } from './rsd'
import { type RsdColumn, type RsdColumns, rsdColumns } from './rsd-columns'
import { isOccupationCode, occupationLevels, occupationOf } from './rsd-occupations'
import { type ReadItem, skillAt, splitAt } from './rsd-skill'
import { isTooLong } from './spreadsheet'
import type { Table, TableRow } from './table'

/** Whether a table is one of OSMT's: of its export, its upload or a batch import. */
export function isRsdTable({ headers }: Table): boolean {
  return rsdColumns(headers) !== null
}

/**
 * Reads a table of Rich Skill Descriptors, each row a skill, with any of OSMT's three headings. It is named
 * after the one collection its rows are of, else after the file. What cannot be used is named by line and
 * column; columns of other names are kept with each skill.
 */
export function rsdOfTable(
  table: Table,
  readProblems: Problem[],
  fileName: string,
): FrameworkPackage {
  const columns = rsdColumns(table.headers) ?? { at: {}, alignments: [], others: [] }
  const problems = [...readProblems, ...table.problems]
  const competencies: PackageCompetency[] = []
  const associations: PackageAssociation[] = []
  for (const row of table.rows) {
    const skill = readRsdRow(row, table.headers, columns)
    if (skill.competency) competencies.push(skill.competency)
    associations.push(...skill.associations)
    problems.push(...skill.problems)
  }
  if (competencies.length === 0) problems.push({ severity: 'warning', reason: 'nothing_inside' })
  const name = collectionOf(table, columns) ?? namedAfter(fileName, problems)
  return checkedPackage({
    format: 'rsd',
    framework: { ...readCollection({ name }), raw: {} },
    competencies,
    associations,
    problems,
  })
}

/** One row of a table of RSD as a competency with its alignments. */
export function readRsdRow(
  row: TableRow,
  headers: readonly string[],
  columns: RsdColumns,
): ReadItem {
  const { line, cells } = row
  const headingOf = (column: RsdColumn) => headers[columns.at[column] ?? -1] ?? column
  const tooLong = cells.findIndex(isTooLong)
  if (tooLong >= 0) {
    const column = headers[tooLong] ?? String(tooLong + 1)
    return left({ severity: 'error', reason: 'text_too_long', line, column })
  }
  const skill = skillAt(skillOf(row, headers, columns), { line })
  if (!skill.competency) {
    const column = headingOf('statement')
    return left({ severity: 'error', reason: 'statement_missing', line, column })
  }
  const codes = occupationLevels.flatMap((level) =>
    partsOf(row, columns.at[level]).flatMap((detail): Problem[] => {
      if (isOccupationCode(detail)) return []
      const column = headingOf(level)
      return [{ severity: 'warning', reason: 'occupation_miswritten', line, column, detail }]
    }),
  )
  // A table without addresses says of no row that it lacks one.
  const unnamed = columns.at.url === undefined ? [] : skill.problems
  return { ...skill, problems: [...unnamed, ...codes, ...longer(row, headers)] }
}

function left(problem: Problem): ReadItem {
  return { competency: null, associations: [], problems: [problem] }
}

function longer({ line, cells }: TableRow, headers: readonly string[]): Problem[] {
  const width = cells.findLastIndex((cell) => cell.trim() !== '') + 1
  if (width <= headers.length) return []
  const detail = `${width} > ${headers.length}`
  return [{ severity: 'warning', reason: 'cells_differ', line, detail }]
}

/** The row as OSMT v3 would write the skill. */
function skillOf(row: TableRow, headers: readonly string[], columns: RsdColumns): JsonObject {
  const { at, alignments, others } = columns
  const cell = (index: number | undefined) => {
    const found = index === undefined ? '' : (row.cells[index] ?? '')
    return found.trim() === '' ? null : found
  }
  const list = (column: RsdColumn) => partsOf(row, at[column])
  const named = (column: RsdColumn) => list(column).map((name) => ({ name }))
  const unknown = others.flatMap((index) => {
    const [header, text] = [headers[index] ?? '', cell(index)]
    return header === '' || header === '__proto__' || text === null ? [] : [[header, text] as const]
  })
  return {
    ...Object.fromEntries(unknown),
    ...compacted({
      id: cell(at.url)?.trim(),
      skillName: cell(at.name),
      skillStatement: cell(at.statement),
      authors: list('authors'),
      categories: list('categories'),
      collections: named('collections'),
      keywords: list('keywords'),
      standards: list('standards').map((skillName) => ({ skillName })),
      certifications: named('certifications'),
      employers: named('employers'),
      occupations: occupationLevels.flatMap((level) =>
        list(level).map((code) => occupationOf(code, level)),
      ),
      alignments: alignments.flatMap(({ name, url, framework }) => {
        const part = cell(framework)?.trim()
        const alignment = compacted({
          id: cell(url)?.trim(),
          skillName: cell(name)?.trim(),
          isPartOf: part ? { name: part } : null,
        })
        return Object.keys(alignment).length > 0 ? [alignment] : []
      }),
    }),
  }
}

function partsOf({ cells }: TableRow, index: number | undefined): string[] {
  return splitAt(index === undefined ? '' : (cells[index] ?? ''))
}

/** The collection that every row is of, where that is one. */
function collectionOf({ rows }: Table, { at }: RsdColumns): string | null {
  const named = new Set(rows.map((row) => partsOf(row, at.collections).join('; ')))
  const [name = '', another] = named
  return another === undefined && name !== '' && !name.includes(';') ? name : null
}
