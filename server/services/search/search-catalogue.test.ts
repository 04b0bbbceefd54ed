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

describeOnBothEngines('searching by what people call a job', () => {
  beforeAll(async () => {
    const { id: organizationId } = await makeOrganization({ kind: 'provider', name: 'Bay College' })
    const made = (name: string, occupationId: string) =>
      makeCredential({ organizationId, name, occupationId })
    await made('Nursing assistant certification', 'soc2018:31-1131')
    await made('McNair scholars award', 'soc2018:19-2031')
    await made('Fusion certificate', 'soc2018:51-4121')
    await made('Comfort systems diploma', 'soc2018:49-9021')
    await made('Practical nursing diploma', 'soc2018:29-2061')
    await made('Class A license preparation', 'soc2018:53-3032')
    await made('Lift truck license', 'soc2018:53-7051')
    await made('Robot cell diploma', 'onet2019:17-3024.01')
  })

  it.each([
    ['CNA', 'Nursing assistant certification', 'Nursing Assistants'],
    ['cna', 'Nursing assistant certification', 'Nursing Assistants'],
    ['med tech', 'Nursing assistant certification', 'Nursing Assistants'],
    ['welding', 'Fusion certificate', 'Welders, Cutters, Solderers, and Brazers'],
    [
      'HVAC',
      'Comfort systems diploma',
      'Heating, Air Conditioning, and Refrigeration Mechanics and Installers',
    ],
    ['LPN', 'Practical nursing diploma', 'Licensed Practical and Licensed Vocational Nurses'],
    ['CDL', 'Class A license preparation', 'Heavy and Tractor-Trailer Truck Drivers'],
    ['forklift', 'Lift truck license', 'Industrial Truck and Tractor Operators'],
    [
      'mechatronics',
      'Robot cell diploma',
      'Electro-Mechanical and Mechatronics Technologists and Technicians',
    ],
  ])(
    '"%s" leads to the credential and the occupation, and to no place',
    async (q, credential, occupation) => {
      const { hits, meant } = await searchCatalogue({ q })
      expect(meant).toBeNull()
      expect(hits[0]?.title).toBe(credential)
      expect(hits.find(({ kind }) => kind === 'occupation')?.title).toBe(occupation)
      expect(hits.filter(({ kind }) => kind === 'region')).toEqual([])
    },
  )

  it('goes before credentials whose name only has the letters', async () => {
    const { hits } = await searchCatalogue({ q: 'cna' })
    expect(hits.map(({ title }) => title).slice(0, 2)).toEqual([
      'Nursing assistant certification',
      'McNair scholars award',
    ])
  })

  it.each(['miami', 'dade', 'mcnairy'])(
    'still finds a place by a word of its name: %s',
    async (q) => {
      const { hits } = await searchCatalogue({ q })
      expect(hits.some(({ kind }) => kind === 'region')).toBe(true)
    },
  )
})
