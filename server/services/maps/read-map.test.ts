import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { credentials } from '@/server/db/schema/credentials'
import { occupations } from '@/server/db/schema/reference'
import { asTenant } from '@/server/db/tenancy'
import { fitFigures } from '@/server/domain/map-cells'
import type { MapFilter } from '@/server/domain/map-view'
import { METHOD_VERSION } from '@/server/domain/method-changes'
import { type Context, systemContext } from '@/server/services/context'
import {
  makeCredential,
  makeFramework,
  type TestFramework,
} from '@/server/testing/catalogue-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makeOrganization, orgContext } from '@/server/testing/organizations-factory'
import {
  makeRelease,
  makeSubject,
  publishCohort,
  publishReference,
} from '@/server/testing/published-factory'
import { listMaps, listOwnMaps } from './list-maps'
import { listWorkedExamples } from './list-worked-examples'
import { readMap, readOwnMap } from './read-map'
import { readOwnWorkedExample, readWorkedExample } from './read-worked-example'

const now = new Date('2026-11-21T12:00:00Z')
const first = { no: 1, at: new Date('2025-08-10T00:00:00Z') }
const second = { no: 2, at: new Date('2026-11-01T00:00:00Z') }
const embargoed = { no: 3, at: new Date('2026-11-20T00:00:00Z') }
const ctx: Context = systemContext('command', 'test', now)

