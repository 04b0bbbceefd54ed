import { describe, expect, it } from 'vitest'
import { treeLinksOf } from '@/server/domain/catalogue/framework-checks'
import { forestOf } from '@/server/domain/catalogue/framework-tree'
import type { RefusalKey, RefusalValues } from '@/server/domain/errors'
import { pickText } from '@/server/domain/language-map'
import { comparableTree } from '@/server/testing/framework-comparison'
import { refusal } from '@/server/testing/refusal'
import { hasSharedData, sharedFile } from '@/server/testing/shared-data'
import { openFrameworkFile, readFrameworkFile } from './framework-file'
import { guessMapping } from './guess-columns'
import { isSheetHeading } from './sheet-headings'
import { frameworkRowOf, readSpreadsheet } from './spreadsheet'
import { writeSpreadsheet } from './spreadsheet-export'
import { templateCsv } from './spreadsheet-template'
import { readTable } from './table'

const tableOf = (text: string) => readTable(text, { knows: isSheetHeading })
const read = (text: string) => {
  const table = tableOf(text)
  return readSpreadsheet(table, guessMapping(table), { name: 'F', language: 'en' })
}

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
    expect(guessMapping({ headers, rows: [] })).toMatchObject({
      identifier,
      statement,
      code,
      parent,
    })
  })
})

