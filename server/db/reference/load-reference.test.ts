import { describe, expect, it } from 'vitest'
import { indexOccupations, searchOccupationIndex } from '@/server/domain/catalogue/occupations'
import { SECTORS, sectorOf } from '@/server/domain/industries'
import { zoneOfCounty } from '@/server/domain/people/time-zones'
import {
  loadCounties,
  loadNaics,
  loadOnetSoc,
  loadPlainTitles,
  loadSoc,
  loadStates,
} from './load-reference'

describe('the reference tables', () => {
  it('name counties by whose ids a zone is found that clocks know', () => {
    const zones = new Set(loadCounties().map(({ fips }) => zoneOfCounty(`us-${fips}`)))
    for (const timeZone of zones) {
      expect(() => new Intl.DateTimeFormat('en', { timeZone })).not.toThrow()
    }
    expect(zones.size).toBeGreaterThan(10)
  })

  it('hold all of SOC 2018, each occupation under its group', () => {
    const soc = loadSoc()
    const levels = new Map(soc.map((row) => [row.code, row.level]))
    expect(soc).toHaveLength(1447)
    expect(levels.size).toBe(1447)
    expect(soc.filter((row) => row.level === 'detailed')).toHaveLength(867)
    const above = { minor: 'major', broad: 'minor', detailed: 'broad' } as const
    for (const row of soc) {
      if (row.level === 'major') expect(row.parent).toBeNull()
      else expect(levels.get(row.parent ?? '')).toBe(above[row.level])
    }
    expect(soc.every((row) => row.taxonomy === 'soc' && row.version === '2018')).toBe(true)
  })

  it('tie every O*NET-SOC code to a SOC occupation', () => {
    const detailed = new Set(
      loadSoc()
        .filter((row) => row.level === 'detailed')
        .map((row) => row.code),
    )
    const onet = loadOnetSoc()
    expect(onet).toHaveLength(1016)
    expect(onet.filter((row) => !detailed.has(row.soc))).toEqual([])
  })

  it('hold NAICS 2017 with its ranges and without the footnote letter', () => {
    const naics = loadNaics()
    const codes = new Map(naics.map((row) => [row.code, row.level]))
    expect(naics).toHaveLength(2196)
    expect(
      naics
        .filter((row) => row.level === 2)
        .map((row) => row.code)
        .sort(),
    ).toEqual([...SECTORS])
    expect(
      naics.filter((row) => /[a-z)]T$/.test(row.title) || row.title !== row.title.trim()),
    ).toEqual([])
    for (const row of naics.filter((each) => each.level > 2)) {
      expect(codes.get(row.parent ?? '')).toBe(row.level - 1)
      expect(sectorOf(row.code)).not.toBeNull()
    }
    expect(naics.find((row) => row.code === '332')).toMatchObject({
      parent: '31-33',
      title: 'Fabricated Metal Product Manufacturing',
      version: '2017',
    })
  })

  it('give every county its state', () => {
    const states = loadStates()
    const counties = loadCounties()
    const known = new Set(states.map((row) => row.fips))
    expect(states).toHaveLength(57)
    expect(states.filter((row) => row.name.length <= 2)).toEqual([])
    expect(new Set(counties.map((row) => row.fips)).size).toBe(3235)
    expect(
      counties.filter((row) => !known.has(row.state) || !row.fips.startsWith(row.state)),
    ).toEqual([])
  })

  it('give everyday titles to occupations that exist', () => {
    const detailed = new Set(
      loadSoc()
        .filter((row) => row.level === 'detailed')
        .map((row) => row.code),
    )
    expect(loadPlainTitles().filter((row) => !detailed.has(row.soc))).toEqual([])
  })

  it.each([
    ['machinist', '51-4041'],
    ['machinst', '51-4041'],
    ['cnc operator', '51-9161'],
    ['cna', '31-1131'],
    ['nurse', '29-1141'],
    ['forklift', '53-7051'],
    ['truck driver', '53-3032'],
    ['welder', '51-4121'],
    ['eletrician', '47-2111'],
    ['warehouse worker', '53-7062'],
    ['mechatronics', '17-3024'],
    ['hvac', '49-9021'],
  ])('find "%s" among all occupations', (query, code) => {
    const plain = loadPlainTitles()
    const index = indexOccupations(
      loadSoc()
        .filter((row) => row.level === 'detailed')
        .map((row) => ({
          id: row.code,
          ...row,
          plainTitles: plain.filter((each) => each.soc === row.code).map((each) => each.title),
        })),
    )
    expect(searchOccupationIndex(index, query, 5)[0]?.code).toBe(code)
  })
})
