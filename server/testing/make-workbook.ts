import { strToU8, zipSync } from 'fflate'

export type MadeSheet = {
  name: string
  /** The rows as XML, `<row r="1">…</row>`. */
  rows: string
  merges?: string[]
  state?: 'hidden' | 'veryHidden'
}

type Made = {
  sheets: MadeSheet[]
  texts?: string[]
  /** Number formats, whose place is the style of a cell: the first is 0. */
  formats?: string[]
  is1904?: boolean
  /** Put before the names of elements, as some programs do. */
  prefix?: string
  parts?: Record<string, string>
}

/** A workbook of as few parts as programs read, made of what its sheets hold as XML. */
export function makeWorkbook({ sheets, texts = [], formats = [], ...more }: Made): Uint8Array {
  const { is1904 = false, prefix = '', parts = {} } = more
  const tag = (name: string, inside: string, attributes = '') =>
    `<${prefix}${name}${attributes}>${inside}</${prefix}${name}>`
  const space = ` xmlns${prefix ? `:${prefix.slice(0, -1)}` : ''}="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`
  const relations = (all: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all}</Relationships>`
  const files: Record<string, string> = {
    '_rels/.rels': relations(relation('r1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': tag(
      'workbook',
      `<${prefix}workbookPr${is1904 ? ' date1904="1"' : ''}/>${tag(
        'sheets',
        sheets
          .map(
            ({ name, state }, at) =>
              `<${prefix}sheet name="${name}" sheetId="${at + 1}"${state ? ` state="${state}"` : ''} r:id="s${at}"/>`,
          )
          .join(''),
      )}`,
      `${space} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`,
    ),
    'xl/_rels/workbook.xml.rels': relations(
      sheets.map((_, at) => relation(`s${at}`, 'worksheet', `worksheets/sheet${at}.xml`)).join('') +
        relation('t', 'sharedStrings', 'sharedStrings.xml') +
        relation('f', 'styles', '/xl/styles.xml'),
    ),
    'xl/sharedStrings.xml': tag('sst', texts.map((text) => tag('si', text)).join(''), space),
    'xl/styles.xml': tag(
      'styleSheet',
      tag(
        'numFmts',
        formats
          .map(
            (code, at) =>
              `<${prefix}numFmt numFmtId="${at + 164}" formatCode="${code.replaceAll('"', '&quot;')}"/>`,
          )
          .join(''),
      ) +
        tag('cellStyleXfs', `<${prefix}xf numFmtId="14"/>`) +
        tag('cellXfs', formats.map((_, at) => `<${prefix}xf numFmtId="${at + 164}"/>`).join('')),
      space,
    ),
    ...parts,
  }
  for (const [at, { rows, merges = [] }] of sheets.entries()) {
    const merged = merges.map((ref) => `<${prefix}mergeCell ref="${ref}"/>`).join('')
    files[`xl/worksheets/sheet${at}.xml`] ??= tag(
      'worksheet',
      `${tag('sheetData', rows)}${merged ? tag('mergeCells', merged) : ''}`,
      space,
    )
  }
  return zipSync(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])),
  )
}

/** The rows of a sheet whose cells are all texts; a cell that is empty is left out. */
export function textRows(rows: readonly (readonly string[])[]): string {
  return rows
    .map((cells, line) => {
      const row = line + 1
      const made = cells.map((text, at) =>
        text === ''
          ? ''
          : `<c r="${String.fromCharCode(65 + at)}${row}" t="inlineStr"><is><t>${text}</t></is></c>`,
      )
      return `<row r="${row}">${made.join('')}</row>`
    })
    .join('')
}
