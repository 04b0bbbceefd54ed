import { beforeAll, expect, it } from 'vitest'
import type { SummaryFilter } from '@/server/domain/reading/summary-view'
import { type Context, type OrgContext, systemContext } from '@/server/services/context'
import { readMemberSummary, readSummary } from '@/server/services/summaries/read-summary'
import { describeOnBothEngines } from '@/server/testing/databases'
import { EMBARGOED, makePublishedMap, type PublishedMap } from '@/server/testing/map-factory'
import { orgContext } from '@/server/testing/organizations-factory'
import { makeRelease, publishReference } from '@/server/testing/published-factory'
import { readMap, readOwnMap } from './read-map'
import { readOccupation } from './read-occupation'
import { readOwnWorkedExample, readWorkedExample } from './read-worked-example'

const now = new Date('2026-11-21T12:00:00Z')
const everybody: Context = systemContext('command', 'test', now)
const everywhere: SummaryFilter = { region: 'all', sector: 'all' }

describeOnBothEngines('where the estimates of a reader start from', () => {
  let published: PublishedMap
  let member: OrgContext
  let unconfirmed: OrgContext
  const publicFit = [20, 20, 20, 20, 20]
  const embargoedFit = [60, 30, 10, 10, 10]

  const filter = () => ({
    credential: published.slug,
    occupation: published.occupation,
    region: 'all',
    sector: 'all' as const,
  })
  const row = () => ({ ...filter(), competency: published.idOf('Faults') })
  const referenceOf = async (example: ReturnType<typeof readWorkedExample>) =>
    (await example).steps.fit?.reference

  beforeAll(async () => {
    published = await makePublishedMap()
    const organization = published.provider
    member = { ...(await orgContext({ organization, role: 'viewer' })), now }
    unconfirmed = {
      ...(await orgContext({ organization: { ...organization, verification: 'V1' } })),
      now,
    }
    const frameworkId = published.framework.id
    await publishReference({
      releaseNo: EMBARGOED.no,
      frameworkId,
      scale: 'fit',
      counts: embargoedFit,
    })
    await publishReference({
      releaseNo: EMBARGOED.no,
      frameworkId,
      scale: 'importance',
      counts: [40, 30, 20, 10],
    })
  })

  it('is what the public may read, for everybody and for the provider itself', async () => {
    expect(await referenceOf(readWorkedExample(everybody, row()))).toEqual(publicFit)
    expect(await referenceOf(readOwnWorkedExample(unconfirmed, row()))).toEqual(publicFit)
    expect(await referenceOf(readOwnWorkedExample(member, row()))).toEqual(publicFit)
  })

  it('is the same on maps, summaries and occupations', async () => {
    const faults = (of: { rows: { key: string; fit: { score: number } | null }[] }) =>
      of.rows.find(({ key }) => key === published.idOf('Faults'))?.fit?.score ?? 0
    const inPublic = faults(await readMap(everybody, filter()))
    expect(faults(await readOwnMap(unconfirmed, filter()))).toBe(inPublic)
    const fitOf = (of: Awaited<ReturnType<typeof readSummary>>) =>
      of.rows.find(({ competency }) => competency.id === published.idOf('Faults'))?.fit?.value ?? 0
    const summary = fitOf(await readSummary(everybody, everywhere))
    expect(fitOf(await readMemberSummary(unconfirmed, everywhere))).toBe(summary)
    const demand = (await readOccupation(everybody, published.occupation)).demand.find(
      ({ competency }) => competency.id === published.idOf('Faults'),
    )
    const map = await readMap(everybody, filter())
    const shown = map.rows.find(({ key }) => key === published.idOf('Faults'))?.importance?.score
    expect(demand?.importance.score).toBe(shown)
  })

  it('holds back a later public release while one before it is not public', async () => {
    const later = { no: 4, at: new Date('2026-11-21T00:00:00Z') }
    await makeRelease(later)
    await publishReference({
      releaseNo: later.no,
      frameworkId: published.framework.id,
      scale: 'fit',
      counts: [90, 90, 0, 0, 0],
    })
    expect(await referenceOf(readWorkedExample(everybody, row()))).toEqual(publicFit)
    const after = systemContext('command', 'test', new Date('2026-12-21T00:00:00Z'))
    expect(await referenceOf(readWorkedExample(after, row()))).toEqual([90, 90, 0, 0, 0])
  })
})
