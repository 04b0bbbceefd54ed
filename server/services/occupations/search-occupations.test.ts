import { expect, it, vi } from 'vitest'
import * as tenancy from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { describeOnBothEngines } from '@/server/testing/databases'
import { searchOccupations } from './search-occupations'

// First, for a process that has read the list keeps it: the searches after it read it again.
it('says why the list could not be read', async () => {
  const away = new DomainError('unavailable', 'site.away')
  const reading = vi.spyOn(tenancy, 'asReader').mockRejectedValueOnce(away)
  await expect(searchOccupations({ query: 'machinist', limit: 5 })).rejects.toBe(away)
  reading.mockRestore()
})

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
