import { describe, expect, it } from 'vitest'
import type { RefusalKey, RefusalValues } from '@/server/domain/errors'
import { pickText } from '@/server/domain/language-map'
import { comparableTree } from '@/server/testing/framework-comparison'
import { refusal } from '@/server/testing/refusal'
import { hasSharedData, sharedFile } from '@/server/testing/shared-data'
import { openFrameworkFile, readFrameworkFile } from './framework-file'
import { readSpreadsheet } from './spreadsheet'
import { guessMapping, templateCsv } from './spreadsheet-columns'
import { writeSpreadsheet } from './spreadsheet-export'
import { readTable } from './table'

const read = (text: string) =>
  readSpreadsheet(text, guessMapping(readTable(text).headers), { name: 'F', language: 'en' })

describe('guessMapping', () => {
  it.each([
    [
      ['Identifier', 'fullStatement', 'Human Coding Scheme', 'Is Child Of'],
      [0, 1, 2, 3],
    ],
    [
      ['CTID', 'Competency Text', 'Coded_Notation', 'Parent'],
      [0, 1, 2, 3],
    ],
    [
      ['id', 'STATEMENT', 'number', 'broader'],
      [0, 1, 2, 3],
    ],
  ])('knows %o', (headers, [identifier, statement, code, parent]) => {
    expect(guessMapping(headers)).toMatchObject({ identifier, statement, code, parent })
  })
})

describe('readSpreadsheet', () => {
  it('names a bad row by line, column and reason, also after cells with line breaks', () => {
    const found = read('Code,Statement,Type\n1,"Two\nlines",skill\n2,,skill\n3,Fine,magic\n')
    expect(found.competencies.map(({ codedNotation }) => codedNotation)).toEqual(['1', '3'])
    expect(found.problems).toEqual([
      { severity: 'error', reason: 'statement_missing', line: 4, column: 'Statement' },
      { severity: 'warning', reason: 'type_unknown', line: 5, column: 'Type', detail: 'magic' },
    ])
  })

  it('builds the tree from parents named by code or identifier and names what is wrong', () => {
    const found = read(
      'Identifier;Code;Parent;Statement\nA;1;;Top\nB;1.1;1;Child\nC;1.2;A;Child too\nD;;Z;Lost\nE;9;9;Own parent\nA;8;;Twice',
    )
    expect(comparableTree(found).links).toEqual(['Child < Top', 'Child too < Top'])
    expect(found.problems.map(({ reason, line }) => [reason, line])).toEqual([
      ['parent_missing', 5],
      ['parent_itself', 6],
      ['identifier_repeated', 7],
    ])
  })

  it('leaves a circle of parents out', () => {
    const found = read('Code,Parent,Statement\n1,2,One\n2,1,Two\n')
    expect(found.associations).toHaveLength(1)
    expect(found.problems).toMatchObject([{ reason: 'cycle', severity: 'error' }])
  })

  it('names a row that is too long', () => {
    expect(read(`Statement\n${'x'.repeat(10_001)}\n`).problems[0]).toMatchObject({
      reason: 'text_too_long',
      line: 2,
    })
  })

  it.each<[string, string, RefusalKey, RefusalValues?]>([
    ['that is too wide', `${'a,'.repeat(200)}Statement\n`, 'tables.mostColumns'],
    ['that is too tall', `Statement\n${'x\n'.repeat(100_001)}`, 'tables.mostRows'],
    ['without a column of statements', 'One,Two\n1,2\n', 'tables.noStatement'],
  ])('refuses a table %s', (_, text, key, values) => {
    expect(() => read(text)).toThrow(refusal(key, values))
  })

  it('reads its own template', () => {
    const row = (label: string) => ({ label, statement: `Does ${label}` })
    const words = { parent: row('A'), skill: row('B'), task: row('C'), keywords: 'd; e' }
    const found = read(templateCsv(words))
    expect(found.problems).toEqual([])
    expect(comparableTree(found).links).toHaveLength(2)
  })

  it('gives a table again after export and import', () => {
    const found = read(
      'Identifier,Code,Parent,Statement,Notes,Keywords,Order\nA,1,,=cmd|x,"- a\nb",k; l,2\nB,1.1,A,+1 hour <b>x</b>,,,1\n',
    )
    const back = read(writeSpreadsheet(found, { bom: true }))
    expect(comparableTree(back)).toEqual(comparableTree(found))
    expect(back.competencies[0]).toMatchObject({
      identifiers: found.competencies[0]?.identifiers,
      notes: { en: ['- a\nb'] },
      keywords: { en: ['k', 'l'] },
    })
  })
})

describe.skipIf(!hasSharedData)('tables, real files (skipped without ../shared/data)', () => {
  it.each([
    ['sample_case.csv', 10, 7],
    ['children.csv', 4, 0],
  ])('reads %s: %i competencies, %i of them under another', (name, count, links) => {
    const file = openFrameworkFile(sharedFile(`case/spreadsheet/${name}`))
    const found = readFrameworkFile({ ...file, head: { name } })
    expect(file.format).toBe('csv')
    expect(found.competencies).toHaveLength(count)
    expect(comparableTree(found).links).toHaveLength(links)
    expect(found.competencies.every(({ statement }) => pickText(statement) !== '')).toBe(true)
  })

  it('says that a workbook is to be saved as CSV', () => {
    const workbook = sharedFile('case/spreadsheet/spreadsheet_import_sample.xlsx')
    expect(() => openFrameworkFile(workbook)).toThrow(refusal('files.workbook'))
  })
})
