import { beforeAll, expect, it } from 'vitest'
import { database } from '@/server/db/client'
import { METHOD_VERSION } from '@/server/domain/method/method-changes'
import { systemContext } from '@/server/services/context'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makePublishedMap, type PublishedMap } from '@/server/testing/map-factory'
import { readOccupation } from './read-occupation'

const ctx = systemContext('command', 'test', new Date('2026-11-21T12:00:00Z'))

describeOnBothEngines('reading an occupation', () => {
  let published: PublishedMap

  beforeAll(async () => {
    published = await makePublishedMap()
  })

  it('lists what the job needs, most important first, in tiers and by which method', async () => {
    const { demand, method, release } = await readOccupation(ctx, published.occupation)
    expect(demand.map((row) => row.competency.label).sort()).toEqual(['Drawings', 'Faults'])
    const scores = demand.map((row) => row.importance.score)
    expect(scores).toEqual([...scores].sort((a, b) => b - a))
    expect(demand.map((row) => row.tier)).toEqual([0, 0])
    expect([release?.no, method]).toEqual([2, METHOD_VERSION])
  })

  it.each([
    ['', []],
    ['Lathe hand; Machinists\n\nTurner ', ['Lathe hand', 'Turner']],
  ])('has each other title once, of %o', async (stored, shown) => {
    await (await database()).withOwner(({ query }) =>
      query('UPDATE occupation SET alternate_titles = $1 WHERE code = $2', [
        stored,
        published.occupation,
      ]),
    )
    const { alternateTitles } = await readOccupation(ctx, published.occupation)
    expect(alternateTitles).toEqual(shown)
  })

  it('does not find an unknown one', async () => {
    await expect(readOccupation(ctx, '99-9999')).rejects.toMatchObject({ code: 'not_found' })
  })
})