describeOnBothEngines('reading a competency map', () => {
  let framework: TestFramework
  let provider: Awaited<ReturnType<typeof makeOrganization>>
  let slug: string
  let occupation: string
  let fit: string
  let demand: string

  const idOf = (label: string) =>
    framework.competencies.find((competency) => competency.label === label)?.id ?? ''
  const read = (over: Partial<MapFilter> = {}, as: Context = ctx) =>
    readMap(as, { credential: slug, occupation, region: 'all', sector: 'all', ...over })
  const rowOf = (map: Awaited<ReturnType<typeof read>>, label: string) =>
    map.rows.find((row) => row.competency.label === label)

  beforeAll(async () => {
    provider = await makeOrganization({ kind: 'provider', name: 'Lake College' })
    framework = await makeFramework({
      organizationId: provider.id,
      labels: ['Faults', 'Drawings', 'Safety', 'Handover', 'Unasked'],
    })
    const occupationId = 'soc2018:51-4041'
    occupation = await asTenant({ organizationId: provider.id }, async (tx) => {
      const [row] = await tx
        .select({ code: occupations.code })
        .from(occupations)
        .where(eq(occupations.id, occupationId))
      return row?.code ?? ''
    })
    const credential = await makeCredential({
      organizationId: provider.id,
      occupationId,
      name: 'CNC Certificate',
      teaches: [idOf('Drawings'), idOf('Safety'), idOf('Unasked')],
    })
    slug = await asTenant({ organizationId: provider.id }, async (tx) => {
      const [row] = await tx
        .select({ slug: credentials.slug })
        .from(credentials)
        .where(eq(credentials.id, credential.id))
      return row?.slug ?? ''
    })
    fit = await makeSubject(occupationId, credential.id)
    demand = await makeSubject(occupationId, null)
    await makeRelease(first)
    await makeRelease(second)
    await makeRelease({ ...embargoed, publicAt: new Date('2026-12-20T00:00:00Z') })
    const inState = { regionId: 'us-wi', sector: '31-33' }
    const faults = { competencyId: idOf('Faults') }
    const drawings = { competencyId: idOf('Drawings') }
    await publishCohort({
      subjectId: demand,
      scale: 'importance',
      ...faults,
      ...inState,
      counts: [0, 0, 2, 12],
      release: second,
    })
    const group = await publishCohort({
      subjectId: fit,
      scale: 'fit',
      ...faults,
      ...inState,
      counts: [5, 5, 2, 0, 0],
      release: first,
    })
    await publishCohort({
      subjectId: fit,
      scale: 'fit',
      ...faults,
      ...inState,
      counts: [2, 6, 3, 1, 0],
      release: second,
      adjusted: true,
      cohort: group,
    })
    await publishCohort({
      subjectId: fit,
      scale: 'fit',
      ...faults,
      counts: [1, 1, 1, 1, 1],
      release: second,
    })
    await publishCohort({
      subjectId: demand,
      scale: 'importance',
      ...drawings,
      counts: [0, 0, 2, 9],
      release: second,
    })
    const readers = await publishCohort({
      subjectId: fit,
      scale: 'fit',
      ...drawings,
      ...inState,
      counts: [0, 1, 2, 9, 4],
      release: second,
    })
    await publishCohort({
      subjectId: fit,
      scale: 'fit',
      ...drawings,
      ...inState,
      counts: [0, 0, 2, 8, 6],
      release: embargoed,
      cohort: readers,
    })
    await publishCohort({
      subjectId: fit,
      scale: 'fit',
      competencyId: idOf('Safety'),
      ...inState,
      counts: [0, 0, 2, 3, 1],
      release: embargoed,
    })
    await publishCohort({
      subjectId: fit,
      scale: 'fit',
      competencyId: idOf('Handover'),
      ...inState,
      counts: [5, 0, 0, 0, 0],
      release: second,
      hidden: true,
    })
    await publishCohort({ subjectId: fit, scale: 'value', counts: [1, 2, 4, 3], release: second })
    await publishReference({
      releaseNo: 2,
      frameworkId: framework.id,
      scale: 'fit',
      counts: [20, 20, 20, 20, 20],
    })
  })

  it('sums the latest version of each whole cohort and says when one was adjusted', async () => {
    const row = rowOf(await read(), 'Faults')
    expect(row?.fit?.counts).toEqual([3, 7, 4, 2, 1])
    expect(row?.fit?.employers).toBe(17)
    expect(row?.fit?.adjusted).toBe(true)
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
    expect(trend).toMatchObject({ groups: 1, employers: 12, leftOut: 1, change: 'unclear' })
    expect(trend?.points.map(({ release, at }) => [release, at])).toEqual([
      [1, first.at],
      [2, second.at],
    ])
    const last = fitFigures([{ ageQuarters: 0, counts: [2, 6, 3, 1, 0] }], [20, 20, 20, 20, 20])
    expect(trend?.points[1]?.score).toBeCloseTo(last?.shortfall?.fitScore ?? 0, 10)
    expect(importance).toBeNull()
  })

  it('shows a trend to the public no earlier than its newest release', async () => {
    expect(rowOf(await read(), 'Drawings')?.trend.fit).toBeNull()
    const member = await orgContext({ organization: provider, role: 'viewer' })
    const own = await readOwnMap(
      { ...member, now },
      { credential: slug, occupation, region: 'all', sector: 'all' },
    )
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

  it('works a row through from the same groups under the same filter', async () => {
    for (const over of [{}, { region: 'us-wi', sector: '31-33' } as const]) {
      const row = rowOf(await read(over), 'Faults')
      const example = await readWorkedExample(ctx, {
        credential: slug,
        occupation,
        region: 'all',
        sector: 'all',
        competency: idOf('Faults'),
        ...over,
      })
      const { tier: _, trend: __, ...shown } = row ?? {}
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
      credential: { slug },
      competency: { id: idOf('Drawings') },
    })
    expect(links.map((link) => link.competency.id)).not.toContain(idOf('Safety'))
    expect(new Set(links.map((link) => link.competency.id)).size).toBe(links.length)
  })

  it('works no row through that is not on the map, nor another’s own one', async () => {
    const filter = { credential: slug, occupation, region: 'all', sector: 'all' } as const
    const absent = { ...filter, competency: randomUUID() }
    await expect(readWorkedExample(ctx, absent)).rejects.toMatchObject({ code: 'not_found' })
    const other = await orgContext({ kind: 'provider' })
    await expect(
      readOwnWorkedExample(other, { ...filter, competency: idOf('Faults') }),
    ).rejects.toMatchObject({ code: 'not_found' })
    const member = await orgContext({ organization: provider, role: 'viewer' })
    const own = await readOwnWorkedExample(
      { ...member, now },
      { ...filter, competency: idOf('Safety') },
    )
    expect(own.row.fit?.employers).toBe(6)
  })

  it('names claimed competencies that nobody has published answers on', async () => {
    const row = rowOf(await read(), 'Unasked')
    expect([row?.word, row?.claim, row?.employers]).toEqual(['none', 'claimed', null])
  })

  it('shows a release to the public after its delay, and to the provider at once', async () => {
    expect(rowOf(await read(), 'Safety')?.fit).toBeNull()
    const later = systemContext('command', 'test', new Date('2026-12-21T00:00:00Z'))
    expect(rowOf(await read({}, later), 'Safety')?.fit?.employers).toBe(6)
    const member = await orgContext({ organization: provider, role: 'viewer' })
    const own = await readOwnMap(
      { ...member, now },
      { credential: slug, occupation, region: 'all', sector: 'all' },
    )
    expect(rowOf(own, 'Safety')?.fit?.employers).toBe(6)
    expect(own.release?.no).toBe(3)
    expect((await read()).release?.no).toBe(2)
  })

  it('never shows a hidden cohort', async () => {
    expect(rowOf(await read(), 'Handover')).toBeUndefined()
  })

  it('reads the one overall question', async () => {
    expect((await read()).value).toEqual({ counts: [1, 2, 4, 3], employers: 10, adjusted: false })
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
    await expect(
      readOwnMap(other, { credential: slug, occupation, region: 'all', sector: 'all' }),
    ).rejects.toMatchObject({ code: 'not_found' })
    expect(await listOwnMaps({ ...other, now })).toEqual([])
  })

  it('lists maps with the number of rows behind each word', async () => {
    const [line] = await listMaps(ctx, { occupation })
    expect(line?.credential.name).toBe('CNC Certificate')
    expect(line?.words.act).toBe(1)
    expect(line?.words.keep).toBe(1)
    expect(line?.employers).toBe(17)
    expect(line?.release?.no).toBe(2)
  })
})
