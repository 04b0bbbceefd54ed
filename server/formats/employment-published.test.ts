import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasSharedData, sharedFile } from '@/server/testing/shared-data'
import { decodeText } from './decode-text'
import { parseEmployment } from './employment'

const read = (...lines: string[]) => parseEmployment(lines.join('\n'))
const jobsOf = (found: ReturnType<typeof read>) =>
  found.rows.map(({ region, sector, employment }) => `${region} ${sector} ${employment}`)
const remarksOf = (found: ReturnType<typeof read>) =>
  found.remarks.map(({ reason, detail }) => `${reason} ${detail}`.trim())
const reasonsOf = (found: ReturnType<typeof read>) =>
  found.problems.map(({ line, column, reason }) => `${line} ${column} ${reason}`.trim())

describe('a figure of employment', () => {
  const figure = (cell: string) => {
    const { rows, problems, remarks } = read(
      'region,sector,employment',
      'lakes,23,7',
      `lakes,22,"${cell}"`,
    )
    const marked = remarks.some(({ reason }) => reason === 'figures_marked')
    if (problems.length > 0) return problems[0]?.reason
    return marked ? `marked ${rows[1]?.employment}` : rows[1]?.employment
  }

  it.each([
    ...['9150', '9150.0', '9150.00', '9,150', '9,150.0', '9 150', '9\u00A0150', '9\u202F150'],
    ...[
      ' 9150 ',
      "9'150",
      '9.150,0',
      '9150,0',
      '９１５０',
      '9150(p)',
      '9150 (r)',
      '9150p',
      '9,150 e',
    ],
  ])('%s is 9150', (cell) => {
    expect(figure(cell)).toBe(9150)
  })

  it.each([
    ...[
      '',
      'D',
      '(D)',
      '*',
      '**',
      '***',
      'N',
      'n',
      'S',
      '(S)',
      'X',
      '(X)',
      '#',
      '-',
      '–',
      'ND',
      'nd',
    ],
    ...[
      'N/A',
      'n.d.',
      '[D]',
      '…',
      '<10',
      '< 5',
      'less than 10',
      'Not disclosed',
      '100-249',
      '10,000+',
    ],
    ...['Suppressed', 'No disponible', 'Confidencial', '(*)'],
  ])('%s is not published', (cell) => {
    expect(figure(cell)).toBeNull()
  })

  it.each(['9150*', '9,150 *', '9150(D)', '9150 (1)', '*9150', '9150†', '9150²', '9150 b'])(
    '%s counts as not published and is named, since only the notes of its source know the mark',
    (cell) => {
      expect(figure(cell)).toBe('marked null')
    },
  )

  it.each([
    ...[
      '9150.5',
      '9.150',
      '-5',
      'many',
      '9,15',
      '9150,000',
      '9k',
      '1e4',
      '9150 jobs',
      '99999999999',
    ],
  ])('%s is no number of jobs', (cell) => {
    expect(figure(cell)).toBe('employment_unreadable')
  })

  it('is never another number than its digits', () => {
    const apart = fc.constantFrom(',', ' ', '\u00A0', '\u202F', "'")
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), apart, (jobs, sign) => {
        const cell = String(jobs).replaceAll(/\B(?=(?:\d{3})+$)/g, sign)
        expect(figure(cell)).toBe(jobs)
        expect(figure(`${cell}.0`)).toBe(jobs)
        expect(figure(`${cell}*`)).toBe('marked null')
      }),
    )
  })
})

