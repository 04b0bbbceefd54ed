import { frameworkLimits, type Problem } from '@/server/domain/catalogue/frameworks'
import { DomainError, type RefusalKey } from '@/server/domain/errors'
import type { TableRow } from './table'
import { readSheetCells, type SharedCells, unescaped } from './workbook-cells'
import { readFormats } from './workbook-numbers'
import { attribute, damaged, partNames, readPart, readXml, refused } from './workbook-parts'

export type SheetChoice = {
  /** As a person has said, counted from 0. */
  sheet?: number | undefined
  /** True of a heading that the reader of this kind of table knows. */
  knows: (heading: string) => boolean
  /** True of a heading without which it is no such table. */
  needs?: (heading: string) => boolean
}

export type WorkbookTable = {
  /** The names of the sheets that can be seen. */
  sheets: string[]
  /** Which of them was read, counted from 0. */
  sheet: number
  rows: TableRow[]
  problems: Problem[]
}

/** Of a sheet nobody chose, as many rows tell whether its headings are known. */
const looked = 20

/**
 * One sheet of an Excel workbook (ECMA-376, `.xlsx` and `.xlsm`; macros are left alone), each cell as it is shown: the
 * sheet said, else the one with most headings that are known, else the first that holds something. Throws `invalid`
 * for another kind of file in a zip, for a damaged one and for a sheet without anything, `limit_reached` above
 * 5 million cells, 101,000 rows, 200 columns or 160 MB unpacked.
 */
export function readWorkbook(bytes: Uint8Array, choice: SheetChoice): WorkbookTable {
  if (bytes.byteLength > frameworkLimits.bytes) throw refused('files.tooLarge')
  const names = partNames(bytes)
  refuseOthers(names, bytes)
  const book = openBook(bytes)
  const seen = book.sheets.filter(({ hidden }) => !hidden)
  const sheets = seen.length > 0 ? seen : book.sheets
  const sheet = choice.sheet ?? likeliest(sheets, book, choice)
  const chosen = sheets[sheet]
  if (!chosen) throw new DomainError('invalid', 'workbooks.noSheet', { field: 'sheet' })
  const { rows, problems, formulasWithoutValue } = readSheetCells(book.part(chosen.path), book)
  if (rows.length === 0) {
    const key = formulasWithoutValue > 0 ? 'workbooks.formulasOnly' : 'workbooks.sheetEmpty'
    throw new DomainError('invalid', key, { field: 'sheet', values: { sheet: chosen.name } })
  }
  return { sheets: sheets.map(({ name }) => name), sheet, rows, problems }
}

type Sheet = { name: string; path: string; hidden: boolean }
type Book = SharedCells & { sheets: Sheet[]; part: (path: string) => Uint8Array }

function likeliest(sheets: Sheet[], book: Book, choice: SheetChoice): number {
  if (sheets.length < 2) return 0
  const ranks = sheets.map(({ path }) => {
    try {
      return rankOf(readSheetCells(book.part(path), book, looked).rows, choice)
    } catch (error) {
      // A sheet nobody means may be whatever it is.
      if (error instanceof DomainError) return -1
      throw error
    }
  })
  return Math.max(0, ranks.indexOf(Math.max(...ranks)))
}

/** First whether a sheet has rows under a heading it needs, then how many headings are known. */
function rankOf(rows: TableRow[], { knows, needs = knows }: SheetChoice): number {
  const ranks = rows.map(({ cells }, at) => {
    const has = at < rows.length - 1 && cells.some(needs)
    return (has ? 1000 : 0) + cells.filter(knows).length
  })
  return Math.max(-1, ...ranks)
}

const main = 'officeDocument'

function openBook(bytes: Uint8Array): Book {
  const part = (path: string) => {
    const found = readPart(bytes, path)
    if (!found) throw damaged()
    return found
  }
  const root = relations(part('_rels/.rels'), '')
  const path = root.find(({ type }) => type === main)?.target ?? 'xl/workbook.xml'
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const own = relations(part(`${folder}_rels/${path.slice(folder.length)}.rels`), folder)
  const targets = new Map(
    own.flatMap(({ id, type, target }) => (type === 'worksheet' ? [[id, target] as const] : [])),
  )
  const sheets: Sheet[] = []
  let is1904 = false
  readXml(part(path), {
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = /^(?:1|true)$/.test(attributes.date1904 ?? '')
      if (name !== 'sheet') return
      const target = targets.get(relationOf(attributes))
      // Sheets of charts and of old macros have no cells.
      if (target === undefined) return
      const hidden = /hidden/i.test(attributes.state ?? '')
      sheets.push({ name: attributes.name ?? '', path: target, hidden })
    },
  })
  const named = (type: string) => own.find((each) => each.type === type)?.target
  const optional = (target: string | undefined) => (target === undefined ? null : part(target))
  const texts = readTexts(optional(named('sharedStrings')))
  return { sheets, texts, formats: readFormats(optional(named('styles'))), is1904, part }
}

/** A sheet has an id of its own too, without a prefix. */
function relationOf(attributes: Record<string, string>): string {
  const found = Object.entries(attributes).find(([key]) => /^[^:]+:id$/.test(key))
  return found?.[1] ?? ''
}

type Relation = { id: string; type: string; target: string }

/** What a part refers to; a path is the one of the zip, whether it was said from the root or from the part's folder. */
function relations(part: Uint8Array, folder: string): Relation[] {
  const found: Relation[] = []
  readXml(part, {
    open(name, attributes) {
      if (name !== 'Relationship') return
      const said = attribute(attributes, 'Target') ?? ''
      const type = attribute(attributes, 'Type') ?? ''
      found.push({
        id: attribute(attributes, 'Id') ?? '',
        type: type.slice(type.lastIndexOf('/') + 1),
        target: said.startsWith('/') ? said.slice(1) : resolved(`${folder}${said}`),
      })
    },
  })
  return found
}

function resolved(path: string): string {
  return path.replace(/^\.\//, '').replaceAll(/[^/]+\/\.\.\//g, '')
}

/** The texts that cells share, without how they are formatted and how they are spoken. */
function readTexts(part: Uint8Array | null): string[] {
  const texts: string[] = []
  let text = ''
  let within = false
  let spoken = false
  if (!part) return texts
  readXml(part, {
    open(name) {
      if (name === 'si') text = ''
      if (name === 'rPh') spoken = true
      if (name === 't') within = !spoken
    },
    text(more) {
      if (within) text += more
    },
    close(name) {
      if (name === 't') within = false
      if (name === 'rPh') spoken = false
      if (name === 'si') texts.push(unescaped(text))
    },
  })
  return texts
}

/** Kinds of zip files that people take for a workbook, each by a part that only it has. */
const others: { is: RegExp; key: RefusalKey }[] = [
  { is: /^xl\/workbook\.bin$/, key: 'workbooks.binary' },
  { is: /^content\.xml$/, key: 'workbooks.openDocument' },
  { is: /^Index\/.*\.iwa$|^index\.(?:apxl|numbers)$|^Index\.zip$/, key: 'workbooks.numbers' },
  { is: /^word\/|^ppt\//, key: 'workbooks.document' },
]

function refuseOthers(names: string[], bytes: Uint8Array): void {
  const other = others.find(({ is }) => names.some((name) => is.test(name)))
  const key = other?.key ?? (names.includes('_rels/.rels') ? null : 'workbooks.zip')
  if (key === null && readPart(bytes, '_rels/.rels')) return
  throw new DomainError('invalid', key ?? 'workbooks.damaged', { field: 'file' })
}
