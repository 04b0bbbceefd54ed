import { beforeAll, expect, it } from 'vitest'
import { indexLines } from '@/server/services/maps/index-lines'
import { makeCredential, makeFramework } from '@/server/testing/catalogue-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makeOrganization } from '@/server/testing/organizations-factory'
import { listPublishedCredentials } from './list-published-credentials'
import { searchCatalogue } from './search-catalogue'

describeOnBothEngines('searching the catalogue', () => {
  beforeAll(async () => {
    const provider = await makeOrganization({ kind: 'provider', name: 'Lakeshore College' })
    const framework = await makeFramework({
      organizationId: provider.id,
      name: 'Advanced manufacturing',
      labels: ['Diagnose sensor faults'],
    })
    await makeFramework({
      organizationId: provider.id,
      name: 'Secret draft of manufacturing',
      state: 'draft',
      labels: ['Nothing'],
    })
    const credential = { organizationId: provider.id, occupationId: 'soc2018:51-4041' }
    await makeCredential({
      ...credential,
      name: 'CNC Machining Certificate',
      teaches: framework.competencies.map((competency) => competency.id),
    })
    await makeCredential({ ...credential, name: 'Welding Badge 100%' })
    await makeCredential({ ...credential, name: 'Hidden Machining Draft', state: 'draft' })
  })

  const titles = async (q: string) => (await searchCatalogue({ q })).hits.map((hit) => hit.title)

  it.each([
    ['by name', 'machining', 'CNC Machining Certificate'],
    ['by a mistyped name', 'machning certficate', 'CNC Machining Certificate'],
    ['by a competency it claims', 'sensor fault', 'CNC Machining Certificate'],
    ['by its provider', 'lakeshore', 'CNC Machining Certificate'],
    ['an occupation', 'machinist', 'Machinists'],
    ['a framework', 'manufacturing', 'Advanced manufacturing'],
    ['a region', 'wisconsin', 'Wisconsin'],
    ['a name with a sign of the pattern language', '100%', 'Welding Badge 100%'],
  ])('finds %s', async (_, q, title) => {
    expect(await titles(q)).toContain(title)
  })

  it('says what it searched for when the query was mistyped', async () => {
    expect((await searchCatalogue({ q: 'machning' })).meant).toBe('machining')
    expect((await searchCatalogue({ q: 'machinst' })).meant).toBe('machine')
    expect((await searchCatalogue({ q: 'machining' })).meant).toBeNull()
  })

  it('guesses at nothing when something holds the words', async () => {
    const { meant, hits } = await searchCatalogue({ q: 'faults' })
    expect(meant).toBeNull()
    expect(hits.map((hit) => hit.title)).not.toContain('Faulk County')
    expect(hits.map((hit) => hit.title)).toContain('CNC Machining Certificate')
  })

  it('never finds a draft', async () => {
    expect(await titles('machining')).not.toContain('Hidden Machining Draft')
    expect(await titles('manufacturing')).not.toContain('Secret draft of manufacturing')
  })

  it.each(['', '  '])('finds nothing for nothing', async (nothing) => {
    expect(await titles(nothing)).toEqual([])
    expect(await titles('zzzzqqq')).toEqual([])
  })

  it('lists published credentials by filter, with counts', async () => {
    const filter = { q: '', kind: '', provider: '', page: 1 } as const
    await indexLines(new Date())
    const all = await listPublishedCredentials(filter)
    expect(all.items.map((item) => item.name)).toEqual([
      'CNC Machining Certificate',
      'Welding Badge 100%',
    ])
    expect(all.kinds).toEqual([{ kind: 'certificate', count: 2 }])
    expect(all.items[0]?.competencies).toBe(1)
    expect(all.items[0]?.maps).toHaveLength(1)
    const none = await listPublishedCredentials({ ...filter, kind: 'degree' })
    expect(none.total).toBe(0)
  })
})
