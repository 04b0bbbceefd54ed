import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { RefusalKey } from '@/server/domain/errors'
import { type MadeSheet, makeWorkbook, textRows } from '@/server/testing/make-workbook'
import { refusal } from '@/server/testing/refusal'
import { hasSharedData, sharedFile } from '@/server/testing/shared-data'
import { decodeText } from './decode-text'
import { openFrameworkFile, readFrameworkFile } from './framework-file'
import { isSheetHeading, mayHeadCompetencies } from './sheet-headings'
import { readWorkbook } from './workbook'

const open = (bytes: Uint8Array, sheet?: number) =>
  readWorkbook(bytes, { sheet, knows: isSheetHeading, needs: mayHeadCompetencies })
const only = (rows: string, merges: string[] = []): { sheets: MadeSheet[] } => ({
  sheets: [{ name: 'S', rows, merges }],
})
const cells = (bytes: Uint8Array) => open(bytes).rows.map((row) => row.cells)

describe('a workbook’s cells are as they are shown', () => {
  it.each([
    ['a shared text', '<c r="A1" t="s"><v>0</v></c>', 'Reads'],
    ['a text of several fonts', '<c r="A1" t="s"><v>1</v></c>', 'Reads drawings'],
    ['a text with how it is spoken', '<c r="A1" t="s"><v>2</v></c>', '図面'],
    ['a text in the cell', '<c r="A1" t="inlineStr"><is><t>Reads</t></is></c>', 'Reads'],
    ['escaped characters', '<c r="A1" t="str"><v>a_x0009_b</v></c>', 'a\tb'],
    [
      'characters that no database takes',
      '<c r="A1" t="str"><v>a_x0000_b_xD83D_</v></c>',
      'ab\uFFFD',
    ],
    ['what a formula gave', '<c r="A1" t="str"><f>A2&amp;"x"</f><v>Readsx</v></c>', 'Readsx'],
    ['a number that a formula gave', '<c r="A1"><f>1+1</f><v>2</v></c>', '2'],
    ['a number with all its digits', '<c r="A1"><v>1234567890123</v></c>', '1234567890123'],
    ['what is left of a sum', '<c r="A1"><v>0.30000000000000004</v></c>', '0.3'],
    ['a code with its last zero', '<c r="A1" s="1"><v>1.1</v></c>', '1.10'],
    ['a code with its first zeros', '<c r="A1" s="2"><v>1001</v></c>', '01001'],
    ['a date', '<c r="A1" s="3"><v>45000</v></c>', '3/15/2023'],
    ['a date in words', '<c r="A1" s="4"><v>45000</v></c>', 'March 15, 2023'],
    ['a date as ISO has it', '<c r="A1" t="d"><v>2023-03-15T00:00:00</v></c>', '2023-03-15'],
    ['a share', '<c r="A1" s="5"><v>0.125</v></c>', '12.5%'],
    ['thousands', '<c r="A1" s="6"><v>1234.5</v></c>', '1,234.50'],
    ['an amount', '<c r="A1" s="7"><v>12</v></c>', '$12.00'],
    ['a format that is none', '<c r="A1" s="8"><v>7.5</v></c>', '7.5'],
    ['yes and no', '<c r="A1" t="b"><v>1</v></c>', 'TRUE'],
    ['a reference without its text', '<c r="A1" t="s"/><c r="B1"><v>x</v></c>', ''],
    [
      'a formula that gave nothing',
      '<c r="A1" t="str"><f>IF(1,"")</f><v></v></c><c r="B1"><v>x</v></c>',
      '',
    ],
    ['a style that is not there', '<c r="A1" s="99"><v>7</v></c>', '7'],
  ])('%s', (_, cell, shown) => {
    const bytes = makeWorkbook({
      ...only(`<row r="1">${cell}</row>`),
      texts: [
        '<t>Reads</t>',
        '<r><rPr><b/></rPr><t>Reads</t></r><r><t xml:space="preserve"> drawings</t></r>',
        '<t>図面</t><rPh sb="0" eb="2"><t>ズメン</t></rPh>',
      ],
      formats: [
        ...['General', '0.00', '00000', 'm/d/yyyy', '[$-409]mmmm d, yyyy;@', '0.0%', '#,##0.00'],
        ...['_($* #,##0.00_)', 'bad[[['],
      ],
    })
    expect(cells(bytes)[0]?.[0]).toBe(shown)
    expect(open(bytes).problems).toEqual([])
  })

  it('dates of a workbook that counts from 1904 are the same days', () => {
    const made = {
      ...only('<row r="1"><c r="A1" s="0"><v>43538</v></c></row>'),
      formats: ['yyyy-mm-dd'],
    }
    expect(cells(makeWorkbook({ ...made, is1904: true }))).toEqual([['2023-03-15']])
    expect(cells(makeWorkbook(made))).toEqual([['2019-03-14']])
  })

  it('hours that passed are no day, whatever a workbook counts from', () => {
    const made = { ...only('<row r="1"><c r="A1" s="0"><v>1.5</v></c></row>'), formats: ['[h]:mm'] }
    expect(cells(makeWorkbook({ ...made, is1904: true }))).toEqual([['36:00']])
  })

  it('a part of another case is found, and one that is missing is a damaged workbook', () => {
    const made = {
      ...only('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'),
      texts: ['<t>Reads</t>'],
    }
    const named = (name: string) =>
      Buffer.from(
        Buffer.from(makeWorkbook(made)).toString('latin1').replaceAll('xl/sharedStrings.xml', name),
        'latin1',
      )
    expect(cells(named('xl/SharedStrings.xml'))).toEqual([['Reads']])
    expect(() => open(named('xl/sharedStringz.xml'))).toThrow(refusal('workbooks.damaged'))
    expect(() => open(makeWorkbook({ ...made, texts: [] }))).toThrow(refusal('workbooks.damaged'))
  })

  it('an error is read as empty and named by its place', () => {
    const bytes = makeWorkbook(
      only('<row r="3"><c r="B3" t="e"><v>#N/A</v></c><c r="C3"><v>1</v></c></row>'),
    )
    expect(open(bytes)).toMatchObject({
      rows: [{ line: 3, cells: ['', '', '1'] }],
      problems: [
        { severity: 'warning', reason: 'cell_error', line: 3, column: 'B', detail: '#N/A' },
      ],
    })
  })

  it('a formula that was never worked out is named, and a sheet of such alone is refused', () => {
    const formula = '<c r="A1"><f>B1</f></c>'
    const bytes = makeWorkbook(only(`<row r="1">${formula}<c r="B1"><v>1</v></c></row>`))
    expect(open(bytes).problems).toMatchObject([{ reason: 'formula_without_value', column: 'A' }])
    expect(() => open(makeWorkbook(only(`<row r="1">${formula}</row>`)))).toThrow(
      refusal('workbooks.formulasOnly', { sheet: 'S' }),
    )
  })

  it('rows and cells without their places follow each other', () => {
    const bytes = makeWorkbook(
      only('<row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c><v>3</v></c></row>'),
    )
    expect(open(bytes).rows).toEqual([
      { line: 1, cells: ['1', '2'] },
      { line: 3, cells: ['3'] },
    ])
  })

  it('whatever stands before the names of its elements', () => {
    const rows =
      '<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>Reads</x:t></x:is></x:c></x:row>'
    expect(cells(makeWorkbook({ ...only(rows), prefix: 'x:' }))).toEqual([['Reads']])
  })
})

