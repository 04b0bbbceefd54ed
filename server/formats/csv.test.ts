import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CsvCell, neutralCell, plainCell, writeCsv } from './csv'
import { readTable } from './table'

describe('a cell', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@x', "'@x"],
    ['  =1', "'  =1"],
    ['\t=1', "'\t=1"],
    ['\rx', "'\rx"],
    ['＝1', "'＝1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠x', "'＠x"],
    ['\u200b=1', "'\u200b=1"],
    ['\ufeff=1', "'\ufeff=1"],
    ['\u2060\u00ad@x', "'\u2060\u00ad@x"],
    ['\u202e=1', "'\u202e=1"],
    ['\u0000=1', "'\u0000=1"],
    ['\u3164=1', "'\u3164=1"],
    ['two\n=1', "two\n'=1"],
    ['two\r\n=1', "two\r\n'=1"],
    ['two\r=1', "two\r'=1"],
    ['two\n\n \u200b＝1', "two\n\n' \u200b＝1"],
    ['two\u2028=1', "two\u2028'=1"],
    ['\n=1', "\n'=1"],
    ['a;=1', "a;'=1"],
    ["'=1", "''=1"],
  ])('neutralises %j', (cell, neutral) => {
    expect(neutralCell(cell)).toBe(neutral)
  })

  it.each([
    'a=1',
    'CNC - a trade',
    'one\n\ntwo',
    'one\r\n\r\ntwo',
    "it's",
    "'quoted'",
    'a; b',
    '1-2',
  ])('leaves %j as it is', (cell) => {
    expect(neutralCell(cell)).toBe(cell)
  })

  it('comes back as it was', () => {
    fc.assert(
      fc.property(hostileText, (text) => plainCell(neutralCell(text)) === text),
      { numRuns: 5000 },
    )
  })
})

describe('a table', () => {
  it('is read by a strict reader as the cells that were written, none of them a formula', () => {
    fc.assert(
      fc.property(hostileTable, fc.boolean(), (rows, bom) => {
        const text = writeCsv(rows, { bom })
        const read = strictCells(bom ? text.slice(1) : text)
        expect(read.map((row) => row.map(plainCell))).toEqual(
          rows.map((row) => row.map((cell) => String(cell ?? ''))),
        )
        for (const line of read.flat().flatMap((cell) => cell.split(/\r\n|[\n\r\u2028;]/))) {
          if (/^-\d+$/.test(line)) continue
          expect(line).not.toMatch(/^[\s\p{Cf}]*[=+\-@＝＋－＠]/u)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('is read by our own import as the cells that were written', () => {
    fc.assert(
      fc.property(hostileTable, (rows) => {
        const text = writeCsv([['one', 'two', 'three'], ...rows], { bom: true })
        const said = rows
          .map((row) => row.map((cell) => String(cell ?? '')))
          .filter((row) => row.some((cell) => cell.trim() !== ''))
        expect(readTable(text).rows.map(({ cells }) => cells)).toEqual(said)
      }),
      { numRuns: 2000 },
    )
  })

  it('keeps numbers as numbers, and headings from running too', () => {
    expect(
      writeCsv(
        [
          ['=x', 'a\r\n=b'],
          [-5, 1.5],
        ],
        { bom: false },
      ),
    ).toBe('\'=x,"a\r\n\'=b"\r\n-5,1.5\r\n')
  })
})

const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...'=+-@＝＋－＠\t\r\n;,"\' \u200b\ufeff\u2060\u00ad\u202e\u2028\u0000'),
      fc.constantFrom('\r\n', "'=", 'ab', '1+1'),
      fc.string({ maxLength: 3 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))

const cell: fc.Arbitrary<CsvCell> = fc.oneof(hostileText, fc.integer(), fc.constant(null))
const hostileTable = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 5 })

/** RFC 4180 to the letter, by another hand than the writer's: it throws at whatever strays. */
function strictCells(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  while (at < text.length) {
    const [whole = '', quoted, bare = ''] =
      /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))/.exec(text.slice(at)) ?? []
    row.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'))
    at += whole.length
    if (text[at] === ',') {
      at += 1
    } else if (text.startsWith('\r\n', at)) {
      at += 2
      rows.push(row)
      row = []
    } else {
      throw new Error(`A cell ends with ${JSON.stringify(text[at])} at ${at}.`)
    }
  }
  return rows
}
