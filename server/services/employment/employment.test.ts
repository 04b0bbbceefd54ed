import { expect, test } from 'vitest'
import { parseEmployment } from '@/server/formats/employment'
import type { OrgContext } from '@/server/services/context'
import { systemContext } from '@/server/services/context'
import { listRegions } from '@/server/services/regions/list-regions'
import { saveRegion } from '@/server/services/regions/save-region'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makeWorkbook, textRows } from '@/server/testing/make-workbook'
import {
  makeUser,
  operatorContext,
  orgContext,
  userContext,
} from '@/server/testing/organizations-factory'
import { refusal } from '@/server/testing/refusal'
import { chooseEmploymentSheet } from './choose-employment-sheet'
import { countEmployment } from './count-employment'
import { discardEmployment } from './discard-employment'
import { exportEmployment } from './export-employment'
import { forgetEmploymentColumns } from './forget-employment-columns'
import { listEmploymentProblems } from './list-employment-problems'
import { mapEmployment } from './map-employment'
import { readEmployment } from './read-employment'
import { removeEmployment } from './remove-employment'
import { storeEmployment } from './store-employment'
import { uploadEmployment } from './upload-employment'

const partnership = (verification: 'V1' | 'V2' = 'V2') =>
  orgContext({ kind: 'partnership', verification })

async function makeRegion(ctx: OrgContext): Promise<{ id: string; slug: string }> {
  const { id } = await saveRegion(ctx, { id: null, name: 'The Lakes' })
  const region = (await listRegions(ctx)).find((each) => each.id === id)
  return { id, slug: region?.slug ?? '' }
}

function file(...lines: string[]) {
  const text = ['region,sector,employment,year,source', ...lines].join('\n')
  return { fileName: 'jobs.csv', bytes: new TextEncoder().encode(text) }
}

function csv(...lines: string[]) {
  return { fileName: 'jobs.csv', bytes: new TextEncoder().encode(lines.join('\n')) }
}

/** Jobs below three lines of titles, between notes and the jobs of the year before. */
function workbook(region: string) {
  const headings = ['Region', 'NAICS sector', 'Employment', 'Year', 'Source']
  const jobs = [['Jobs by sector'], ['', 'made in March'], ['as published'], headings]
  const before = [headings, [region, '22', '7', '2024', 'QCEW']]
  return {
    fileName: 'jobs.xlsx',
    bytes: makeWorkbook({
      sheets: [
        { name: 'Notes', rows: textRows([['Ask the board'], ['Year of the counts', '2025']]) },
        {
          name: 'Jobs',
          rows: textRows([
            ...jobs,
            [region, '31-33', '300', '2025', 'QCEW'],
            [region, '22', '10', '2025', 'QCEW'],
          ]),
        },
        { name: 'Last year', rows: textRows(before) },
      ],
    }),
  }
}

async function load(ctx: OrgContext, ...lines: string[]) {
  return storeEmployment(ctx, await uploadEmployment(ctx, file(...lines)))
}

