import type { CsvCell } from '@/server/formats/csv'
import { type ExportTable, type TableColumn, tableCsv } from '@/server/formats/export-table'
import { countWaits } from '@/server/services/limits/read-in-turn'
import { speak } from '@/server/words/speak'
import { employerListDoor, type ListContext } from './employer-list-door'
import { findEmployerList, findListBytes, type OneEmployerList } from './find-employer-list'
import { judgeLines } from './judge-lines'
import { readList } from './read-list'

/** The lines of a list that cannot be confirmed, each as it was with the reason beside it, as a CSV to mend and bring again. */
export async function exportLinesLeft(ctx: ListContext, { id }: OneEmployerList): Promise<string> {
  const { organizationId, open } = await employerListDoor(ctx)
  const key = { organizationId, id }
  const { sheet, read } = await open((tx) => findEmployerList(tx, key))
  const { problems } = await judgeLines(ctx, read)
  if (problems.length === 0) return ''
  const { sheet: _, ...list } = await open((tx) => findListBytes(tx, key))
  const said = {
    ...{ sheet: sheet.sheet, headingLine: sheet.headingLine, fields: sheet.fields },
    lines: problems.map(({ problem }) => problem.line),
  }
  const turn = { limit: 'file-count' as const, waits: countWaits, said }
  const { rows } = await readList(ctx, list, turn)
  const cells = new Map(rows.map((row) => [row.line, row.cells]))
  const headings = sheet.headingLine > 0 ? sheet.headers : sheet.headers.map(() => '')
  const say = speak('employers.list')
  const width = Math.max(headings.length, ...rows.map((row) => row.cells.length))
  const own = (line: number): CsvCell[] =>
    Array.from({ length: width }, (__, at) => cells.get(line)?.[at] ?? '')
  const table: ExportTable = {
    columns: [
      ...Array.from({ length: width }, (__, at) => column(headings[at] ?? '')),
      column(say('line')),
      column(say('problem')),
    ],
    rows: problems.map(({ problem }) => [
      ...own(problem.line),
      problem.line,
      say(`problems.${problem.reason}`, { other: problem.other }),
    ]),
  }
  return tableCsv(table, { bom: true })
}

function column(heading: string): TableColumn {
  return { name: heading, heading, unit: 'text', empty: 'unsaid' }
}