describe('merged cells', () => {
  it('stand in each of their rows, and across columns once', () => {
    const rows = textRows([
      ['Duty', 'Task', ''],
      ['A Measure', 'A-1 Reads', 'A-2 Sets'],
      ['', 'A-3 Cleans', ''],
      ['B Report', 'B-1 Writes', ''],
    ])
    expect(open(makeWorkbook(only(rows, ['B1:C1', 'A2:A3']))).rows).toEqual([
      { line: 1, cells: ['Duty', 'Task'], spans: [{ from: 1, to: 2 }] },
      { line: 2, cells: ['A Measure', 'A-1 Reads', 'A-2 Sets'] },
      { line: 3, cells: ['A Measure', 'A-3 Cleans'], continued: [0] },
      { line: 4, cells: ['B Report', 'B-1 Writes'] },
    ])
  })

  it('make a chart, whose tasks stand beside each other under one heading', () => {
    const bytes = makeWorkbook(
      only(
        textRows([
          ['DACUM chart for a machinist'],
          ['Made with nine experts'],
          ['', '', ''],
          ['Duties', 'Tasks'],
          ['A. Measure parts', 'A-1 Reads drawings', 'A-2 Sets gauges', 'A-3 Logs results'],
          ['', 'A-4 Cleans tools'],
          ['B. Report', 'B-1 Writes', 'B-2 Speaks'],
        ]),
        ['A1:D1', 'A2:D2', 'B4:D4', 'A5:A6'],
      ),
    )
    const { sheet, format } = openFrameworkFile(bytes)
    expect(sheet).toMatchObject({
      headingLine: 4,
      headers: ['Duties', 'Tasks', 'Tasks', 'Tasks'],
      mapping: { groups: [0], statement: 1, more: [2, 3] },
      counts: { competencies: 6, groups: 2, problems: 0 },
    })
    const found = readFrameworkFile(bytes, { format, head: { name: 'M' } })
    const words = new Map(
      found.competencies.map(({ id, statement }) => [id, Object.values(statement)[0]]),
    )
    expect(new Set(words.keys()).size).toBe(8)
    expect(
      found.associations.map(({ from, to }) =>
        [from, to].map((end) => (end.kind === 'competency' ? words.get(end.id) : '')),
      ),
    ).toEqual([
      ['A-1 Reads drawings', 'A. Measure parts'],
      ['A-2 Sets gauges', 'A. Measure parts'],
      ['A-3 Logs results', 'A. Measure parts'],
      ['A-4 Cleans tools', 'A. Measure parts'],
      ['B-1 Writes', 'B. Report'],
      ['B-2 Speaks', 'B. Report'],
    ])
  })

  it('of a competency are one competency, and what stands beside its further rows is named', () => {
    const bytes = makeWorkbook(
      only(
        textRows([
          ['Code', 'Statement', 'Assessment'],
          ['1', 'Reads drawings', 'Written test'],
          ['', '', 'Demonstration'],
          ['2', 'Sets gauges', ''],
        ]),
        ['A2:A3', 'B2:B3'],
      ),
    )
    const found = readFrameworkFile(bytes, { format: 'csv', head: { name: 'M' } })
    expect(found.competencies).toHaveLength(2)
    expect(found.problems).toMatchObject([{ reason: 'rows_continued', line: 3 }])
  })
})