describeOnBothEngines('employment by sector', () => {
  test('is previewed, stored and shown with the share of what is known', async () => {
    const ctx = await partnership()
    const { slug } = await makeRegion(ctx)
    const { id } = await uploadEmployment(
      ctx,
      file(`${slug},31-33,300,2025,QCEW`, `${slug},48-49,100,2025,QCEW`, `${slug},22,N,2025,QCEW`),
    )
    const before = await readEmployment(ctx)
    expect(before.stored).toEqual([])
    expect(before.waiting).toMatchObject({
      fileName: 'jobs.csv',
      problems: [],
      regions: [{ region: { slug }, known: 400, replaces: false, year: 2025, source: 'QCEW' }],
    })
    expect(await storeEmployment(ctx, { id })).toEqual({ regions: 1 })
    const { waiting, stored } = await readEmployment(ctx)
    expect(waiting).toBeNull()
    expect(parseEmployment(await exportEmployment(ctx)).rows).toMatchObject([
      { region: slug, sector: '22', employment: null, year: 2025, source: 'QCEW' },
      { region: slug, sector: '31-33', employment: 300 },
      { region: slug, sector: '48-49', employment: 100 },
    ])
    expect(stored[0]?.sectors).toEqual([
      { sector: '22', employment: null, share: null },
      { sector: '31-33', employment: 300, share: 0.75 },
      { sector: '48-49', employment: 100, share: 0.25 },
    ])
    await expect(storeEmployment(ctx, { id })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('a region’s employment is replaced as a whole, and another region’s stays', async () => {
    const ctx = await partnership()
    const [first, second] = [await makeRegion(ctx), await makeRegion(ctx)]
    await load(ctx, `${first.slug},31-33,300,,`, `${first.slug},22,5,,`, `${second.slug},11,7,,`)
    await load(ctx, `${first.slug},23,50,,`)
    const { stored } = await readEmployment(ctx)
    const sectorsOf = (id: string) =>
      stored.find(({ region }) => region.id === id)?.sectors.map(({ sector }) => sector)
    expect(sectorsOf(first.id)).toEqual(['23'])
    expect(sectorsOf(second.id)).toEqual(['11'])
  })

  test('a bad line refuses the whole file and names itself', async () => {
    const ctx = await partnership()
    const { slug } = await makeRegion(ctx)
    await load(ctx, `${slug},31-33,300,,`)
    const { id } = await uploadEmployment(
      ctx,
      file(`${slug},22,5,,`, `${slug},23,many,,`, 'atlantis,11,4,,'),
    )
    await expect(storeEmployment(ctx, { id })).rejects.toMatchObject({ code: 'invalid' })
    const { waiting, stored } = await readEmployment(ctx)
    expect(waiting?.problems.map(({ line, reason }) => [line, reason])).toEqual([
      [3, 'employment_unreadable'],
      [4, 'region_unknown'],
    ])
    expect(stored[0]?.sectors.map(({ sector }) => sector)).toEqual(['31-33'])
  })

  test('what is no table is refused at once, and a new file takes the place of one that waits', async () => {
    const ctx = await partnership()
    const { slug } = await makeRegion(ctx)
    const picture = new TextEncoder().encode('region,sector,employment\n\0')
    await expect(uploadEmployment(ctx, { fileName: 'x.csv', bytes: picture })).rejects.toThrow(
      refusal('files.notText'),
    )
    await uploadEmployment(ctx, file(`${slug},22,5,,`))
    const { id } = await uploadEmployment(ctx, file(`${slug},23,5,,`))
    expect((await readEmployment(ctx)).waiting?.id).toBe(id)
    await discardEmployment(await partnership(), { id })
    expect((await readEmployment(ctx)).waiting?.id).toBe(id)
    await discardEmployment(ctx, { id })
    expect((await readEmployment(ctx)).waiting).toBeNull()
  })

  test('is removed by its partnership, and by nobody else', async () => {
    const ctx = await partnership()
    const { id: regionId, slug } = await makeRegion(ctx)
    await load(ctx, `${slug},31-33,300,,`)
    const other = await partnership()
    await expect(removeEmployment(other, { regionId })).rejects.toMatchObject({
      code: 'not_found',
    })
    await removeEmployment(ctx, { regionId })
    expect((await readEmployment(ctx)).stored).toEqual([])
    await expect(removeEmployment(ctx, { regionId })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('a partnership reaches its own regions only, the operator and a command all', async () => {
    const ctx = await partnership()
    const { slug, id: regionId } = await makeRegion(ctx)
    const other = await partnership()
    await uploadEmployment(other, file(`${slug},22,5,,`, 'us-oh,22,5,,'))
    expect((await readEmployment(other)).waiting?.problems).toHaveLength(2)
    const operator = await operatorContext()
    const { id } = await uploadEmployment(
      operator,
      file(`${slug},22,5,,`, '39093,22,5,,', 'us-oh,22,5,,'),
    )
    await expect(storeEmployment(other, { id })).rejects.toMatchObject({ code: 'not_found' })
    expect(await storeEmployment(operator, { id })).toEqual({ regions: 3 })
    const command = systemContext('command', 'test')
    expect((await readEmployment(command)).stored.length).toBeGreaterThanOrEqual(3)
    await removeEmployment(command, { regionId })
  })

  test('a file that waits is stored or given up by those it waits for, and by nobody else', async () => {
    const ctx = await partnership()
    const { slug, id: regionId } = await makeRegion(ctx)
    const { id } = await uploadEmployment(ctx, file(`${slug},31-33,300,,`))
    const operator = await operatorContext()
    const own = await uploadEmployment(operator, file('us-oh,22,5,,'))
    for (const other of [await partnership(), operator, systemContext('command', 'test')]) {
      await expect(storeEmployment(other, { id })).rejects.toMatchObject({ code: 'not_found' })
      await discardEmployment(other, { id })
    }
    await expect(storeEmployment(ctx, own)).rejects.toMatchObject({ code: 'not_found' })
    await discardEmployment(ctx, own)
    expect((await readEmployment(operator)).waiting?.id).toBe(own.id)
    const { waiting, stored } = await readEmployment(ctx)
    expect([waiting?.id, stored]).toEqual([id, []])
    expect(await storeEmployment(ctx, { id })).toEqual({ regions: 1 })
    await discardEmployment(operator, own)
    expect((await readEmployment(operator)).waiting).toBeNull()
    await removeEmployment(ctx, { regionId })
  })

  test('one region named in two ways is said, not added up', async () => {
    const operator = await operatorContext()
    await uploadEmployment(operator, file('39093,22,5,,', 'us-39093,23,5,,'))
    expect((await readEmployment(operator)).waiting?.problems).toMatchObject([
      { line: 3, reason: 'region_twice', detail: 'us-39093' },
    ])
  })

  test('a file that names more regions than there are is still shown with its lines', async () => {
    const ctx = await partnership()
    await uploadEmployment(ctx, file(...Array.from({ length: 40_000 }, (_, at) => `r${at},22,5,,`)))
    const { waiting } = await readEmployment(ctx)
    expect(waiting).toMatchObject({ problemCount: 40_000, regions: [] })
    expect(waiting?.problems).toHaveLength(200)
  })

  test('a table of an agency is loaded as published, and says how it was read', async () => {
    const operator = await operatorContext()
    const qcew =
      'area_fips,own_code,industry_code,agglvl_code,size_code,year,qtr,disclosure_code,month3_emplvl,avg_wkly_wage\n' +
      '"39093","5","31-33","74","0","2025","1","","9150","900"\n' +
      '"39093","5","22","74","0","2025","1","N","0","0"\n' +
      '"39093","0","10","70","0","2025","1","","90000","800"\n'
    const bytes = Buffer.from(qcew)
    const { id } = await uploadEmployment(operator, { fileName: 'qcew.csv', bytes })
    expect((await readEmployment(operator)).waiting).toMatchObject({
      problemCount: 0,
      remarks: [
        { reason: 'columns_unused', detail: 'avg_wkly_wage' },
        { reason: 'lines_not_sectors', detail: '1' },
      ],
      regions: [{ region: { slug: 'us-39093' }, known: 9150, year: 2025, source: 'QCEW' }],
    })
    await storeEmployment(operator, { id })
    await removeEmployment(operator, { regionId: 'us-39093' })
  })

  test('a region may be named where its name is its own, and is asked for where it is not', async () => {
    const operator = await operatorContext()
    const slugsOf = async (...lines: string[]) => {
      await uploadEmployment(operator, file(...lines))
      const { waiting } = await readEmployment(operator)
      return [
        ...(waiting?.regions.map(({ region }) => region.slug) ?? []),
        ...(waiting?.problems.map(({ reason }) => reason) ?? []),
      ]
    }
    expect(await slugsOf('Lorain,22,5,,')).toEqual(['us-39093'])
    expect(await slugsOf('"Washington County, Ohio",22,5,,')).toEqual(['us-39167'])
    expect(await slugsOf('"Lake, OH",22,5,,', 'LAKE,22,5,,')).toEqual(['us-39085', 'region_many'])
    expect(await slugsOf('1003,22,5,,', '39000,22,5,,')).toEqual(['us-01003', 'us-oh'])
    const ctx = await partnership()
    const { slug } = await makeRegion(ctx)
    await uploadEmployment(ctx, file('the lakes,22,5,,'))
    expect((await readEmployment(ctx)).waiting?.regions).toMatchObject([{ region: { slug } }])
  })

  test('accents of a file that is not UTF-8 are said to be guessed', async () => {
    const ctx = await partnership()
    const bytes = Buffer.from('region,sector,employment,a\u00F1o\nx,22,5,2024', 'latin1')
    await uploadEmployment(ctx, { fileName: 'jobs.csv', bytes })
    expect((await readEmployment(ctx)).waiting?.remarks).toEqual([
      { reason: 'encoding_windows_1252', detail: '' },
    ])
  })

  test('what is wrong with a file is listed for those it waits for, and for nobody else', async () => {
    const ctx = await partnership()
    await uploadEmployment(ctx, file('atlantis,22,5,,', ...Array(300).fill('a,22,many,,')))
    const problems = await listEmploymentProblems(ctx)
    expect(problems).toHaveLength(301)
    expect(problems[0]).toMatchObject({ line: 2, reason: 'region_unknown', detail: 'atlantis' })
    const nothing = { code: 'not_found', key: 'employment.fileGone' }
    await expect(listEmploymentProblems(await partnership())).rejects.toMatchObject(nothing)
    await expect(listEmploymentProblems(await partnership('V1'))).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  test('an unconfirmed partnership loads nothing', async () => {
    const ctx = await partnership('V1')
    await expect(uploadEmployment(ctx, file('a,22,5,,'))).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  test.each([
    ['a viewer', { kind: 'partnership', role: 'viewer', verification: 'V2' }],
    ['a provider', { kind: 'provider', role: 'owner', verification: 'V2' }],
    ['an employer', { kind: 'employer', role: 'owner', verification: 'V2' }],
  ] as const)('%s loads nothing', async (_name, who) => {
    const ctx = await orgContext(who)
    const attempts = await Promise.allSettled([
      uploadEmployment(ctx, file('a,22,5,,')),
      storeEmployment(ctx, { id: crypto.randomUUID() }),
      removeEmployment(ctx, { regionId: 'us-oh' }),
      listEmploymentProblems(ctx),
    ])
    for (const attempt of attempts) {
      expect(attempt).toMatchObject({ status: 'rejected', reason: { code: 'forbidden' } })
    }
  })

  test('a person who is not the operator loads nothing for all regions', async () => {
    const ctx = userContext(await makeUser())
    await expect(readEmployment(ctx)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(uploadEmployment(ctx, file('us-oh,22,5,,'))).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  test('a workbook is read at its likeliest sheet, below its titles, and at another when it is said', async () => {
    const ctx = await partnership()
    const { slug } = await makeRegion(ctx)
    const { id } = await uploadEmployment(ctx, workbook(slug))
    const { waiting } = await readEmployment(ctx)
    expect(waiting).toMatchObject({
      sheet: { sheets: ['Notes', 'Jobs', 'Last year'], sheet: 1, headingLine: 4 },
      counts: { lines: 2, regions: 1, problems: 0 },
      regions: [{ known: 310, year: 2025 }],
    })
    expect(waiting?.sheet.rows.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6])
    expect(waiting?.sheet.fields).toEqual(['region', 'sector', 'employment', 'year', 'source'])
    await chooseEmploymentSheet(ctx, { id, sheet: 2 })
    const chosen = (await readEmployment(ctx)).waiting
    expect(chosen).toMatchObject({ id, sheet: { sheet: 2 }, regions: [{ known: 7, year: 2024 }] })
    await chooseEmploymentSheet(ctx, { id, headingLine: 2 })
    expect((await readEmployment(ctx)).waiting).toMatchObject({
      sheet: { sheet: 2, headingLine: 2 },
      problems: [{ reason: 'column_missing' }, {}, {}],
    })
    await chooseEmploymentSheet(ctx, { id, sheet: 1 })
    expect(await storeEmployment(ctx, { id })).toEqual({ regions: 1 })
  })

  test('columns that are said go before headings, and are counted before they are kept', async () => {
    const ctx = await partnership()
    const { slug } = await makeRegion(ctx)
    const lines = ['place,region,sector,jobs,employment', `${slug},north,22,5,900`]
    const { id } = await uploadEmployment(ctx, csv(...lines))
    expect((await readEmployment(ctx)).waiting?.counts).toEqual({
      ...{ lines: 1, regions: 0, problems: 1 },
    })
    const fields = ['region', '', 'sector', 'employment', ''] as const
    expect(await countEmployment(ctx, { id, fields: [...fields] })).toEqual({
      ...{ lines: 1, regions: 1, problems: 0 },
    })
    expect((await readEmployment(ctx)).waiting?.regions).toEqual([])
    await expect(
      mapEmployment(ctx, { id, fields: ['region', 'region', 'sector', 'employment'] }),
    ).rejects.toMatchObject({ key: 'tables.columnTwice', field: 'column.1' })
    await mapEmployment(ctx, { id, fields: [...fields] })
    expect((await readEmployment(ctx)).waiting).toMatchObject({
      sheet: { fields },
      regions: [{ region: { slug }, known: 5 }],
      remarks: [{ reason: 'columns_unused', detail: 'region, employment' }],
    })
  })

  test('columns are remembered under a name for tables with these headings, and forgotten', async () => {
    const [ctx, other] = [await partnership(), await partnership()]
    const operator = await operatorContext()
    const { slug } = await makeRegion(ctx)
    const table = csv('where,what,how many', `${slug},22,5`)
    const { id } = await uploadEmployment(ctx, table)
    const fields = ['region' as const, 'sector' as const, 'employment' as const]
    await mapEmployment(ctx, { id, fields, remember: 'From the board' })
    await uploadEmployment(ctx, table)
    const { waiting } = await readEmployment(ctx)
    expect(waiting).toMatchObject({
      sheet: { fields, remembered: { name: 'From the board' } },
      regions: [{ known: 5 }],
    })
    for (const another of [other, operator]) {
      await uploadEmployment(another, table)
      expect((await readEmployment(another)).waiting?.sheet).toMatchObject({
        ...{ fields: ['', '', ''], remembered: null },
      })
    }
    const remembered = waiting?.sheet.remembered?.id ?? ''
    for (const another of [other, operator]) {
      await expect(forgetEmploymentColumns(another, { remembered })).rejects.toMatchObject({
        code: 'not_found',
      })
    }
    await forgetEmploymentColumns(ctx, { remembered })
    await chooseEmploymentSheet(ctx, { id: waiting?.id ?? '' })
    expect((await readEmployment(ctx)).waiting?.sheet.remembered).toBeNull()
  })

  test('the operator’s columns are remembered for the operator alone', async () => {
    const operator = await operatorContext()
    const table = csv('where,what,how many', 'us-oh,22,5')
    const { id } = await uploadEmployment(operator, table)
    await mapEmployment(operator, {
      ...{ id, fields: ['region', 'sector', 'employment'], remember: 'From the state' },
    })
    await uploadEmployment(operator, table)
    const { waiting } = await readEmployment(operator)
    expect(waiting?.sheet.remembered).toMatchObject({ name: 'From the state' })
    const ctx = await partnership()
    await uploadEmployment(ctx, table)
    expect((await readEmployment(ctx)).waiting?.sheet.remembered).toBeNull()
    await forgetEmploymentColumns(operator, { remembered: waiting?.sheet.remembered?.id ?? '' })
    await discardEmployment(operator, { id: waiting?.id ?? '' })
  })

  test('a file that waits is read anew by those it waits for, and by nobody else', async () => {
    const ctx = await partnership()
    const { id } = await uploadEmployment(ctx, file('us-oh,22,5,,'))
    for (const other of [await partnership(), await operatorContext()]) {
      const attempts = await Promise.allSettled([
        chooseEmploymentSheet(other, { id, headingLine: 1 }),
        countEmployment(other, { id, fields: [] }),
        mapEmployment(other, { id, fields: [] }),
      ])
      for (const attempt of attempts) {
        expect(attempt).toMatchObject({ reason: { key: 'employment.fileGone' } })
      }
    }
  })
})
