import { eq } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { credentials } from '@/server/db/schema/credentials'
import { asTenant } from '@/server/db/tenancy'
import { decideAlignment } from '@/server/services/alignments/decide-alignment'
import { undoAlignment } from '@/server/services/alignments/undo-alignment'
import { type Context, type OrgContext, systemContext } from '@/server/services/context'
import {
  makeCredential,
  makeFramework,
  type TestFramework,
} from '@/server/testing/catalogue-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { orgContext } from '@/server/testing/organizations-factory'
import { makeRelease, makeSubject, publishCohort } from '@/server/testing/published-factory'
import { indexLines } from './index-lines'
import { listMaps } from './list-maps'
import { readMap } from './read-map'

const ctx: Context = systemContext('command', 'test', new Date('2026-11-21T12:00:00Z'))
const release = { no: 1, at: new Date('2026-11-01T00:00:00Z') }
const machinist = 'soc2018:51-4041'

describeOnBothEngines('a map over two frameworks', () => {
  let provider: OrgContext
  let partnership: OrgContext
  let asked: TestFramework
  let taught: TestFramework
  let slug: string

  const idOf = (framework: TestFramework, label: string) =>
    framework.competencies.find((competency) => competency.label === label)?.id ?? ''
  const read = () =>
    readMap(ctx, { credential: slug, occupation: '51-4041', region: 'all', sector: 'all' })
  const rowOf = async (label: string) =>
    (await read()).rows.find((row) => row.competency.label === label)
  const accept = (as: OrgContext, from: string, to: string, kind: 'exact' | 'major' = 'exact') =>
    decideAlignment(as, {
      fromId: idOf(asked, from),
      decisions: [{ toId: idOf(taught, to), verdict: 'accept', kind }],
    })

  beforeAll(async () => {
    provider = await orgContext({ kind: 'provider', name: 'Lake College' })
    partnership = await orgContext({ kind: 'partnership', verification: 'V2', name: 'Region 4' })
    asked = await makeFramework({
      organizationId: partnership.organization.id,
      name: 'Jobs',
      labels: ['Find faults', 'Read drawings', 'Weld'],
    })
    taught = await makeFramework({
      organizationId: (await orgContext({ kind: 'provider' })).organization.id,
      name: 'Courses',
      labels: ['Fault finding', 'Drawings', 'Welding'],
    })
    const { id } = await makeCredential({
      organizationId: provider.organization.id,
      occupationId: machinist,
      teaches: taught.competencies.map((competency) => competency.id),
    })
    slug = await asTenant(provider, async (tx) => {
      const [row] = await tx
        .select({ slug: credentials.slug })
        .from(credentials)
        .where(eq(credentials.id, id))
      return row?.slug ?? ''
    })
    const demand = await makeSubject(machinist, null)
    const fit = await makeSubject(machinist, id)
    await makeRelease(release)
    const publish = (
      subjectId: string,
      scale: 'fit' | 'importance',
      competencyId: string,
      counts: number[],
    ) => publishCohort({ subjectId, scale, competencyId, counts, release })
    await publish(demand, 'importance', idOf(asked, 'Find faults'), [0, 0, 2, 12])
    await publish(fit, 'fit', idOf(taught, 'Fault finding'), [3, 7, 3, 1, 0])
    await publish(demand, 'importance', idOf(asked, 'Read drawings'), [0, 0, 2, 9])
    await publish(demand, 'importance', idOf(taught, 'Drawings'), [0, 0, 1, 6])
    await publish(fit, 'fit', idOf(taught, 'Drawings'), [0, 1, 2, 9, 4])
    await publish(demand, 'importance', idOf(asked, 'Weld'), [0, 1, 3, 5])
  })

  it('keeps both wordings apart until somebody accepts them as the same', async () => {
    expect((await rowOf('Find faults'))?.word).toBe('none')
    expect((await rowOf('Fault finding'))?.importance).toBeNull()
    await accept(partnership, 'Find faults', 'Fault finding', 'major')
    expect((await rowOf('Fault finding'))?.joined).toBeNull()
  })

  it('sets importance of one beside fit of the other and names both, who and when', async () => {
    const { ids } = await accept(partnership, 'Find faults', 'Fault finding')
    const row = await rowOf('Fault finding')
    expect(row?.word).toBe('act')
    expect(row?.importance?.counts).toEqual([0, 0, 2, 12])
    expect(row?.fit?.counts).toEqual([3, 7, 3, 1, 0])
    expect(row?.joined).toEqual({
      competency: expect.objectContaining({
        label: 'Find faults',
        framework: expect.objectContaining({ name: 'Jobs' }),
      }),
      brings: 'importance',
      by: 'Region 4',
      at: partnership.now,
    })
    expect(await rowOf('Find faults')).toBeUndefined()
    await indexLines(ctx.now)
    const [line] = (await listMaps({ credentials: [slug] })).items
    expect(line?.words.act).toBe(1)
    await undoAlignment(partnership, { ids })
    expect((await rowOf('Fault finding'))?.joined).toBeNull()
  })

  it('never adds up two wordings that were both asked', async () => {
    await accept(partnership, 'Read drawings', 'Drawings')
    expect((await rowOf('Drawings'))?.importance?.counts).toEqual([0, 0, 1, 6])
    expect((await rowOf('Read drawings'))?.importance?.counts).toEqual([0, 0, 2, 9])
  })

  it('knows a claim by the other wording', async () => {
    expect((await rowOf('Weld'))?.claim).toBe('not_claimed')
    await accept(partnership, 'Weld', 'Welding')
    const row = await rowOf('Weld')
    expect([row?.claim, row?.joined?.brings]).toEqual(['claimed', 'claim'])
  })

  it('takes no stranger’s word, but the provider’s own', async () => {
    const stranger = await orgContext({ kind: 'provider' })
    await accept(stranger, 'Find faults', 'Fault finding')
    expect((await rowOf('Fault finding'))?.joined).toBeNull()
    await accept(provider, 'Find faults', 'Fault finding')
    expect((await rowOf('Fault finding'))?.joined?.by).toBe('Lake College')
  })
})
