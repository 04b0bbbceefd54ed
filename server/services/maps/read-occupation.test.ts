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

  it('has what people call it, what was looked at here first, and never its own title', async () => {
    const id = `soc2018:${published.occupation}`
    const added = [
      { phrase: 'Aardvark turner', source: 'O*NET' },
      { phrase: 'Turner', source: 'Plumbline' },
      { phrase: 'Machinists', source: 'Plumbline' },
    ]
    await (await database()).withOwner(async ({ query }) => {
      await query('DELETE FROM occupation_alias WHERE occupation_id = $1', [id])
      for (const { phrase, source } of added) {
        await query("INSERT INTO occupation_alias VALUES ($1, $2, 'en', $3)", [id, phrase, source])
      }
    })
    const { alternateTitles } = await readOccupation(ctx, published.occupation)
    expect(alternateTitles).toEqual(['Turner', 'Aardvark turner'])
  })

  it('does not find an unknown one', async () => {
    await expect(readOccupation(ctx, '99-9999')).rejects.toMatchObject({ code: 'not_found' })
  })
})