describe('QCEW as downloaded', () => {
  const quarterly =
    'area_fips,own_code,industry_code,agglvl_code,size_code,year,qtr,disclosure_code'
  const heads = `${quarterly},qtrly_estabs,month1_emplvl,month2_emplvl,month3_emplvl,total_qtrly_wages`
  const line = (...[area, owner, industry, level, jobs, flag = '', time = '2025,1']: string[]) =>
    `"${area}","${owner}","${industry}","${level}","0",${time},"${flag}",5,1,2,${jobs},9`

  it('gives the jobs of the third month', () => {
    const found = read(heads, line('39093', '5', '31-33', '74', '9150'))
    expect(found.problems).toEqual([])
    expect(found.rows).toEqual([
      {
        ...{ line: 2, region: '39093', sector: '31-33', employment: 9150 },
        ...{ year: 2025, source: 'QCEW' },
      },
    ])
    expect(remarksOf(found)).toEqual([
      'columns_unused qtrly_estabs, month1_emplvl, month2_emplvl, total_qtrly_wages',
    ])
  })

  it('gives the average of a year', () => {
    const found = read(
      `${quarterly},annual_avg_estabs,annual_avg_emplvl`,
      '39000,5,23,54,0,2024,A,,7,1200',
    )
    expect(found.rows).toMatchObject([{ region: '39', employment: 1200, year: 2024 }])
  })

  it('takes a figure that must not be disclosed for none, whatever number stands there', () => {
    const found = read(
      heads,
      line('39093', '5', '31-33', '74', '9150'),
      line('39093', '5', '22', '74', '0', 'N'),
      line('39093', '5', '21', '74', '44', 'N'),
    )
    expect(jobsOf(found)).toEqual(['39093 31-33 9150', '39093 22 null', '39093 21 null'])
  })

  it('adds up the owners, unless one of them is not published', () => {
    const found = read(
      heads,
      line('39093', '5', '61', '74', '100'),
      line('39093', '3', '61', '74', '40'),
      line('39093', '2', '61', '74', '2'),
      line('39093', '5', '62', '74', '500'),
      line('39093', '1', '62', '74', '0', 'N'),
    )
    expect(jobsOf(found)).toEqual(['39093 61 142', '39093 62 null'])
    expect(remarksOf(found)).toContain('owners_added')
  })

  it.each([
    ['of all owners', ['0', '5', '1'], '39093 61 1'],
    ['of every government', ['5', '8', '1', '2', '3'], '39093 61 3'],
    ['of all insured by states', ['9', '5', '3', '1'], '39093 61 9'],
  ])('counts none twice where there is a line %s', (_name, owners, expected) => {
    const lines = owners.map((owner, at) => line('39093', owner, '61', '74', String(2 ** at)))
    expect(jobsOf(read(heads, ...lines))).toEqual([expected])
  })

  it('takes whole sectors of counties, states and the nation, and counts the other lines', () => {
    const found = read(
      heads,
      line('US000', '5', '31-33', '14', '12000000'),
      line('39000', '5', '31-33', '54', '600000'),
      line('39093', '0', '10', '70', '90000'),
      line('39093', '5', '101', '73', '9200'),
      line('39093', '5', '332', '75', '4000'),
      line('39093', '5', '3327', '76', '900'),
      line('39093', '5', '99', '74', '3'),
      line('C1746', '5', '31-33', '44', '100'),
      line('39999', '5', '31-33', '74', '8'),
      line('39093', '5', '31-33', '74', '9150'),
    )
    expect(found.problems).toEqual([])
    expect(jobsOf(found)).toEqual(['us 31-33 12000000', '39 31-33 600000', '39093 31-33 9150'])
    expect(remarksOf(found)).toContain('lines_not_sectors 7')
  })

  it('takes the latest quarter of each region', () => {
    const found = read(
      heads,
      line('39093', '5', '31-33', '74', '1', '', '2024,4'),
      line('39093', '5', '31-33', '74', '2', '', '2025,1'),
      line('39093', '5', '31-33', '74', '3', '', '2025,2'),
      line('39093', '5', '23', '74', '4', '', '2025,2'),
    )
    expect(jobsOf(found)).toEqual(['39093 31-33 3', '39093 23 4'])
    expect(remarksOf(found)).toContain('lines_earlier 2')
  })

  it('leaves out regions without a figure, unless it is all there is', () => {
    const [known, silent] = [
      line('39093', '5', '31-33', '74', '9150'),
      line('39001', '5', '31-33', '74', '0', 'N'),
    ]
    expect(remarksOf(read(heads, known, silent))).toContain('regions_without_figure 1')
    expect(reasonsOf(read(heads, silent))).toEqual(['2 employment nothing_known'])
  })

  it('says so when nothing in it is a whole sector', () => {
    const { problems } = read(heads, line('39093', '0', '10', '70', '9150'))
    expect(problems).toMatchObject([{ line: 1, reason: 'no_sectors' }])
  })

  it('is read by the headings of its spreadsheets', () => {
    const found = read(
      'Area Code;St;Cnty;Own;NAICS;Year;Qtr;Area Type;St Name;Area;Ownership;Industry;Status Code;January Employment;March Employment',
      '39093;39;093;5;31-33;2025;1;County;Ohio;Lorain County, Ohio;Private;31-33 Manufacturing;;1;9150',
    )
    expect(jobsOf(found)).toEqual(['39093 31-33 9150'])
  })
})

