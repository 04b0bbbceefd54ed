import { cut } from './cut'
import type { TableRow } from './table'

const shownRows = 8
const shownTitles = 3
const longestShown = 120

/** As many rows as a person looks at, each cell in part: from a few titles above the headings on. */
export function firstRows(
  rows: readonly TableRow[],
  headingLine: number,
): { line: number; cells: string[] }[] {
  const at = rows.findIndex(({ line }) => line === headingLine)
  const from = Math.max(0, at - shownTitles)
  return rows.slice(from, Math.max(at, 0) + 1 + shownRows).map(({ line, cells }) => ({
    line,
    cells: cells.map((cell) => cut(cell, longestShown)),
  }))
}
