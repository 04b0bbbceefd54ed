import { describe, expect, it, test } from 'vitest'
import { type ClaimField, longestClaimText } from '@/server/domain/catalogue/claim-lists'
import { makeWorkbook, textRows } from '@/server/testing/make-workbook'
import { refusal } from '@/server/testing/refusal'
import { readClaimFile } from './claim-file'

const bytes = (text: string) => new TextEncoder().encode(text)
const read = (text: string, said = {}) => readClaimFile(bytes(text), said)
const lines = (text: string, said = {}) =>
  read(text, said).read.lines.map(({ names, kinds, level, unknown }) => [
    names.join('|'),
    unknown === null ? (kinds?.join('+') ?? 'otherwise') : `? ${unknown}`,
    ...(level ? [level] : []),
  ])

test.each<[string, string, string[][]]>([
  [
    'a list of codes, one a line',
    'A1\nA2\n',
    [
      ['A1', 'otherwise'],
      ['A2', 'otherwise'],
    ],
  ],
  [
    'a column of crosses for each kind',
    'Code,Competency,Teaches,Assesses,Requires\nA1,Reads drawings,x,X,\nA2,Measures,yes,no,✓\n',
    [
      ['A1|Reads drawings', 'teaches+assesses'],
      ['A2|Measures', 'teaches+requires'],
    ],
  ],
  [
    'words in one column',
    'Skill;Claim\nReads drawings;Teaches and assesses\nMeasures;required\nSets up;\n',
    [
      ['Reads drawings', 'teaches+assesses'],
      ['Measures', 'requires'],
      ['Sets up', ''],
    ],
  ],
  [
    'letters, where all of the column are ours',
    'Code\tClaim\nA1\tT/A\nA2\tR\n',
    [
      ['A1', 'teaches+assesses'],
      ['A2', 'requires'],
    ],
  ],
  [
    'letters of a map of a curriculum, which are none of ours',
    'Code\tClaim\nA1\tI\nA2\tR\n',
    [
      ['A1', '? I'],
      ['A2', '? R'],
    ],
  ],
  [
    'a mark that says neither',
    'Code,Teaches\nA1,Unit 3\nA2,–\n',
    [
      ['A1', '? Unit 3'],
      ['A2', ''],
    ],
  ],
  [
    'Spanish headings and marks',
    'Código,Enseña,Evalúa,Nivel\nA1,sí,no,Nivel 2\n',
    [['A1', 'teaches', 'Nivel 2']],
  ],
  [
    'a workbook copied from, in tabs, with a title above',
    'Welding I\t\t\n\t\t\nTask\tTeaches\tAssesses\nStrikes an arc\tx\tx\n',
    [['Strikes an arc', 'teaches+assesses']],
  ],
  ['markup and another script', 'Competency\n<b>Чертёж</b>\n', [['<b>Чертёж</b>', 'otherwise']]],
])('reads %s', (_, text, expected) => {
  expect(lines(text)).toEqual(expected)
})

describe('a table whose headings nobody knows', () => {
  const text = 'Foo,Bar\nA1,x\n'
  it('asks, and holds nothing before', () => {
    const { read: found, sheet } = read(text)
    expect(found.lines).toEqual([])
    expect(sheet).toMatchObject({ asks: true, fields: ['', ''] })
  })
  it('is read as it is said', () => {
    const fields: ClaimField[] = ['competency', 'teaches']
    expect(lines(text, { headingLine: 1, fields })).toEqual([['A1', 'teaches']])
  })
  it('names what was not used', () => {
    const fields: ClaimField[] = ['competency', '']
    expect(read(text, { headingLine: 1, fields }).read.unused).toEqual(['Bar'])
  })
})

it('reads a sheet of a workbook at its headings', () => {
  const book = makeWorkbook({
    sheets: [
      { name: 'Notes', rows: textRows([['Ask Ann']]) },
      { name: 'Map', rows: textRows([['CNC'], ['Code', 'Assesses'], ['1.10', 'x']]) },
    ],
  })
  const { read: found, sheet } = readClaimFile(book, {})
  expect(sheet).toMatchObject({ sheet: 1, headingLine: 2, fields: ['competency', 'assesses'] })
  expect(found.lines).toMatchObject([{ line: 3, names: ['1.10'], kinds: ['assesses'] }])
})

it('takes two thousand lines and counts those after them', () => {
  const text = Array.from({ length: 2003 }, (_, at) => `A${at}`).join('\n')
  expect(read(text).read).toMatchObject({ left: 3 })
  expect(read(text).read.lines).toHaveLength(2000)
})

test.each<[string, string, object, ReturnType<typeof refusal>]>([
  [
    'no column that names the competency',
    'Code,Teaches\nA1,x',
    { fields: ['', 'teaches'] },
    refusal('claims.columnsNotNamed'),
  ],
  [
    'two columns of one kind',
    'Code,Teaches\nA1,x',
    { fields: ['teaches', 'teaches'] },
    refusal('tables.columnTwice', { first: 1, second: 2 }),
  ],
  ['a sheet that is too long', 'x'.repeat(longestClaimText + 1), {}, refusal('claims.fileTooLong')],
])('refuses %s', (_, text, said, refused) => {
  expect(() => read(text, said)).toThrow(refused)
})
