import { frameworkLimits, type Problem } from '@/server/domain/catalogue/frameworks'
import { columnLetters, type TableRow } from './table'
import { shownNumber } from './workbook-numbers'
import { attribute, damaged, type PartReader, readXml, refused } from './workbook-parts'

/** Cells of one sheet, empty ones too, and those that merged cells fill. */
const mostCells = 5_000_000
/** Titles and headings stand above as many rows as a table may have. */
const mostRows = frameworkLimits.competencies + 1000
const mostNamed = 20

/** What cells of any sheet refer to. */
export type SharedCells = { texts: readonly string[]; formats: readonly string[]; is1904: boolean }

export type SheetCells = { rows: TableRow[]; problems: Problem[]; formulasWithoutValue: number }

/**
 * The rows of a sheet that hold something, each cell as it is shown. A line is the row's number in the sheet. Formulas
 * are what they gave when the workbook was saved. A merged cell stands in each of its rows, and across columns once:
 * how far it reaches is kept for headings.
 * @param most of how many rows the first are read
 */
export function readSheetCells(part: Uint8Array, shared: SharedCells, most = mostRows): SheetCells {
  const sheet = new SheetReading(shared, most)
  readXml(part, sheet)
  return sheet.finish()
}

type Merge = { top: number; bottom: number; left: number; right: number }

class SheetReading implements PartReader {
  readonly #shared: SharedCells
  readonly #most: number
  readonly #rows: TableRow[] = []
  readonly #merges: Merge[] = []
  readonly #problems: Problem[] = []
  #cells = 0
  #line = 0
  #row: string[] = []
  #column = -1
  #type = 'n'
  #style = 0
  #value: string | null = null
  #hasFormula = false
  #unvalued = 0
  #within: 'v' | 't' | null = null
  #phonetic = false

  constructor(shared: SharedCells, most: number) {
    this.#shared = shared
    this.#most = most
  }

  enough = () => this.#rows.length >= this.#most

  open = (name: string, attributes: Record<string, string>) => {
    switch (name) {
      case 'row':
        this.#line = Number(attribute(attributes, 'r') ?? this.#line + 1)
        this.#row = []
        this.#column = -1
        return
      case 'c':
        return this.#openCell(attributes)
      case 'f':
        this.#hasFormula = true
        return
      case 'v':
        this.#within = 'v'
        // A formula may have given nothing at all.
        this.#value ??= ''
        return
      case 't':
        this.#within = this.#phonetic ? null : 't'
        return
      case 'rPh':
        this.#phonetic = true
        return
      case 'mergeCell': {
        const merge = mergeOf(attribute(attributes, 'ref') ?? '')
        if (merge) this.#merges.push(merge)
      }
    }
  }

  text = (text: string) => {
    if (this.#within) this.#value = (this.#value ?? '') + text
  }

  close = (name: string) => {
    if (name === 'v' || name === 't') this.#within = null
    else if (name === 'rPh') this.#phonetic = false
    else if (name === 'c') this.#closeCell()
    else if (name === 'row') this.#closeRow()
  }

  finish(): SheetCells {
    if (this.#rows.length <= this.#most) for (const merge of this.#merges) this.#fill(merge)
    return { rows: this.#rows, problems: this.#problems, formulasWithoutValue: this.#unvalued }
  }

  #openCell(attributes: Record<string, string>) {
    const reference = attribute(attributes, 'r')
    this.#column = reference === undefined ? this.#column + 1 : columnOf(reference)
    this.#type = attribute(attributes, 't') ?? 'n'
    this.#style = Number(attribute(attributes, 's') ?? 0)
    this.#value = null
    this.#hasFormula = false
    this.#count(1)
  }

  #closeCell() {
    if (this.#value === null && this.#hasFormula) {
      if (this.#unvalued === 0) this.#say('formula_without_value', '')
      this.#unvalued += 1
    }
    const shown = this.#shown()
    if (shown.trim() === '') return
    if (this.#column >= frameworkLimits.columns) throw refused('tables.mostColumns')
    while (this.#row.length < this.#column) this.#row.push('')
    this.#row[this.#column] = shown
  }

  #closeRow() {
    if (this.#row.length > 0) this.#rows.push({ line: this.#line, cells: this.#row })
  }

  #shown(): string {
    const value = this.#value ?? ''
    const { texts, formats, is1904 } = this.#shared
    switch (this.#type) {
      case 's':
        return sharedText(texts, value)
      case 'inlineStr':
      case 'str':
        return unescaped(value)
      case 'b':
        return value === '1' ? 'TRUE' : value === '0' ? 'FALSE' : value
      case 'd':
        return value.replace(/T00:00:00(?:\.0+)?Z?$/, '')
      case 'e':
        this.#say('cell_error', value)
        return ''
      default:
        return shownNumber(value, formats[this.#style] ?? 'General', is1904)
    }
  }

  #say(reason: Problem['reason'], detail: string) {
    if (this.#problems.length >= mostNamed) return
    const column = columnLetters(this.#column)
    this.#problems.push({ severity: 'warning', reason, line: this.#line, column, detail })
  }

  #count(more: number) {
    this.#cells += more
    if (this.#cells > mostCells) throw refused('workbooks.mostCells')
  }

  #fill({ top, bottom, left, right }: Merge) {
    const first = firstFrom(this.#rows, top)
    const head = this.#rows[first]
    if (!head || head.line !== top) return
    const said = head.cells[left] ?? ''
    if (said === '') return
    if (right > left) {
      head.spans ??= []
      head.spans.push({ from: left, to: right })
    }
    for (let at = first + 1; bottom > top && at < this.#rows.length; at += 1) {
      const row = this.#rows[at]
      if (!row || row.line > bottom) break
      this.#count(1)
      while (row.cells.length < left) row.cells.push('')
      if ((row.cells[left] ?? '') !== '') continue
      row.cells[left] = said
      row.continued ??= []
      row.continued.push(left)
    }
  }
}

/** The first row on this line or below it. */
function firstFrom(rows: readonly TableRow[], line: number): number {
  let [low, high] = [0, rows.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rows[middle]?.line ?? 0) < line) low = middle + 1
    else high = middle
  }
  return low
}

function mergeOf(reference: string): Merge | null {
  const [, one = '', first = '', other = '', last = ''] =
    /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(reference) ?? []
  if (one === '') return null
  const right = Math.min(columnOf(other), frameworkLimits.columns - 1)
  const [top, bottom, left] = [Number(first), Number(last), columnOf(one)]
  return left < frameworkLimits.columns ? { top, bottom, left, right } : null
}

/** The column of `B7`, counted from 0. */
function columnOf(reference: string): number {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0]
  if (!letters) throw damaged()
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function sharedText(texts: readonly string[], place: string): string {
  if (place === '') return ''
  const text = texts[Number(place)]
  if (text === undefined) throw damaged()
  return text
}

/** Characters that XML cannot hold stand as `_x000D_`; those that no database keeps are left out. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text
  return text
    .replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll('\0', '')
    .toWellFormed()
}
