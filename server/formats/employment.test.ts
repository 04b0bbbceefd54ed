import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { SECTORS } from '@/server/domain/industries'
import { refusal } from '@/server/testing/refusal'
import { parseEmployment, writeEmployment } from './employment'
import { placeColumns, placesOfFields } from './employment-columns'

const head = 'region,sector,employment,year,source'
const problemsOf = (...lines: string[]) =>
  parseEmployment([head, ...lines].join('\n')).problems.map(({ line, reason, column, detail }) =>
    `${line} ${column} ${reason} ${detail}`.trim(),
  )

describe('a file of employment', () => {
  it('is read with its columns in any order, thousands apart, and jobs kept back as unknown', () => {
    const text =
      'Sector;Employment;Region;Note\n31-33;"61,200";lakes;x\n44–45;N;lakes;\n22;;lakes;\n'
    expect(parseEmployment(text)).toMatchObject({
      problems: [],
      remarks: [{ reason: 'columns_unused', detail: 'Note' }],
      rows: [
        ['31-33', 61200, 2],
        ['44-45', null, 3],
        ['22', null, 4],
      ].map(([sector, employment, line]) => ({
        ...{ line, sector, employment },
        ...{ region: 'lakes', year: null, source: null },
      })),
    })
  })

  it.each([
    ['a missing region', [',31-33,5,2023,'], ['2 region region_missing']],
    ['a part of a sector', ['a,31,5,2023,'], ['2 sector sector_part 31']],
    ['a finer industry', ['a,3327,5,2023,'], ['2 sector sector_part 3327']],
    ['a total', ['a,10,5,2023,'], ['2 sector sector_unknown 10']],
    ['a fraction', ['a,22,5.5,2023,'], ['2 employment employment_unreadable 5.5']],
    ['a negative number', ['a,22,-5,2023,'], ['2 employment employment_unreadable -5']],
    [
      'a number without end',
      ['a,22,99999999999,,'],
      ['2 employment employment_unreadable 99999999999'],
    ],
    ['a strange year', ['a,22,5,23,'], ['2 year year_unreadable 23']],
    ['a sector twice', ['a,22,5,2023,s', 'a,22,6,2023,s'], ['3 sector sector_repeated 2']],
    ['two years', ['a,22,5,2023,s', 'a,23,6,2022,s'], ['3 year year_differs 2']],
    ['two sources', ['a,22,5,2023,s', 'a,23,6,2023,t'], ['3 source source_differs 2']],
    ['a region without a number', ['a,22,N,,', 'a,23,,,'], ['2 employment nothing_known a']],
    ['a short line', ['a,22', 'a,23,6,,'], ['2 region cells_missing a']],
    ['a long source', [`a,22,5,,${'s'.repeat(201)}`], [`2 source source_long ${'s'.repeat(80)}`]],
    ['nothing but headings', [], ['1  nothing_inside']],
  ])('names %s by its line', (_name, lines, expected) => {
    expect(problemsOf(...lines)).toEqual(expected)
  })

  it('names every column that is missing', () => {
    expect(parseEmployment('region,people\na,5').problems.map(({ column }) => column)).toEqual([
      'sector',
      'employment',
    ])
  })

  it('names every bad line, not the first alone', () => {
    expect(problemsOf('a,22,many,2023,', 'a,99,5,2023,', 'a,23,5,2023,')).toHaveLength(2)
  })

  it('whose quote is not closed is read as it stands, and the cell is named', () => {
    expect(problemsOf('a,22,"5,,', 'a,23,6,,')).toEqual(['2 employment employment_unreadable "5'])
  })

  it('reads back equal to what was written', () => {
    const region = fc.record({
      region: fc.stringMatching(/^[a-z][a-z0-9-]{2,20}$/),
      year: fc.option(fc.integer({ min: 1950, max: 2099 })),
      source: fc.option(fc.stringMatching(/^[=+@'A-Za-z0-9][ -~]{0,40}[A-Za-z0-9]$/)),
      sectors: fc.uniqueArray(
        fc.record({
          sector: fc.constantFrom(...SECTORS),
          employment: fc.option(fc.integer({ min: 1, max: 1_000_000 })),
        }),
        { minLength: 1, selector: ({ sector }) => sector },
      ),
    })
    fc.assert(
      fc.property(region, ({ sectors, ...of }) => {
        const rows = [{ sector: '55' as const, employment: 1 }, ...sectors]
          .filter(({ sector }, at) => at === 0 || sector !== '55')
          .map((row) => ({ ...of, ...row }))
        const { rows: read, problems } = parseEmployment(writeEmployment(rows))
        expect(problems).toEqual([])
        expect(read.map(({ line: _, ...row }) => row)).toEqual(rows)
      }),
    )
  })
})

describe('columns of employment', () => {
  it.each([
    ['fipstate,fipscty,naics,emp', 'state,county,sector,employment'],
    ['State,County,NAICS,Jobs', 'state,county,sector,employment'],
    ['State,NAICS,Jobs,Wages', 'region,sector,employment,'],
    ['area_fips,own_code,industry_code', 'region,owner,sector'],
  ])('stand above their headings, and say the same again: %s', (headings, fields) => {
    const headers = headings.split(',')
    const { table } = parseEmployment(headings)
    expect(table.fields.join()).toBe(fields)
    expect(placesOfFields(headers, table.fields)).toEqual(placeColumns(headers))
  })

  it('are what somebody has said, a county or a state alone being the region', () => {
    const headers = ['region', 'place', 'sector']
    expect(placesOfFields(headers, ['', 'county', 'sector'])).toEqual({
      ...{ county: 1, region: 1, sector: 2 },
    })
    expect(() => placesOfFields(headers, ['sector', '', 'sector'])).toThrow(
      refusal('tables.columnTwice', { first: 1, second: 3 }),
    )
  })

  it('of a sheet may end before the headings do', () => {
    const rows = [
      { line: 1, cells: ['region', 'sector', 'employment', 'source'] },
      { line: 2, cells: ['a', '22', '5'] },
    ]
    expect(parseEmployment(rows).problems).toEqual([])
    const text = rows.map(({ cells }) => cells.join()).join('\n')
    expect(parseEmployment(text).problems).toMatchObject([{ reason: 'cells_missing' }])
  })
})

test('a column that is missing is named at the row of the headings, below a title too', () => {
  const { problems } = parseEmployment('Jobs in 2025\nWhere,What,Year\nus-39093,62,2025\n')
  expect(problems.map(({ line, reason, column }) => [line, reason, column])).toEqual([
    [2, 'column_missing', 'region'],
    [2, 'column_missing', 'sector'],
    [2, 'column_missing', 'employment'],
  ])
})
