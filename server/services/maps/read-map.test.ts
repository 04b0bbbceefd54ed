import { beforeAll, expect, it } from 'vitest'
import { fitFigures } from '@/server/domain/method/map-cells'
import { METHOD_VERSION } from '@/server/domain/method/method-changes'
import type { MapFilter } from '@/server/domain/reading/map-filter'
import { type Context, systemContext } from '@/server/services/context'
import { describeOnBothEngines } from '@/server/testing/databases'
import { FIRST, makePublishedMap, type PublishedMap, SECOND } from '@/server/testing/map-factory'
import { orgContext } from '@/server/testing/organizations-factory'
import { indexLines } from './index-lines'
import { listMaps, listOwnMaps } from './list-maps'
import { readMap, readOwnMap } from './read-map'

const now = new Date('2026-11-21T12:00:00Z')
const ctx: Context = systemContext('command', 'test', now)

describeOnBothEngines('reading a competency map', () => {
  let published: PublishedMap

  const filterOf = (over: Partial<MapFilter> = {}): MapFilter => ({
    credential: published.slug,
    occupation: published.occupation,
    region: 'all',
    sector: 'all',
    ...over,
  })
  const read = (over: Partial<MapFilter> = {}, as: Context = ctx) => readMap(as, filterOf(over))
  const rowOf = (map: Awaited<ReturnType<typeof read>>, label: string) =>
    map.rows.find((row) => row.competency.label === label)

  beforeAll(async () => {
    published = await makePublishedMap()
    await indexLines(now)
  })

  it('sums the latest version of each whole cohort', async () => {
    const row = rowOf(await read(), 'Faults')
    expect(row?.fit?.counts).toEqual([3, 7, 4, 2, 1])
    expect(row?.fit?.employers).toBe(17)
    expect(row?.word).toBe('act')
    expect(row?.flag).toBe('gap')
  })

  it('leaves groups that reach beyond a filter out, and says so', async () => {
    const map = await read({ region: 'us-wi', sector: '31-33' })
    expect(rowOf(map, 'Faults')?.fit?.counts).toEqual([2, 6, 3, 1, 0])
    expect(map.leavesOutWider).toBe(true)
    expect(map.filter).toEqual({
      region: { slug: 'us-wi', name: 'Wisconsin', kind: 'state' },
      sector: '31-33',
    })
    expect((await read()).leavesOutWider).toBe(false)
  })

  it('takes importance from the nearest wider scope that has one, and says which', async () => {
    const map = await read({ region: 'us-wi', sector: '31-33' })
    expect(rowOf(map, 'Faults')?.importance?.scope).toBe('filter')
    expect(rowOf(map, 'Drawings')?.importance?.scope).toBe('all')
  })

  it('starts estimates from what is published of the same framework', async () => {
    const row = rowOf(await read(), 'Drawings')
    expect(row?.fit?.ready.mean).toBeCloseTo((13 + 4 * (42 / 105)) / 20, 8)
  })

  it('follows the same groups from release to release, and leaves the others out', async () => {
    const { fit: trend, importance } = rowOf(await read(), 'Faults')?.trend ?? {}
    expect(trend).toMatchObject({
      ...{ among: 'same_employers', groups: 1, leftOut: 1, change: 'unclear' },
    })
    expect(trend?.points.map(({ employers }) => employers)).toEqual([12, 12])
    expect(trend?.points.map(({ release, at }) => [release, at])).toEqual([
      [1, FIRST.at],
      [2, SECOND.at],
    ])
    const last = fitFigures([{ ageQuarters: 0, counts: [2, 6, 3, 1, 0] }], [20, 20, 20, 20, 20])
    expect(trend?.points[1]?.score).toBeCloseTo(last?.shortfall?.fitScore ?? 0, 10)
    expect(importance).toBeNull()
  })

  it('shows a trend to the public no earlier than its newest release', async () => {
    expect(rowOf(await read(), 'Drawings')?.trend.fit).toBeNull()
    const member = await orgContext({ organization: published.provider, role: 'viewer' })
    const own = await readOwnMap({ ...member, now }, filterOf())
    expect(rowOf(own, 'Drawings')?.trend.fit?.points.map(({ release }) => release)).toEqual([2, 3])
  })

  it('sorts rows into tiers of need and says by which method', async () => {
    const map = await read()
    expect(map.rows.map((row) => row.tier)).toEqual(
      map.rows.map((row) => (row.need ? expect.any(Number) : null)),
    )
    expect([rowOf(map, 'Faults')?.tier, rowOf(map, 'Drawings')?.tier]).toEqual([0, 1])
    expect(map.method).toBe(METHOD_VERSION)
  })

  it('names claimed competencies that nobody has published answers on', async () => {
    const row = rowOf(await read(), 'Unasked')
    expect([row?.word, row?.claim, row?.employers]).toEqual(['none', 'claimed', null])
  })

  it('shows a release to the public after its delay, and to the provider at once', async () => {
    expect(rowOf(await read(), 'Safety')?.fit).toBeNull()
    const later = systemContext('command', 'test', new Date('2026-12-21T00:00:00Z'))
    expect(rowOf(await read({}, later), 'Safety')?.fit?.employers).toBe(6)
    const member = await orgContext({ organization: published.provider, role: 'viewer' })
    const own = await readOwnMap({ ...member, now }, filterOf())
    expect(rowOf(own, 'Safety')?.fit?.employers).toBe(6)
    expect([own.release?.no, own.publicFrom]).toEqual([3, new Date('2026-12-20T00:00:00Z')])
    const shown = await read()
    expect([shown.release?.no, shown.publicFrom]).toEqual([2, null])
    expect((await readOwnMap({ ...member, now: later.now }, filterOf())).publicFrom).toBeNull()
  })

  it('starts the estimates of a provider from the averages the public has, too', async () => {
    const member = await orgContext({ organization: published.provider, role: 'viewer' })
    const own = rowOf(await readOwnMap({ ...member, now }, filterOf()), 'Faults')
    expect(own?.fit?.ready).toEqual(rowOf(await read(), 'Faults')?.fit?.ready)
  })

  it('tells an unconfirmed provider of its own credentials no more than the public reads', async () => {
    for (const verification of ['V0', 'V1'] as const) {
      const organization = { ...published.provider, verification }
      const member = { ...(await orgContext({ organization })), now }
      const own = await readOwnMap(member, filterOf())
      expect(own.release?.no).toBe(2)
      expect(rowOf(own, 'Safety')?.fit).toBeNull()
      expect(rowOf(own, 'Drawings')?.trend.fit).toBeNull()
      expect((await listOwnMaps(member)).map((line) => line.release?.no)).toEqual([2])
    }
    const organization = published.provider
    const confirmed = { ...(await orgContext({ organization, role: 'viewer' })), now }
    expect((await listOwnMaps(confirmed)).map((line) => line.release?.no)).toEqual([3])
  })

  it('never shows a hidden cohort', async () => {
    expect(rowOf(await read(), 'Handover')).toBeUndefined()
  })

  it('reads the one overall question', async () => {
    expect((await read()).value).toEqual({ counts: [1, 2, 4, 3], employers: 10 })
  })

  it.each([
    ['an unknown credential', { credential: 'no-such-credential' }],
    ['an unknown occupation', { occupation: '99-9999' }],
    ['an occupation the credential does not lead to', { occupation: '11-1011' }],
    ['an unknown region', { region: 'no-such-region' }],
  ])('does not find %s', async (_, over) => {
    await expect(read(over)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('lets no other organization read a map as its own', async () => {
    const other = await orgContext({ kind: 'provider' })
    await expect(readOwnMap(other, filterOf())).rejects.toMatchObject({ code: 'not_found' })
    expect(await listOwnMaps({ ...other, now })).toEqual([])
  })

  it('lists maps with the number of rows behind each word', async () => {
    const [line] = (await listMaps({ occupation: published.occupation })).items
    expect(line?.credential.name).toBe('CNC Certificate')
    expect(line?.words.act).toBe(1)
    expect(line?.words.keep).toBe(1)
    expect(line?.employers).toBe(17)
    expect(line?.release?.no).toBe(2)
  })
})
