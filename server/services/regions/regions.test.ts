import { expect, test } from 'vitest'
import { describeOnBothEngines } from '@/server/testing/databases'
import { orgContext } from '@/server/testing/organizations-factory'
import { claimRegion, releaseRegion } from './claim-region'
import { listRegions } from './list-regions'
import { changeCounties, saveRegion } from './save-region'
import { listIndustries, listStates, searchCounties } from './search-counties'

const partnership = (verification: 'V1' | 'V2' = 'V2') =>
  orgContext({ kind: 'partnership', verification })

async function makeRegion(ctx: Awaited<ReturnType<typeof partnership>>, counties: string[]) {
  const { id } = await saveRegion(ctx, { id: null, name: 'The Lakes' })
  await changeCounties(ctx, { regionId: id, add: counties, remove: [] })
  return id
}

describeOnBothEngines('regions', () => {
  test('a region is a named set of counties that can change', async () => {
    const ctx = await partnership()
    const id = await makeRegion(ctx, ['us-39093', 'us-39043', 'us-39093', 'us-oh', 'nowhere'])
    await changeCounties(ctx, { regionId: id, add: ['us-39077', 'us-39043'], remove: ['us-39093'] })
    await saveRegion(ctx, { id, name: 'The Great Lakes' })
    const [region] = await listRegions(ctx)
    expect(region?.name).toBe('The Great Lakes')
    expect(region?.counties.map((county) => county.name)).toEqual(['Erie County', 'Huron County'])
  })

  test('each county reports to one region, and conflicts are named', async () => {
    const first = await partnership()
    const second = await partnership()
    const region = await makeRegion(first, ['us-39095', 'us-39097'])
    expect(await claimRegion(first, { regionId: region })).toEqual({ claimed: 2 })
    expect(await claimRegion(first, { regionId: region })).toEqual({ claimed: 0 })
    const overlapping = await makeRegion(second, ['us-39097', 'us-39099'])
    await expect(claimRegion(second, { regionId: overlapping })).rejects.toMatchObject({
      code: 'conflict',
      key: 'regions.countiesTaken',
      values: { region: 'The Lakes', counties: 'Madison County' },
    })
    const before = await listRegions(second)
    expect(before[0]?.counties.filter((county) => county.claimedHere)).toEqual([])
    await releaseRegion(first, { regionId: region })
    expect(await claimRegion(second, { regionId: overlapping })).toEqual({ claimed: 2 })
  })

  test('a county taken out reports to its state again', async () => {
    const first = await partnership()
    const second = await partnership()
    const region = await makeRegion(first, ['us-39101', 'us-39103'])
    await claimRegion(first, { regionId: region })
    await changeCounties(first, { regionId: region, add: [], remove: ['us-39101'] })
    const other = await makeRegion(second, ['us-39101'])
    expect(await claimRegion(second, { regionId: other })).toEqual({ claimed: 1 })
  })

  test('only a confirmed partnership claims', async () => {
    const ctx = await partnership('V1')
    const regionId = await makeRegion(ctx, ['us-39105'])
    await expect(claimRegion(ctx, { regionId })).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('a region without counties is not claimed', async () => {
    const ctx = await partnership()
    const regionId = await makeRegion(ctx, [])
    await expect(claimRegion(ctx, { regionId })).rejects.toMatchObject({
      ...{ name: 'DomainError', code: 'invalid' },
    })
  })

  test('another partnership’s region is not found', async () => {
    const regionId = await makeRegion(await partnership(), ['us-39107'])
    const other = await partnership()
    const attempts = await Promise.allSettled([
      saveRegion(other, { id: regionId, name: 'Mine' }),
      changeCounties(other, { regionId, add: ['us-39109'], remove: [] }),
      claimRegion(other, { regionId }),
      releaseRegion(other, { regionId }),
    ])
    for (const attempt of attempts) {
      expect(attempt).toMatchObject({ status: 'rejected', reason: { code: 'not_found' } })
    }
    expect(await listRegions(other)).toEqual([])
  })

  test.each([
    ['a viewer', { kind: 'partnership', role: 'viewer', verification: 'V2' }],
    ['a provider', { kind: 'provider', role: 'owner', verification: 'V2' }],
    ['an employer', { kind: 'employer', role: 'owner', verification: 'V2' }],
  ] as const)('%s changes no region', async (_name, who) => {
    const ctx = await orgContext(who)
    const attempts = await Promise.allSettled([
      saveRegion(ctx, { id: null, name: 'Mine' }),
      changeCounties(ctx, { regionId: 'set-x', add: [], remove: [] }),
      claimRegion(ctx, { regionId: 'set-x' }),
      releaseRegion(ctx, { regionId: 'set-x' }),
    ])
    for (const attempt of attempts) {
      expect(attempt).toMatchObject({ status: 'rejected', reason: { code: 'forbidden' } })
    }
  })

  test('counties, states and industries are found by anybody', async () => {
    const [lorain] = await searchCounties({ query: 'lorain, oh', stateId: null })
    expect(lorain).toEqual({ id: 'us-39093', name: 'Lorain County', state: 'Ohio' })
    expect(await searchCounties({ query: '', stateId: 'us-oh' })).toHaveLength(88)
    expect(await searchCounties({ query: '%', stateId: null })).toEqual([])
    expect((await listStates()).some((state) => state.name === 'Ohio')).toBe(true)
    expect((await listIndustries()).length).toBeGreaterThan(80)
  })
})