describe('charts', () => {
  const chart = (rows: string[][], merges: string[]) => {
    const bytes = makeWorkbook(only(textRows(rows), merges))
    const { sheet } = openFrameworkFile(bytes)
    const found = readFrameworkFile(bytes, { format: 'csv', head: { name: 'C' } })
    const words = new Map(
      found.competencies.map(({ id, statement }) => [id, Object.values(statement)[0]]),
    )
    const under = found.associations.map(({ from, to }) =>
      [from, to].map((end) => (end.kind === 'competency' ? words.get(end.id) : '')).join(' < '),
    )
    return { sheet, under, words: [...words.values()], problems: found.problems }
  }

  it('with a row for each duty keep their duties', () => {
    const { sheet, under } = chart(
      [
        ['Duty', 'Tasks'],
        ['A. Measure', 'Reads', 'Sets'],
        ['B. Report', 'Writes', 'Speaks'],
      ],
      ['B1:C1'],
    )
    expect(sheet?.mapping).toMatchObject({ groups: [0], statement: 1, more: [2] })
    expect(under).toEqual([
      ...['Reads < A. Measure', 'Sets < A. Measure'],
      ...['Writes < B. Report', 'Speaks < B. Report'],
    ])
  })

  it.each([
    [
      'numbered',
      [
        ['Duty', 'Task 1', 'Task 2'],
        ['A', 'Reads', 'Sets'],
      ],
      [],
    ],
    [
      'without headings to their right',
      [
        ['Duties', 'Tasks', ''],
        ['A', 'Reads', 'Sets'],
      ],
      [],
    ],
    [
      'numbered under one heading in a second row',
      [
        ['Duty', 'Tasks', ''],
        ['', 'Task 1', 'Task 2'],
        ['A', 'Reads', 'Sets'],
      ],
      ['A1:A2', 'B1:C1'],
    ],
  ])('may have their tasks %s', (_, rows, merges) => {
    const { under, words } = chart(rows, merges)
    expect(under).toEqual(['Reads < A', 'Sets < A'])
    expect(words).toHaveLength(3)
  })

  it('have each merged cell once, and whatever stands beside it', () => {
    const { words, problems } = chart(
      [
        ['Duty', 'Tasks', '', ''],
        ['A', 'Reads', 'Sets', 'Logs'],
        ['', '', '', 'Files'],
      ],
      ['B1:D1', 'A2:A3', 'B2:B3', 'C2:C3'],
    )
    expect(words.sort()).toEqual(['A', 'Files', 'Logs', 'Reads', 'Sets'])
    expect(problems).toEqual([])
  })

  it('of a number and its words under one heading are codes', () => {
    const { sheet } = chart(
      [
        ['Competency', ''],
        ['1.1', 'Reads drawings'],
        ['1.2', 'Sets'],
      ],
      ['A1:B1'],
    )
    expect(sheet?.mapping).toEqual({ code: 0, statement: 1 })
  })

  it('with two rows of headings have the second', () => {
    const { sheet, words } = chart(
      [
        ['Area', 'Competency', ''],
        ['', 'Code', 'Statement'],
        ['Measuring', '1', 'Reads'],
      ],
      ['A1:A2', 'B1:C1'],
    )
    expect(sheet).toMatchObject({ headingLine: 2, headers: ['Area', 'Code', 'Statement'] })
    expect(words.sort()).toEqual(['Measuring', 'Reads'])
  })

  it('may name groups in rows of one cell that reaches over the others', () => {
    const { under, problems } = chart(
      [
        ['Code', 'Statement', 'Level'],
        ['Duty A', '', ''],
        ['1', 'Reads', ''],
        ['Duty B', '', ''],
        ['2', 'Sets', ''],
      ],
      ['A2:C2', 'A4:C4'],
    )
    expect(under).toEqual(['Reads < Duty A', 'Sets < Duty B'])
    expect(problems).toEqual([])
  })
})

