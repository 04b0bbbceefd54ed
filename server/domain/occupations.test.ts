import { describe, expect, it } from 'vitest'
import { indexOccupations, type OccupationEntry, searchOccupationIndex } from './occupations'

const soc = { taxonomy: 'soc', version: '2018' } as const
const entries: OccupationEntry[] = [
  { ...soc, code: '31-1131', title: 'Nursing Assistants', plainTitles: ['CNA', 'Nurse aide'] },
  {
    ...soc,
    code: '51-1011',
    title: 'First-Line Supervisors of Production and Operating Workers',
    plainTitles: [],
  },
  { ...soc, code: '51-4041', title: 'Machinists', plainTitles: ['CNC machinist'] },
  {
    ...soc,
    code: '51-4121',
    title: 'Welders, Cutters, Solderers, and Brazers',
    plainTitles: ['MIG welder'],
  },
  {
    ...soc,
    code: '53-7051',
    title: 'Industrial Truck and Tractor Operators',
    plainTitles: ['Forklift driver'],
  },
]
const index = indexOccupations(entries)

describe('searchOccupationIndex', () => {
  it.each([
    ['machinist', '51-4041'],
    ['Machinists', '51-4041'],
    ['machinst', '51-4041'],
    ['weldr', '51-4121'],
    ['CNA', '31-1131'],
    ['nurse aid', '31-1131'],
    ['fork lift', '53-7051'],
    ['forklft driver', '53-7051'],
    ['51-4041', '51-4041'],
    ['51-40', '51-4041'],
    ['production supervisor', '51-1011'],
  ])('finds by "%s" the code %s first', (query, code) => {
    expect(searchOccupationIndex(index, query, 3)[0]?.code).toBe(code)
  })

  it('says which everyday title it found', () => {
    expect(searchOccupationIndex(index, 'forklift driver', 1)[0]?.matched).toBe('Forklift driver')
    expect(searchOccupationIndex(index, 'machinists', 1)[0]?.matched).toBeNull()
  })

  it.each(['', '   ', 'zzzzqq', '!!', 'the of'])('finds nothing for "%s"', (query) => {
    expect(searchOccupationIndex(index, query, 5)).toEqual([])
  })
})
