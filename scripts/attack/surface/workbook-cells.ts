import readExcelFile from 'read-excel-file/node'
import exports from '@/messages/en/exports.json'

/** What a workbook says, each row of its sheets a line of JSON; days as `YYYY-MM-DD`, and the day it was made left out. */
export async function workbookCells(bytes: ArrayBuffer): Promise<string> {
  const sheets = await readExcelFile(Buffer.from(bytes), { trim: false })
  return sheets
    .flatMap(({ sheet, data }) => [[sheet], ...data])
    .filter(([first]) => first !== exports.summary.framework.exportedOn)
    .map((row) =>
      JSON.stringify(
        row.map((cell) => (cell instanceof Date ? cell.toISOString().slice(0, 10) : cell)),
      ),
    )
    .join('\n')
}

/** The numbers among what {@link workbookCells} gives. */
export function workbookNumbers(cells: string): number[] {
  return cells.split('\n').flatMap((line) => {
    const row: unknown = JSON.parse(line)
    return Array.isArray(row) ? row.filter((cell) => typeof cell === 'number') : []
  })
}
