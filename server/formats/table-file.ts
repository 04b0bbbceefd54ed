import type { Problem } from '@/server/domain/catalogue/frameworks'
import type { EncodingRemark } from '@/server/domain/encoding-remarks'
import { cellRemarks, type FileRemark } from '@/server/domain/file-remarks'
import { decodeText } from './decode-text'
import type { TableRow } from './table'
import { readWorkbook, type SheetChoice } from './workbook'
import { isZip } from './workbook-parts'

/** A file that may hold a table: a text, or a sheet of a workbook, whose cells are apart already. */
export type TableFile = {
  source: string | TableRow[]
  /** What is to be said of how a text was read. */
  remark: EncodingRemark | null
  problems: Problem[]
  /** Of a workbook: the names of its sheets, and which of them this is, counted from 0. */
  sheets: string[]
  sheet: number
}

/** Opens a file by its content, a workbook at the sheet said or the likeliest; throws what `decodeText` and `readWorkbook` throw. */
export function openTableFile(bytes: Uint8Array, choice: SheetChoice): TableFile {
  if (isZip(bytes)) {
    const { rows, ...book } = readWorkbook(bytes, choice)
    return { source: rows, remark: null, ...book }
  }
  const { text, remark } = decodeText(bytes)
  return { source: text, remark, problems: [], sheets: [], sheet: 0 }
}

const longestCells = 400

/** How a file was read, where that is to be said: letters that were guessed, and cells of a workbook taken as empty. */
export function remarksOf({ remark, problems }: TableFile): FileRemark[] {
  const cells = cellRemarks.flatMap((reason): FileRemark[] => {
    const own = problems.filter((problem) => problem.reason === reason)
    const places = own.map(({ column = '', line = '' }) => `${column}${line}`).join(', ')
    return own.length > 0 ? [{ reason, detail: places.slice(0, longestCells) }] : []
  })
  return remark ? [{ reason: remark, detail: '' }, ...cells] : cells
}
