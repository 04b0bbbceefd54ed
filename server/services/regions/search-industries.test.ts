import { expect, it, vi } from 'vitest'
import * as tenancy from '@/server/db/tenancy'
import { industryMeant } from '@/server/domain/catalogue/industry-index'
import { industryWords } from '@/server/domain/catalogue/industry-words'
import { DomainError } from '@/server/domain/errors'
import { industryIndex } from '@/server/services/organizations/industry-index'
import { describeOnBothEngines } from '@/server/testing/databases'
import { searchIndustries } from './search-industries'

// First, for a process that has read the list keeps it: the searches after it read it again.
it('says why the list could not be read', async () => {
  const away = new DomainError('unavailable', 'site.away')
  const reading = vi.spyOn(tenancy, 'asReader').mockRejectedValueOnce(away)
  await expect(searchIndustries({ query: 'bank', limit: 5 })).rejects.toBe(away)
  reading.mockRestore()
})

describeOnBothEngines('searching industries', () => {
  it.each([
    ['machine shop', '332710'],
    ['machine shp', '332710'],
    ['hospital', '622110'],
    ['nursing home', '623110'],
    ['plumber', '238220'],
    ['HVAC', '238220'],
    ['trucking', '484'],
    ['restaurant', '722511'],
    ['restaraunt', '722511'],
    ['bank', '522110'],
    ['software', '511210'],
    ['body shop', '811121'],
    ['school district', '611110'],
    ['welding shop', '332312'],
    ['health care', '62'],
    ['manufacturing', '31-33'],
    ['332710', '332710'],
  ])('finds "%s" as %s first', async (query, code) => {
    const [first] = await searchIndustries({ query, limit: 5 })
    expect([first?.id, first?.code]).toEqual([`naics2017:${code}`, code])
  })

  it('knows what a word in a form means, and when it is unclear', async () => {
    const index = await industryIndex()
    const meant = (text: string) => {
      const found = industryMeant(index, text)
      return found.kind === 'one' ? found.industry.id : null
    }
    expect(['machine shop', 'Nursing Home', 'trucking company'].map(meant)).toEqual([
      'naics2017:332710',
      'naics2017:623110',
      'naics2017:484',
    ])
    expect(['auto', 'services', 'shop', 'Acme Tool', 'medical center of hope'].map(meant)).toEqual(
      Array(5).fill(null),
    )
  })

  it('has everyday words for industries that exist alone, and each finds its own', async () => {
    const index = await industryIndex()
    const codes = new Set(index.entries.map(({ entry }) => entry.code))
    expect(Object.keys(industryWords).filter((code) => !codes.has(code))).toEqual([])
    for (const [code, words] of Object.entries(industryWords)) {
      for (const query of words) {
        const hits = await searchIndustries({ query, limit: 3 })
        expect([query, hits.map((hit) => hit.code)]).toEqual([
          query,
          expect.arrayContaining([code]),
        ])
      }
    }
  })
})