describe('headings below titles', () => {
  const sentence = 'Fill in one line for each competency of your program. '.repeat(5)
  it.each([
    ['a sentence', [[sentence], ['Code', 'Statement'], ['1', 'Reads']], 2],
    [
      'one that is known alone',
      [['Our list'], ['Competency', 'Who teaches it'], ['Reads', 'Ann']],
      2,
    ],
    [
      'as many words',
      [
        ['Program', 'Machining', 'Rev', '3'],
        ['Code', 'Statement', 'Level', ''],
        ['1', 'Reads', ''],
      ],
      2,
    ],
    [
      'nothing',
      [
        ['Was', 'Nr'],
        ['Reads', '1'],
      ],
      1,
    ],
  ])('%s', (_, rows, line) => {
    expect(openFrameworkFile(makeWorkbook(only(textRows(rows)))).sheet?.headingLine).toBe(line)
  })
})

describe('sheets', () => {
  const empty = { name: 'Empty', rows: '' }
  const notes = { name: 'Notes', rows: textRows([['What we did'], ['Met twice']]) }
  const table = {
    name: 'Competencies',
    rows: textRows([
      ['Code', 'Statement'],
      ['1', 'Reads'],
    ]),
  }

  it('of 45 the one whose headings are known is meant, whatever is hidden', () => {
    const others = Array.from({ length: 43 }, (_, at) => ({ ...notes, name: `Notes ${at}` }))
    const hidden: MadeSheet = { ...table, name: 'Old', state: 'hidden' }
    const book = makeWorkbook({ sheets: [hidden, ...others, table] })
    const { sheets, sheet, rows } = open(book)
    expect([sheets.length, sheet, sheets[sheet]]).toEqual([44, 43, 'Competencies'])
    expect(rows).toHaveLength(2)
  })

  it.each<[string, MadeSheet]>([
    [
      'one of lists',
      {
        name: 'Lists',
        rows: textRows([
          ['Type', 'Level', 'Category'],
          ['Skill', 'Entry', 'x'],
        ]),
      },
    ],
    [
      'one of headings alone',
      { name: 'How to', rows: textRows([['Code', 'Statement', 'Level', 'Type']]) },
    ],
    ['one that is too wide', { name: 'Raw', rows: `<row r="1"><c r="ZZ1"><v>1</v></c></row>` }],
    ['one that is damaged', { name: 'Bad', rows: '<row><c></row>' }],
  ])('are found beside %s', (_, other) => {
    const { sheets, sheet } = open(makeWorkbook({ sheets: [other, table] }))
    expect(sheets[sheet]).toBe('Competencies')
  })

  it('are chosen by a person', () => {
    const book = makeWorkbook({ sheets: [table, notes, empty] })
    expect(open(book).sheet).toBe(0)
    expect(open(book, 1).rows[0]?.cells).toEqual(['What we did'])
    expect(() => open(book, 2)).toThrow(refusal('workbooks.sheetEmpty', { sheet: 'Empty' }))
    expect(() => open(book, 3)).toThrow(refusal('workbooks.noSheet'))
  })

  it('are shown when all of them are hidden', () => {
    const book = makeWorkbook({ sheets: [{ ...table, state: 'veryHidden' }] })
    expect(open(book).sheets).toEqual(['Competencies'])
  })

  it('without a heading over a column have its letters', () => {
    const book = makeWorkbook(
      only(
        textRows([
          ['Statement', '', 'Code'],
          ['Reads', 'x', '1'],
        ]),
      ),
    )
    expect(openFrameworkFile(book).sheet?.headers).toEqual(['Statement', 'B', 'Code'])
  })

  it('with three titles above the headings keep them apart', () => {
    const rows = textRows([
      ['Machining program'],
      ['Approved March 2026'],
      ['Riverside College'],
      ['Code', 'Competency', 'Level'],
      ['1', 'Reads drawings', 'Entry'],
    ])
    const { sheet } = openFrameworkFile(makeWorkbook(only(rows, ['A1:C1', 'A2:C2', 'A3:C3'])))
    expect(sheet).toMatchObject({ headingLine: 4, headers: ['Code', 'Competency', 'Level'] })
    expect(sheet?.rows.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5])
  })
})

