import { expect, it } from 'vitest'
import { describeOnBothEngines } from '@/server/testing/databases'
import { searchOccupations } from './search-occupations'

describeOnBothEngines('searching occupations', () => {
  it.each([
    ['machinst', 'soc2018:51-4041'],
    ['forklift driver', 'soc2018:53-7051'],
    ['chief sustainability officer', 'onet2019:11-1011.03'],
  ])('finds "%s" as %s', async (query, id) => {
    const [first] = await searchOccupations({ query, limit: 5 })
    expect(first?.id).toBe(id)
  })

  it('offers an occupation once, not again under its O*NET-SOC code', async () => {
    const hits = await searchOccupations({ query: '51-4041', limit: 25 })
    expect(hits.map((hit) => hit.id)).toEqual(['soc2018:51-4041'])
  })
})