describe('County Business Patterns', () => {
  it('is read as downloaded', () => {
    const found = read(
      'fipstate,fipscty,naics,emp_nf,emp,qp1_nf,qp1,est',
      '"39","093","------","G",90000,"G",1,1',
      '"39","093","31----","H",9150,"G",1,1',
      '"39","093","332///","G",4000,"G",1,1',
      '39,93,"44----",D,0,G,1,1',
      '1,3,23----,S,0,G,1,1',
      '1,3,62----,,70,G,1,1',
      '39,999,62----,G,70,G,1,1',
    )
    expect(found.problems).toEqual([])
    expect(jobsOf(found)).toEqual([
      ...['39093 31-33 9150', '39093 44-45 null', '01003 23 null', '01003 62 70'],
    ])
    expect(remarksOf(found)).toContain('lines_not_sectors 3')
    expect(found.rows[0]?.source).toBe('County Business Patterns')
  })

  it('takes a flag of a range of its earlier years for not published', () => {
    const found = read(
      'fipstate,fipscty,naics,empflag,emp',
      '39,093,31----,,9150',
      '39,093,23----,G,0',
    )
    expect(jobsOf(found)).toEqual(['39093 31-33 9150', '39093 23 null'])
  })

  it.each([
    [
      'its table',
      'NAICS2017,EMP,YEAR,GEO_ID\n31-33,9150,2021,0500000US39093\n00,90000,2021,0500000US39093',
    ],
    [
      'its table with codes',
      'NAICS2017,EMP,YEAR,state,county\n31-33,9150,2021,39,093\n00,90000,2021,39,093',
    ],
    [
      'its answer',
      '[["NAICS2017","EMP","YEAR","state","county"],\n["31-33","9150","2021","39","093"],["00",90000,"2021","39","093"]]',
    ],
    [
      'the site’s table',
      'Geographic identifier code (GEO_ID),Geographic Area Name (NAME),2017 NAICS code (NAICS2017),Employment size (EMPSZES),Year (YEAR),Number of employees (EMP)\n0500000US39093,"Lorain County, Ohio",31-33,001,2021,"9,150"\n0500000US39093,"Lorain County, Ohio",31-33,212,2021,4',
    ],
    [
      'the site’s table with a line that explains',
      'GEO_ID,NAME,NAICS2017,YEAR,EMP\nGeographic identifier code,Geographic Area Name,NAICS code,Year,Number of employees\n0500000US39093,"Lorain County, Ohio",31-33,2021,9150',
    ],
  ])('of the API is read from %s', (_name, text) => {
    const found = parseEmployment(text)
    expect(found.problems).toEqual([])
    expect(jobsOf(found)).toEqual(['39093 31-33 9150'])
    expect(found.rows[0]?.year).toBe(2021)
  })
})

