import { expect, test } from 'vitest'
import { asReader } from '@/server/db/tenancy'
import { listRegions } from '@/server/services/regions/list-regions'
import { changeCounties, saveRegion } from '@/server/services/regions/save-region'
import { describeOnBothEngines } from '@/server/testing/databases'
import { orgContext } from '@/server/testing/organizations-factory'
import { findRegionScope, nameRegions } from './scope-regions'

async function setOf(name: string, counties: string[]): Promise<{ id: string; slug: string }> {
  const ctx = await orgContext({ kind: 'partnership', verification: 'V2' })
  const { id } = await saveRegion(ctx, { id: null, name })
  await changeCounties(ctx, { regionId: id, add: counties, remove: [] })
  const [made] = await listRegions(ctx)
  return { id, slug: made?.slug ?? '' }
}

describeOnBothEngines('a region named by a reader holds', () => {
  test('the sets whose counties all are its own', async () => {
    const lakes = await setOf('The Lakes', ['us-39093', 'us-39043'])
    const shore = await setOf('The Shore', ['us-39093'])
    const river = await setOf('The River', ['us-39043', 'us-39095'])
    const border = await setOf('The Border', ['us-39095', 'us-26115'])
    const sets = [lakes, shore, river, border]
    const held = async (slug: string) => {
      const scope = await asReader((tx) => findRegionScope(tx, slug))
      return sets.filter(({ id }) => scope?.holds(id))
    }
    expect(await held(lakes.slug)).toEqual([lakes, shore])
    expect(await held(shore.slug)).toEqual([shore])
    const [county] = await asReader((tx) => nameRegions(tx, ['us-39093']))
    expect(await held(county?.slug ?? '')).toEqual([shore])
    expect(await held('us-oh')).toEqual([lakes, shore, river])
    expect(await held('us-mi')).toEqual([])
    expect(await held('us')).toEqual(sets)
    expect(await asReader((tx) => findRegionScope(tx, 'all'))).toBeNull()
  })
})
