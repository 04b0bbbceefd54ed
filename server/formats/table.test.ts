import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refusal } from '@/server/testing/refusal'
import { mendQuotes } from './mend-quotes'
import { readTable } from './table'

const knows = (heading: string) => ['code', 'statement', 'type'].includes(heading.toLowerCase())
const cellsOf = (text: string) => readTable(text, { knows }).rows.map(({ cells }) => cells)
const remarks = (text: string) =>
  readTable(text, { knows }).problems.map(({ reason, line }) => [reason, line])

describe('a table', () => {
  it.each([
    ['commas', 'Code,Statement\n1,a;b\n'],
    ['semicolons', 'Code;Statement\n1;"a;b"\n'],
    ['tabs', 'Code\tStatement\n1\ta;b\n'],
    ['bars', 'Code|Statement\n1|a;b\n'],
    ['what its first line says', 'sep=#\nCode#Statement\n1#a;b\n'],
    [
      'what its first line says, after a byte order mark',
      '\uFEFFsep=;\r\nCode;Statement\r\n1;"a;b"',
    ],
    ['what its first line says, as a spreadsheet quotes it', '"sep=;"\nCode;Statement\n1;"a;b"'],
  ])('is divided by %s', (_, text) => {
    expect(readTable(text, { knows }).headers).toEqual(['Code', 'Statement'])
    expect(cellsOf(text)).toEqual([['1', 'a;b']])
  })

  it('keeps the line numbers of the file below a line that names the divider', () => {
    expect(readTable('sep=;\nCode;Statement\n1;a\n').rows[0]?.line).toBe(3)
  })

  it('of one column keeps the commas of its lines', () => {
    expect(cellsOf('Statement\nMeasures parts, records results\n"Cuts, bends"\n')).toEqual([
      ['Measures parts, records results'],
      ['Cuts, bends'],
    ])
  })

  it('has its headings below titles, on the line said, or none at all', () => {
    const titled = '\nMy Board,,\nWelding 2026,,\n,,\nCode,Statement,Type\n1,Cuts,skill\n'
    const { headingLine, headers, rows } = readTable(titled, { knows })
    expect([headingLine, headers]).toEqual([5, ['Code', 'Statement', 'Type']])
    expect(rows).toEqual([{ line: 6, cells: ['1', 'Cuts', 'skill'] }])
    expect(readTable(titled, { knows, headingLine: 2 }).headers[0]).toBe('My Board')
    expect(readTable('Cuts,skill\nBends,task\n', { headingLine: 0 })).toMatchObject({
      headers: ['1', '2'],
      rows: [{ line: 1 }, { line: 2 }],
    })
    expect(() => readTable(titled, { headingLine: 4 })).toThrow(
      refusal('tables.noHeadings', { line: 4 }),
    )
  })

  it('with headings nobody knows has them on its first line, whatever stands below', () => {
    expect(readTable('Ref,What,Sort\n1,Code,Statement\n', { knows }).headingLine).toBe(1)
  })

  it.each([
    ['an inch mark', '1,Cuts 5" pipe to length', 'Cuts 5" pipe to length'],
    ['an inch mark inside quotes', '1,"Cuts 5" pipe, to length"', 'Cuts 5" pipe, to length'],
    ['an inch mark first', '1,"5 pipe', '"5 pipe'],
    ['two inch marks', '1,2" by 4"', '2" by 4"'],
    ['a quoted word', '1,"Says" what it is', '"Says" what it is'],
    ['a doubled one beside a stray one', '1,"Says ""go"" at 5" pipe"', 'Says "go" at 5" pipe'],
  ])('reads %s as meant and names its line', (_, row, said) => {
    const text = `Code,Statement\n${row}\n2,"Two\nlines"\n3,"Fine"\n`
    expect(cellsOf(text)).toEqual([
      ['1', said],
      ['2', 'Two\nlines'],
      ['3', 'Fine'],
    ])
    expect(remarks(text)).toEqual([['quote_kept', 2]])
  })

  it('asks whether a quote is missing where a cell holds what would be whole rows', () => {
    const text =
      'Code,Statement,Type\n1,"Cuts 5 pipe,skill\n2,Bends 6",skill\n3,"Two\nlines",skill\n'
    expect(cellsOf(text)).toHaveLength(2)
    expect(remarks(text)).toEqual([['quote_spans_lines', 2]])
  })

  it('takes spaces around quotes for nothing', () => {
    expect(cellsOf('Code,Statement\n1, "a, b" \n')).toEqual([['1', 'a, b']])
    expect(remarks('Code,Statement\n1, "a, b" \n')).toEqual([])
  })

  it('is refused where quotes are all it holds', () => {
    const text = `Code,Statement\n${'1,a"b\n'.repeat(10_001)}`
    expect(() => readTable(text)).toThrow(refusal('tables.quoteOpen', { line: 2 }))
  })
})

const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ' ', '\n') })
const written = (rows: string[][]) =>
  rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')).join('\n')

describe('mendQuotes', () => {
  it('leaves what is written as it should be', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1 }), { minLength: 1 }), (rows) => {
        expect(mendQuotes(written(rows), ',')).toEqual({ text: written(rows), lines: [] })
      }),
    )
  })

  it('makes a table of any text, and loses no letter of it', () => {
    const letters = (text: string) => text.replaceAll(/[",\s]/g, '')
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', '"', ',', ' ', '\n') }), (text) => {
        const { rows } = readTable(text, { headingLine: 0 })
        expect(letters(rows.flatMap(({ cells }) => cells).join(''))).toBe(letters(text))
      }),
    )
  })
})
