import type { Problem } from '@/server/domain/catalogue/frameworks'
import type { EncodingRemark } from '@/server/domain/encoding-remarks'
import { decodeText } from './decode-text'
import type { TableRow } from './table'
import { readWorkbook } from './workbook'
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

export type SheetChoice = {
  sheet?: number | undefined
  /** True of a heading that the reader of this kind of table knows. */
  knows: (heading: string) => boolean
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
