import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import type { MapFilter } from '@/server/domain/reading/map-filter'
import { type Context, systemContext } from '@/server/services/context'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makePublishedMap, type PublishedMap } from '@/server/testing/map-factory'
import { orgContext } from '@/server/testing/organizations-factory'
import { listWorkedExamples } from './list-worked-examples'
import { readMap } from './read-map'
import { readOwnWorkedExample, readWorkedExample } from './read-worked-example'

const now = new Date('2026-11-21T12:00:00Z')
const ctx: Context = systemContext('command', 'test', now)

describeOnBothEngines('how the numbers of a row were made', () => {
  let published: PublishedMap

  const idOf = (label: string) => published.idOf(label)
  const filterOf = (over: Partial<MapFilter> = {}): MapFilter => ({
    credential: published.slug,
    occupation: published.occupation,
    region: 'all',
    sector: 'all',
    ...over,
  })

  beforeAll(async () => {
    published = await makePublishedMap()
  })

  it('works a row through from the same groups under the same filter', async () => {
    for (const over of [{}, { region: 'us-wi', sector: '31-33' } as const]) {
      const map = await readMap(ctx, filterOf(over))
      const row = map.rows.find((each) => each.key === idOf('Faults'))
      const example = await readWorkedExample(ctx, {
        ...filterOf(over),
        competency: idOf('Faults'),
      })
      const { tier: _, trend: __, answered: ___, ...shown } = row ?? {}
      expect(example.row).toEqual(shown)
      expect(
        example.steps.fit?.groups.map(({ region, release }) => [region?.slug, release]),
      ).toEqual(
        'region' in over
          ? [['us-wi', 2]]
          : expect.arrayContaining([
              ['us-wi', 2],
              [undefined, 2],
            ]),
      )
      expect(example.steps.fit?.reference).toEqual([20, 20, 20, 20, 20])
    }
  })

  it('offers rows of published maps to read the method by', async () => {
    const links = await listWorkedExamples(ctx)
    expect(links[0]).toMatchObject({
      credential: { slug: published.slug },
      competency: { id: idOf('Drawings') },
    })
    expect(links.map((link) => link.competency.id)).not.toContain(idOf('Safety'))
    expect(new Set(links.map((link) => link.competency.id)).size).toBe(links.length)
  })

  it('works no row through that is not on the map, nor another’s own one', async () => {
    const filter = filterOf()
    const absent = { ...filter, competency: randomUUID() }
    await expect(readWorkedExample(ctx, absent)).rejects.toMatchObject({ code: 'not_found' })
    const other = await orgContext({ kind: 'provider' })
    await expect(
      readOwnWorkedExample(other, { ...filter, competency: idOf('Faults') }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })

  it('works a row through before its public day for a confirmed provider only', async () => {
    const competency = { ...filterOf(), competency: idOf('Safety') }
    const own = async (verification: 'V0' | 'V1' | 'V2') => {
      const organization = { ...published.provider, verification }
      const member = await orgContext({ organization, role: 'viewer' })
      return readOwnWorkedExample({ ...member, now }, competency)
    }
    const example = await own('V2')
    expect(example.row.fit?.employers).toBe(6)
    expect(example.steps.fit?.groups.map(({ release }) => release)).toEqual([3])
    for (const verification of ['V0', 'V1'] as const) {
      const { row, steps } = await own(verification)
      expect([row.word, row.fit, steps.fit]).toEqual(['none', null, null])
    }
    const drawings = { ...competency, competency: idOf('Drawings') }
    const member = await orgContext({ organization: { ...published.provider, verification: 'V1' } })
    expect(await readOwnWorkedExample({ ...member, now }, drawings)).toEqual(
      await readWorkedExample(ctx, drawings),
    )
  })
})