describe('readSpreadsheet', () => {
  it('names a bad row by line, column and reason, also after cells with line breaks', () => {
    const found = read('Code,Statement,Type\n1,"Two\nlines",skill\n2,,skill\n3,Fine,magic\n')
    expect(found.competencies.map(({ codedNotation }) => codedNotation)).toEqual(['1', '3'])
    expect(found.problems).toEqual([
      {
        ...{ severity: 'error', reason: 'statement_missing', line: 4, column: 'Statement' },
        cells: ['2', '', 'skill'],
      },
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

  it('finds a parent by its title too, the one above where several have it', () => {
    const found = read(
      'Title,Statement,Parent\nMeasurement,Measures parts,\nTools,Keeps tools,\nMicrometer,Reads a micrometer, measurement \nTools,Keeps gauges,\nGauge,Reads a gauge,Tools\n',
    )
    expect(comparableTree(found).links).toEqual([
      'Reads a gauge < Keeps gauges',
      'Reads a micrometer < Measures parts',
    ])
    expect(found.problems).toEqual([])
  })

  it('has siblings in the order of their rows, or in that of a column', () => {
    const order = (text: string) =>
      forestOf(read(text).competencies, treeLinksOf(read(text).associations)).map(
        ({ item, children }) => [item.codedNotation, ...children.map((c) => c.item.codedNotation)],
      )
    expect(order('Code,Statement,Parent\nR,Root,\nB,Bravo,R\nA,Alpha,R\n')).toEqual([
      ['R', 'B', 'A'],
    ])
    expect(
      order('Code,Statement,Parent,Order\nR,Root,,2\nB,Bravo,R,2\nA,Alpha,R,1\nQ,Other,,1\n'),
    ).toEqual([['Q'], ['R', 'A', 'B']])
  })

  it.each([
    ['each row', 'Safety,PPE,Gloves\nSafety,PPE,Mask\nSafety,,Exits\nRepair,PPE,Boots\n'],
    ['the first row of each', 'Safety,PPE,Gloves\n,,Mask\nSafety,,Exits\nRepair,PPE,Boots\n'],
    [
      'rows of their own',
      'Safety,,\n,PPE,\n,,Gloves\n,,Mask\nSafety,,Exits\nRepair,PPE,\n,,Boots\n',
    ],
  ])('makes a tree of columns said in %s', (_, rows) => {
    const found = read(`Category,Subcategory,Competency\n${rows}`)
    expect(comparableTree(found).links).toEqual([
      'Boots < PPE',
      'Exits < Safety',
      'Gloves < PPE',
      'Mask < PPE',
      'PPE < Repair',
      'PPE < Safety',
    ])
    expect(found.problems).toEqual([])
  })

  it('gives the row that is itself a group its code, and keeps duty, task and step apart', () => {
    const found = read(
      'Code,Duty,Task,Step\nA,Safety,,\nA1,,Wears PPE,\nA1a,,,Puts on gloves\nA1b,,,Puts on a mask\nA2,,Marks exits,\n',
    )
    expect(found.competencies.map(({ codedNotation }) => codedNotation)).toEqual([
      ...['A', 'A1', 'A1a', 'A1b', 'A2'],
    ])
    expect(comparableTree(found).links).toEqual([
      'Marks exits < Safety',
      'Puts on a mask < Wears PPE',
      'Puts on gloves < Wears PPE',
      'Wears PPE < Safety',
    ])
  })

  it('takes the short label where the statement is blank', () => {
    const found = read(
      'name,description,type\nPPE,,Skill\nLockout,Locks out a machine,Skill\n,,Skill\n',
    )
    expect(found.competencies.map(({ statement, label }) => [statement.en, label.en])).toEqual([
      ['PPE', undefined],
      ['Locks out a machine', 'Lockout'],
    ])
    expect(found.problems).toMatchObject([{ reason: 'statement_missing', line: 4 }])
  })

  it('reads a text in each language that has a column, and in that its heading says', () => {
    const found = read(
      'Statement (es),Statement_en,Title,Language\nCorta,Cuts,Cut,\n,Bends,Bend,\nMide,,Medir,es-MX\n',
    )
    expect(found.problems).toEqual([])
    expect(found.competencies.map(({ statement, label }) => [statement, label])).toEqual([
      [{ en: 'Cuts', es: 'Corta' }, { en: 'Cut' }],
      [{ en: 'Bends' }, { en: 'Bend' }],
      [{ es: 'Mide' }, { 'es-MX': 'Medir' }],
    ])
  })

  it('takes what says the same twice for one competency under both parents', () => {
    const found = read(
      'ID,Work Role,Statement,Team\nT1,Analyst,Reads logs,a\nT2,Analyst,Writes rules,a\nT1,Engineer,Reads logs,b\n',
    )
    expect(found.problems).toEqual([])
    expect(comparableTree(found).links).toEqual([
      'Reads logs < Analyst',
      'Reads logs < Engineer',
      'Writes rules < Analyst',
    ])
    const coded = read('Code,Role,Task\n1,A,Reads logs\n2,A,Writes rules\n1,B,Reads logs\n')
    expect(coded.problems).toEqual([])
    expect(coded.competencies).toHaveLength(4)
    expect(coded.associations).toHaveLength(3)
  })

  it('knows kinds by letter and statement, and says a word that is none once', () => {
    const found = read(
      'Statement,Type\na,K\nb,Skill statement(s)\nc,Tarea\nd,Domain\ne,Domain\nf,Abilities\ng,Knowledge (K)\n',
    )
    expect(found.competencies.map(({ type }) => type)).toEqual([
      ...['knowledge', 'skill', 'task', null, null, 'ability', 'knowledge'],
    ])
    expect(found.problems).toMatchObject([{ reason: 'type_unknown', line: 5, detail: 'Domain' }])
  })

  it('keeps commas nobody quoted in the last column, and names a row that is too long', () => {
    const found = read('Code,Statement\n1,Measures parts, records results,,\n')
    expect(found.competencies[0]?.statement.en).toBe('Measures parts, records results')
    expect(found.problems).toEqual([{ severity: 'warning', reason: 'cells_joined', line: 2 }])
    expect(read('Statement,Code\nCuts,1,2,\n').problems).toMatchObject([
      { reason: 'cells_differ', line: 2, detail: '3 > 2' },
    ])
  })

  it('takes name, words and identifier from the row that is the framework', () => {
    const text =
      'Parent ID number,ID number,Short name,Description,Is framework\n,F1,Welding,About it,1\n,W1,Prepare,,\nW1,W2,Bevel,<p>Bevels</p>,\n'
    const table = tableOf(text)
    const mapping = guessMapping(table)
    expect(frameworkRowOf(table, mapping)).toEqual({ name: 'Welding' })
    const { framework, competencies, associations } = readSpreadsheet(table, mapping, {
      name: 'Mine',
      language: 'en',
    })
    expect(framework).toMatchObject({
      name: { en: 'Mine' },
      description: { en: 'About it' },
      identifiers: [{ scheme: 'row_id', value: 'F1' }],
    })
    expect(competencies.map(({ statement }) => statement.en)).toEqual(['Prepare', '<p>Bevels</p>'])
    expect(associations).toHaveLength(1)
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
    const file = sharedFile(`case/spreadsheet/${name}`)
    const { format } = openFrameworkFile(file)
    const found = readFrameworkFile(file, { format, head: { name } })
    expect(format).toBe('csv')
    expect(found.competencies).toHaveLength(count)
    expect(comparableTree(found).links).toHaveLength(links)
    expect(found.competencies.every(({ statement }) => pickText(statement) !== '')).toBe(true)
  })
})
