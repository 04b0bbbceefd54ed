import type {
  EmployerField,
  EmployerSheet,
  EmployersRead,
  ListedEmployer,
} from '@/server/domain/people/employer-lists'
import { domainIn } from '@/server/domain/people/web-domains'
import { plainSource } from './address-list'
import { cut } from './cut'
import {
  type EmployerPlaces,
  fieldsOfPlaces,
  guessPlaces,
  isDataRow,
  isEmployerHeading,
  knownPlaces,
  placesOfFields,
} from './employer-columns'
import { firstRows } from './first-rows'
import { readTable, type Table, type TableRow, tableRows } from './table'

/** What a person says of a list: the line of its headings, and what its columns hold. */
export type EmployersSaid = {
  headingLine?: number | undefined
  fields?: readonly EmployerField[] | undefined
}

export type ReadEmployers = Omit<EmployersRead, 'remarks'> & {
  table: Omit<EmployerSheet, 'sheets' | 'sheet' | 'remembered'>
  /** The rows as they were, by their lines. */
  rows: readonly TableRow[]
}

/**
 * Employers from a table as people have it: a sheet of a workbook, a CSV, what is pasted from either, under headings in English
 * or Spanish, or without headings where the web domains tell what stands where. A table in which nobody knows the column of the
 * names `asks`, and what is said of its columns answers it. Every line is given, also one that lacks what it should say.
 * @param most how many employers are taken; those after them are `beyond`
 */
export function readEmployers(
  given: string | TableRow[],
  { most, ...said }: EmployersSaid & { most: number },
): ReadEmployers {
  const source = plainSource(given)
  const table = tableOf(source, said.headingLine)
  const { headers, rows } = table
  const isBare = table.headingLine === 0
  const places = said.fields
    ? placesOfFields(said.fields.slice(0, headers.length))
    : (isBare ? guessPlaces : knownPlaces)(headers, rows)
  const asks = places.name.length === 0
  const unused = new Set<number>()
  const found = asks ? [] : rows.map((row) => readRow(row, places, unused))
  return {
    rows,
    employers: found.slice(0, most),
    beyond: found.slice(most).map(({ line, name }) => ({ line, name })),
    unused: [...unused].sort((a, b) => a - b).map((at) => headers[at]?.trim() || String(at + 1)),
    table: tableShown(table, source, fieldsOfPlaces(places, headers.length), asks),
  }
}

function tableOf(source: string | TableRow[], headingLine: number | undefined): Table {
  const headed = readTable(source, { knows: isEmployerHeading, headingLine })
  const isBare = headingLine === undefined && isDataRow(headed.headers)
  return isBare ? readTable(source, { knows: isEmployerHeading, headingLine: 0 }) : headed
}

function tableShown(
  { headingLine, headers, rows }: Table,
  source: string | TableRow[],
  fields: EmployerField[],
  asks: boolean,
): ReadEmployers['table'] {
  const above = headingLine > 1 ? tableRows(source).filter(({ line }) => line < headingLine) : []
  const head = headingLine > 0 ? [{ line: headingLine, cells: headers }] : []
  return {
    ...{ headingLine, headers, asks, fields },
    rows: firstRows([...above, ...head, ...rows], headingLine),
  }
}

function readRow(
  { line, cells }: TableRow,
  places: EmployerPlaces,
  unused: Set<number>,
): ListedEmployer {
  const said = (at: number | undefined) => tidy(at === undefined ? '' : (cells[at] ?? ''))
  const used = new Set(Object.values(places).flat())
  for (const [at, text] of cells.entries()) if (!used.has(at) && text.trim()) unused.add(at)
  const [state, county] = [said(places.state[0]), said(places.county[0])]
  const industries = places.industry.map(said).filter((text) => text !== '')
  const { domain, nobodys, unreadable } = domainIn(places.domain.map((at) => cells[at] ?? ''))
  return {
    ...{ line, domain, nobodys },
    unreadable: unreadable === null ? null : cut(tidy(unreadable), longest),
    name: said(places.name[0]),
    county: county && state && !county.includes(',') ? `${county}, ${state}` : county,
    industry: industries.find((text) => /^\d/.test(text)) ?? industries[0] ?? '',
  }
}

const longest = 300

function tidy(text: string): string {
  return cut(text.replaceAll(/\s+/g, ' ').trim(), longest)
}
