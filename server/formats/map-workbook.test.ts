import { parse } from 'csv-parse/sync'
import readExcelFile from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import type { AnsweredMap } from '@/server/domain/reading/provider-says'
import { mapOfTwo } from '@/server/testing/map-of-two'
import { speak } from '@/server/words/speak'
import { plainCell } from './csv'
import { dictionaryColumns } from './dictionary'
import { mapCsv } from './map-export'
import { mapSheets } from './map-workbook'
import { writeWorkbook } from './workbook-export'

const note = 'In any group up to two answers may have been moved.'
const addresses = { page: 'https://example.org/maps/cnc', method: 'https://example.org/method' }

async function sheetsOf(map: AnsweredMap, page: string | null = addresses.page) {
  const sheets = mapSheets(map, { note, speak, addresses: { ...addresses, page } })
  return readExcelFile(Buffer.from(await writeWorkbook(sheets, '…')), { trim: false })
}

const asText = (cell: unknown) => {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  return cell === null ? '' : String(cell)
}

describe('a map as a workbook', () => {
  it('holds every cell of the CSV', async () => {
    const [, rows] = await sheetsOf(mapOfTwo)
    const lines: string[][] = parse(mapCsv(mapOfTwo, note), { bom: true })
    expect(lines).toHaveLength(3)
    expect(rows?.data.map((row) => row.map(asText))).toEqual(
      lines.map((line) => line.map(plainCell)),
    )
  })

  it('holds figures as numbers, days as dates, and what a formula looks like as text', async () => {
    const [, rows] = await sheetsOf(mapOfTwo)
    const [headings = [], first = []] = rows?.data ?? []
    const at = (name: string) => first[headings.indexOf(name)]
    expect(at('credential')).toBe('=CNC("x")')
    expect(at('fit')).toBe(46)
    expect(at('fit_n')).toBe(12)
    expect(at('release')).toBe(14)
    expect(at('release_date')).toEqual(new Date('2026-11-09T00:00:00Z'))
    expect(at('occupation_code')).toBe('51-4041')
  })

  it('says first what it is of, whom it counts, and what the page says beside the figures', async () => {
    const [summary] = await sheetsOf(mapOfTwo)
    const said = new Map(summary?.data.map(([label, value]) => [label, value]))
    expect(said.get('Credential')).toBe('=CNC("x")')
    expect(said.get('Occupation')).toBe('Machinists (51-4041)')
    expect(said.get('Region')).toBe('Wisconsin')
    expect(said.get('Sector')).toBe(speak('sectors')('31-33'))
    expect(said.get('Release')).toBe(14)
    expect(said.get('Public from')).toEqual(new Date('2026-12-09T00:00:00Z'))
    expect(said.get('Who rated holders')).toMatch(/^At least 12 employers in all; 12 on each/)
    expect(said.get('Who rated the job')).toMatch(/^At least 14 employers in all; 14 on each/)
    expect(said.get('Competencies')).toBe(2)
    expect(said.get('Lines without a figure')).toMatch(/^One line has no figure: not enough/)
    expect(said.get('Left out')).toBe(speak('maps')('filter.wider'))
    expect(said.get('What protects employers')).toMatch(new RegExp(`${note}$`))
    expect(said.get('Source')).toMatch(/release 14 of 2026-11-09, method 1\.1/)
    expect(said.get('About the release')).toMatch(/method 1\.0/)
    expect(said.get('Method')).toBe(`1.1: ${addresses.method}`)
    expect(said.get('On the web')).toBe(addresses.page)
  })

  it('says where there is nothing yet that it is so, and no range of nobody', async () => {
    const bare: AnsweredMap = {
      ...mapOfTwo,
      ...{ release: null, publicFrom: null, leavesOutWider: false },
      rows: mapOfTwo.rows.filter(({ fit }) => !fit),
      finding: { ...mapOfTwo.finding, key: 'none', employers: { fit: 0, importance: 0 } },
    }
    const [summary] = await sheetsOf(bare, null)
    const said = new Map(summary?.data.map(([label, value]) => [label, value]))
    expect(said.get('Release')).toBe('None yet')
    expect(said.get('Who rated holders')).toBe('Not enough employers yet')
    expect(said.get('What can be said')).toBe(speak('maps')('lede.none'))
    for (const label of ['Date of the release', 'Public from', 'Left out', 'Source', 'On the web'])
      expect(said.has(label), label).toBe(false)
  })

  it('says last what every column means', async () => {
    const [, , dictionary] = await sheetsOf(mapOfTwo)
    expect(dictionary?.data.slice(1).map(([column]) => column)).toEqual(
      dictionaryColumns.map.map(({ heading }) => heading),
    )
  })
})
