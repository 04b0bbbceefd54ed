import { describe, expect, it } from 'vitest'
import { indexOccupations, type OccupationEntry, searchOccupationIndex } from './occupations'

const entries: OccupationEntry[] = [
  {
    id: 'soc2018:31-1131',
    code: '31-1131',
    title: 'Nursing Assistants',
    plainTitles: ['CNA', 'Nurse aide'],
  },
  {
    id: 'soc2018:51-1011',
    code: '51-1011',
    title: 'First-Line Supervisors of Production and Operating Workers',
    plainTitles: [],
  },
  { id: 'soc2018:51-4041', code: '51-4041', title: 'Machinists', plainTitles: ['CNC machinist'] },
  {
    id: 'soc2018:51-4121',
    code: '51-4121',
    title: 'Welders, Cutters, Solderers, and Brazers',
    plainTitles: ['MIG welder'],
  },
  {
    id: 'soc2018:53-7051',
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
