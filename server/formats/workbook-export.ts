import { unzipSync, zipSync } from 'fflate'
import writeExcelFile, { type CellObject } from 'write-excel-file/node'
import type { CsvCell } from './csv'
import { type ExportTable, units } from './export-table'

/** A cell as it stands in a workbook: text that nothing runs, a number, or a day at midnight UTC. */
export type WorkbookCell = string | number | Date | null

/** One sheet. Where it has headings they are bold and stay in sight; widths are in characters. */
export type Sheet = {
  name: string
  headings: string[] | null
  widths: number[]
  rows: WorkbookCell[][]
}

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

type Bytes = Uint8Array<ArrayBuffer>

/** What Excel holds in one cell, in UTF-16 units. */
const mostInCell = 32_767

/** So wide a column is for whole sentences, which are wrapped. */
const wraps = 40

const dayFormat = 'yyyy-mm-dd'

/** A table as a sheet: numbers are numbers and days are dates, as the unit of their column says. */
export function tableSheet(name: string, { columns, rows }: ExportTable): Sheet {
  return {
    name,
    headings: columns.map(({ heading }) => heading),
    widths: columns.map(({ heading, unit }) => Math.max(units[unit].width, heading.length + 2)),
    rows: rows.map((row) =>
      row.map((cell, at) => {
        const unit = columns[at]?.unit
        return unit && units[unit].as === 'day' ? dayOf(cell) : cell
      }),
    ),
  }
}

/** A sheet of lines that each say one thing: what, in bold, and how it is. What is not known is left out. */
export function summarySheet(name: string, lines: readonly [string, WorkbookCell][]): Sheet {
  const rows = lines.filter(([, cell]) => cell !== null && cell !== '').map((line) => [...line])
  return { name, headings: null, widths: [30, 90], rows }
}

/**
 * Sheets as the bytes of an XLSX file: the same sheets give the same bytes. Text stays text whatever it begins with, and
 * in any script; of characters that XML cannot hold nothing is left.
 * @param cut what stands at the end of a text that no cell can hold whole
 */
export async function writeWorkbook(sheets: readonly Sheet[], cut: string): Promise<Bytes> {
  const names = sheetNames(sheets.map(({ name }) => name))
  const written = await writeExcelFile(
    sheets.map(({ headings, widths, rows }, at) => ({
      sheet: names[at] ?? '',
      columns: widths.map((width) => ({ width })),
      ...(headings ? { stickyRowsCount: 1 } : {}),
      data: [
        ...(headings ? [headings.map((text) => bold(text, cut))] : []),
        ...rows.map((row) =>
          row.map((cell, column) => {
            const wrap = (widths[column] ?? 0) >= wraps
            return headings || column > 0 ? cellOf(cell, { wrap, cut }) : bold(String(cell), cut)
          }),
        ),
      ],
    })),
  ).toBuffer()
  return finished(written)
}

/**
 * Names that every program takes for a sheet: up to 31 characters, none of `[]:*?/\`, no apostrophe at an end, not
 * empty, not the one that Excel keeps for itself, and no two alike.
 */
export function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set(['history'])
  return wanted.map((each, at) => {
    const plain = each
      .replaceAll(/[[\]:*?/\\\p{Cc}]/gu, ' ')
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/^[\s']+|[\s']+$/g, '')
    const name =
      [short(plain, 31), `${short(plain, 27)} ${at + 1}`.trim()].find(
        (each) => each !== '' && !taken.has(each.toLowerCase()),
      ) ?? `${at + 1}`
    taken.add(name.toLowerCase())
    return name
  })
}

function bold(text: string, cut: string): CellObject {
  return { ...textCell(text, cut), fontWeight: 'bold', alignVertical: 'top', wrap: true }
}

function cellOf(
  cell: WorkbookCell,
  { wrap, cut }: { wrap: boolean; cut: string },
): CellObject | null {
  if (cell === null || cell === '') return null
  if (typeof cell === 'number') return { value: cell, type: Number }
  if (cell instanceof Date) {
    return { value: cell, type: Date, format: dayFormat, alignVertical: 'top' }
  }
  return { ...textCell(cell, cut), ...(wrap ? { wrap, alignVertical: 'top' } : {}) }
}

function textCell(text: string, cut: string): CellObject {
  return { value: shielded(escaped(fitting(text, cut))), type: String }
}

/** As much of a text as a cell holds, and that there is more. */
function fitting(text: string, cut: string): string {
  if (text.length <= mostInCell) return text
  return `${short(text, mostInCell - cut.length - 1)} ${cut}`
}

/** The beginning of a text, not in the middle of a character. */
function short(text: string, most: number): string {
  if (text.length <= most) return text
  return text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')
}

/** `_x0041_` is how a workbook writes a character, such as a carriage return; as words of somebody it is written so itself. */
function escaped(text: string): string {
  return text.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replaceAll('\r', '_x000D_')
}

/**
 * The library keeps texts by name in a plain object, where `constructor` and its like stand already; a private character
 * goes before them and is taken off again.
 */
const shield = '\uE000'

function shielded(text: string): string {
  return text in {} || text.startsWith(shield) ? `${shield}${text}` : text
}

const shieldedTexts = new RegExp(`(<t(?: xml:space="preserve")?>)${shield}`, 'g')

/** Cells without a style of their own begin at the top as well: said once, for a style in each takes twice as long. */
const topmost = ['<xf ></xf>', '<xf applyAlignment="1"><alignment vertical="top"/></xf>'] as const

/** The same archive with what the library cannot do, and without the time at which it was made. */
function finished(bytes: Uint8Array): Bytes {
  const files = unzipSync(bytes)
  const change = (name: string, by: (text: string) => string) => {
    const file = files[name]
    if (file) files[name] = new TextEncoder().encode(by(new TextDecoder().decode(file)))
  }
  change('xl/sharedStrings.xml', (texts) => texts.replaceAll(shieldedTexts, '$1'))
  change('xl/styles.xml', (styles) => styles.replace(...topmost))
  return new Uint8Array(zipSync(files, { mtime: new Date(1980, 0, 1) }))
}

function dayOf(cell: CsvCell): WorkbookCell {
  return typeof cell === 'string' ? new Date(`${cell}T00:00:00Z`) : cell
}
