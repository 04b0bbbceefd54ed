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

  it.each([
    ['CNA', 'soc2018:31-1131', 'CNA'],
    ['HVAC', 'soc2018:49-9021', 'HVAC'],
    ['hvac technician', 'soc2018:49-9021', 'HVAC technician'],
    ['LPN', 'soc2018:29-2061', 'LPN'],
    ['CDL', 'soc2018:53-3032', 'CDL'],
    ['forklift', 'soc2018:53-7051', 'Forklift'],
    ['welding', 'soc2018:51-4121', 'Welding'],
    ['welder', 'soc2018:51-4121', 'Welder'],
    ['data analyst', 'soc2018:15-2051', 'Data analyst'],
    ['med tech', 'soc2018:31-1131', 'Med tech'],
    ['electrician', 'soc2018:47-2111', null],
    ['plumber', 'soc2018:47-2152', 'Plumber'],
    ['truck driver', 'soc2018:53-3032', 'Truck driver'],
    ['barista', 'onet2019:35-3023.01', null],
    ['phlebotomist', 'soc2018:31-9097', null],
    ['EMT', 'soc2018:29-2042', 'EMT'],
    ['bus driver', 'soc2018:53-3052', 'Bus driver'],
    ['hair stylist', 'soc2018:39-5012', 'Hair stylist'],
  ])('finds "%s" as %s by %s', async (query, id, matched) => {
    const [first] = await searchOccupations({ query, limit: 5 })
    expect([first?.id, first?.matched, first?.whole]).toEqual([id, matched, true])
  })

  it('says of a mistyped word that it was guessed', async () => {
    const [first] = await searchOccupations({ query: 'machinst', limit: 5 })
    expect(first?.whole).toBe(false)
  })

  it('offers an occupation once, not again under its O*NET-SOC code', async () => {
    const hits = await searchOccupations({ query: '51-4041', limit: 25 })
    expect(hits.map((hit) => hit.id)).toEqual(['soc2018:51-4041'])
  })
})