describe('a state agency’s table', () => {
  it.each([
    ['County FIPS,NAICS,Jobs', '39093,31-33,9150', '39093'],
    ['FIPS,Industry Code,Employees', '39093.0,31-33,9150', '39093'],
    ['fips,naics code,avg employment', '1003,31-33,9150', '01003'],
    ['FIPS,naics,emp', '"=""01003""",31-33,9150', '01003'],
    ['State,NAICS Sector,Total Employment', '1,31-33,9150', '01'],
    ['Area,Industry,Employment', 'Lorain County,31-33 Manufacturing,9150', 'Lorain County'],
    ['County,Industry,Jobs', 'Lorain,Manufacturing (31-33),9150', 'Lorain'],
    ['COUNTY,Sector Name,JOBS', 'Lorain,NAICS 31-33 Manufacturing,9150', 'Lorain'],
    ['State,County,Industry,Jobs', 'OH,Lorain,Manufacturing,9150', 'Lorain, OH'],
    ['Region,Industry Title,Jobs', 'lakes,31 to 33,9150', 'lakes'],
    ['FIPS County Code,NAICS Code,Average Monthly Employment', '39093,31-33,9150', '39093'],
    ['Workforce Area,Industry,No. of Employees', 'lakes,31-33,9150', 'lakes'],
    ['Código condado,Código sector,Personal ocupado', '39093,31-33,9150', '39093'],
    ['Condado,Sector,Empleo', 'Lorain,31–33,9150', 'Lorain'],
    ['Región,Industria,Número de empleos', 'lakes,Manufactura,9150', 'lakes'],
    ['Código FIPS,Código NAICS,Empleados,Año', '39093,31-33,9150,2024', '39093'],
    ['ÁREA;Actividad económica;Puestos de trabajo', 'lakes;31-33;9150', 'lakes'],
  ])('under %s', (heads, line, region) => {
    const found = read(heads, line)
    expect(found.problems).toEqual([])
    expect(found.remarks).toEqual([])
    expect(jobsOf(found)).toEqual([`${region} 31-33 9150`])
  })

  it('says what is missing, what is there, and what is not used', () => {
    const found = read('Place,NAICS,Jobs,Wages', 'x,31-33,5,6')
    expect(found.problems).toEqual([
      { line: 1, reason: 'column_missing', column: 'region', detail: 'Place, NAICS, Jobs, Wages' },
    ])
    expect(remarksOf(read('Area,NAICS,Jobs,Wages', 'x,31-33,5,6'))).toEqual([
      'columns_unused Wages',
    ])
  })

  it('names a part of a sector, which must not be lost among what is left out', () => {
    expect(reasonsOf(read('Area,NAICS,Jobs', 'x,31,5', 'x,Total,9'))).toEqual([
      '2 sector sector_part',
    ])
  })

  it('names a sector that stands twice', () => {
    expect(reasonsOf(read('Area,NAICS,Jobs', 'x,23,5', 'x,23,6'))).toEqual([
      '3 sector sector_repeated',
    ])
    expect(reasonsOf(read('Area,NAICS,Own,Jobs', 'x,23,5,5', 'x,23,5,6'))).toEqual([
      '3 sector sector_repeated',
    ])
  })
})

describe.skipIf(!hasSharedData)('real files (skipped without ../shared/data)', () => {
  const readFile = (name: string) =>
    parseEmployment(decodeText(sharedFile(`real-use/${name}`)).text)

  it('with decimals and marks are read', () => {
    const found = readFile('47-employment-suppression-and-decimals.csv')
    expect(found.problems).toEqual([])
    expect(jobsOf(found)).toEqual(['Lorain 31-33 9150', 'Lorain 44-45 null', 'Lorain 48-49 null'])
    expect(remarksOf(found)).toEqual(['figures_marked 4'])
  })

  it('of QCEW are read', () => {
    const found = readFile('48-qcew-as-downloaded.csv')
    expect(found.problems).toEqual([])
    expect(jobsOf(found)).toEqual(['39093 31-33 9150'])
  })
})