describe('what is no workbook, or too much of one, is refused in words', () => {
  const zip = (name: string) => zipSync({ [name]: strToU8('x') })
  const wide = (count: number, cell: string) => `<row r="1">${cell.repeat(count)}</row>`
  const old = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
  const locked = Buffer.concat([old, Buffer.alloc(64), Buffer.from('EncryptedPackage', 'utf16le')])
  const cases: [string, () => unknown, RefusalKey][] = [
    ['a binary workbook', () => open(zip('xl/workbook.bin')), 'workbooks.binary'],
    ['an OpenDocument sheet', () => open(zip('content.xml')), 'workbooks.openDocument'],
    ['Apple Numbers', () => open(zip('Index/Document.iwa')), 'workbooks.numbers'],
    ['a Word file', () => open(zip('word/document.xml')), 'workbooks.document'],
    ['another zip', () => open(zip('photo.jpg')), 'workbooks.zip'],
    ['half a zip', () => open(makeWorkbook(only('')).subarray(0, 200)), 'workbooks.damaged'],
    ['broken XML', () => open(makeWorkbook(only('<row><c></row>'))), 'workbooks.damaged'],
    [
      'an entity',
      () => open(makeWorkbook(only('<row><c><v>&x;</v></c></row>'))),
      'workbooks.damaged',
    ],
    ['an old workbook', () => decodeText(old), 'files.oldOffice'],
    ['a password', () => decodeText(locked), 'workbooks.password'],
    [
      '16,384 columns',
      () => open(makeWorkbook(only(wide(16_384, '<c><v>1</v></c>')))),
      'tables.mostColumns',
    ],
    [
      'more than 5 million cells',
      () => open(makeWorkbook(only(wide(5_000_001, '<c/>')))),
      'workbooks.mostCells',
    ],
  ]
  it.each(cases)('%s', { timeout: 120_000 }, (_, read, key) => {
    expect(read).toThrow(refusal(key))
  })

  it('16,384 columns that are only coloured are none', () => {
    const rows = `<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="3"/></row>`
    expect(cells(makeWorkbook(only(rows)))).toEqual([['1']])
  })

  it('what unpacks to more than it says is not unpacked further', () => {
    const made = makeWorkbook(only(textRows([['Statement'], ['x'.repeat(2000)]])))
    const lying = Buffer.from(made)
    const at = lying.lastIndexOf('xl/worksheets/sheet0.xml')
    lying.writeUInt32LE(300 * 2 ** 20, at - 46 + 24)
    expect(() => open(lying)).toThrow(refusal('workbooks.tooLarge'))
  })
})

describe.skipIf(!hasSharedData)('workbooks of others (skipped without ../shared/data)', () => {
  it.each([
    ['case/spreadsheet/spreadsheet_import_sample.xlsx', 3],
    ['onet/Occupation_Data.xlsx', 1],
    ['onet/Content_Model_Reference.xlsx', 2],
  ])('%s', (name, sheets) => {
    const found = open(sharedFile(name))
    expect(found.sheets).toHaveLength(sheets)
    expect(found.rows.length).toBeGreaterThan(3)
    expect(found.problems).toEqual([])
  })
})
