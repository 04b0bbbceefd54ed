import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { ratingCycles } from '@/server/db/schema/cycles'
import { sectorEmployment } from '@/server/db/schema/employment'
import { regions } from '@/server/db/schema/reference'
import { asOperator, asTenant } from '@/server/db/tenancy'
import type { SummaryFilter } from '@/server/domain/reading/summary-view'
import { type OrgContext, systemContext } from '@/server/services/context'
import {
  makeCredential,
  makeFramework,
  type TestFramework,
} from '@/server/testing/catalogue-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makeOrganization, orgContext, tenant } from '@/server/testing/organizations-factory'
import { makeRelease, makeSubject, publishCohort } from '@/server/testing/published-factory'
import { readMemberSummary, readSummary } from './read-summary'

const now = new Date('2026-11-21T12:00:00Z')
const release = { no: 1, at: new Date('2026-11-01T00:00:00Z') }
const embargoed = { no: 2, at: new Date('2026-11-20T00:00:00Z') }
const ctx = systemContext('command', 'test', now)

describeOnBothEngines('reading a summary', () => {
  let framework: TestFramework
  const idOf = (label: string) =>
    framework.competencies.find((competency) => competency.label === label)?.id ?? ''
  const read = (over: Partial<SummaryFilter> = {}) =>
    readSummary(ctx, { region: 'all', sector: 'all', ...over })

  beforeAll(async () => {
    const provider = await makeOrganization({ kind: 'provider', name: 'Lake College' })
    framework = await makeFramework({
      organizationId: provider.id,
      labels: ['Faults', 'Sanitation', 'Later'],
    })
    const occupationId = 'soc2018:51-4041'
    const credential = await makeCredential({
      organizationId: provider.id,
      occupationId,
      name: 'CNC Certificate',
      teaches: [idOf('Faults')],
    })
    await makeRelease(release)
    await makeRelease({ ...embargoed, publicAt: new Date('2026-12-20T00:00:00Z') })
    const demand = await makeSubject(occupationId, null)
    const fit = await makeSubject(occupationId, credential.id)
    const metals = { regionId: 'us-wi', sector: '31-33' }
    const importance = (label: string, counts: number[], over = {}) =>
      publishCohort({
        subjectId: demand,
        scale: 'importance',
        competencyId: idOf(label),
        counts,
        release,
        ...metals,
        ...over,
      })
    await importance('Faults', [0, 0, 2, 12])
    await importance('Faults', [0, 0, 2, 6], { sector: '11' })
    await importance('Faults', [0, 1, 2, 3], { regionId: undefined, sector: undefined })
    await importance('Sanitation', [0, 1, 2, 6], { sector: '11' })
    await importance('Later', [0, 1, 2, 6], { release: embargoed })
    await publishCohort({
      subjectId: fit,
      scale: 'fit',
      competencyId: idOf('Faults'),
      counts: [2, 6, 3, 1, 0],
      release,
      ...metals,
    })
  })

  it('puts the largest need first and names the credentials that claim it', async () => {
    const summary = await read({ region: 'us-wi' })
    expect(summary.rows.map((row) => row.competency.label)).toEqual(['Faults', 'Sanitation'])
    expect(summary.rows[0]?.claimedBy.map((credential) => credential.name)).toEqual([
      'CNC Certificate',
    ])
    expect(summary.rows[1]?.claimedBy).toEqual([])
    expect(summary.credentials).toHaveLength(1)
    expect(summary.ratedCredentials).toBe(1)
    expect(summary.finding.unclaimed).toEqual([idOf('Sanitation')])
  })

  it('counts whole groups of the filter only, and says that wider ones are left out', async () => {
    const state = await read({ region: 'us-wi' })
    expect(state.rows[0]?.mustHave).toEqual({ sectors: ['11', '31-33'], of: 2 })
    expect(state.employers).toBe(22)
    expect(state.leavesOutWider).toBe(true)
    const all = await read()
    expect(all.employers).toBe(28)
    expect(all.leavesOutWider).toBe(false)
    const food = await read({ sector: '11' })
    expect(food.employers).toBe(9)
    expect(food.rows[0]?.need).toBeNull()
  })

  it('shows a release before its public day to a confirmed organization that asked, and to no other', async () => {
    const everywhere = { region: 'all', sector: 'all' } as const
    const summaryOf = async (member: OrgContext) => {
      const { rows, publicFrom } = await readMemberSummary(member, everywhere)
      return { early: rows.some((row) => row.competency.label === 'Later'), publicFrom }
    }
    const asRead = { early: false, publicFrom: null }
    expect((await read()).rows.map((row) => row.competency.label)).not.toContain('Later')
    const base = { kind: 'partnership', role: 'viewer', now } as const
    expect(await summaryOf(await orgContext({ ...base, verification: 'V2' }))).toEqual(asRead)
    const asker = async (verification: 'V0' | 'V1' | 'V2', state: 'open' | 'cancelled') => {
      const member = await orgContext({ ...base, verification })
      const importanceSubjectId = await makeSubject('soc2018:51-4041', null)
      await asTenant(member, (tx) =>
        tx.insert(ratingCycles).values({
          ...{ id: randomUUID(), organizationId: member.organization.id, timeZone: 'UTC' },
          title: 'Asked',
          ...{ occupationId: 'soc2018:51-4041', importanceSubjectId, state, closesAt: now },
        }),
      )
      return summaryOf(member)
    }
    expect(await asker('V2', 'open')).toEqual({
      early: true,
      publicFrom: new Date('2026-12-20T00:00:00Z'),
    })
    expect(await asker('V2', 'cancelled')).toEqual(asRead)
    expect(await asker('V1', 'open')).toEqual(asRead)
    expect(await asker('V0', 'open')).toEqual(asRead)
  })

  it('opens on the region a partnership has defined, unless another is asked for', async () => {
    const member = await orgContext({ kind: 'partnership', role: 'viewer', now })
    const organizationId = member.organization.id
    expect((await readMemberSummary(member, { sector: 'all' })).filter.region).toBeNull()
    await asTenant(tenant(organizationId), (tx) =>
      tx.insert(regions).values({
        id: `set-${organizationId}`,
        kind: 'set',
        name: 'Lakeshore',
        slug: `lakeshore-${organizationId.slice(0, 8)}`,
        organizationId,
      }),
    )
    const own = await readMemberSummary(member, { sector: 'all' })
    expect(own.filter.region?.name).toBe('Lakeshore')
    const all = await readMemberSummary(member, { region: 'all', sector: 'all' })
    expect(all.filter.region).toBeNull()
  })

  it('weighs a region to its employment beside the plain figures, and only there', async () => {
    const rows = (employment: number) => [
      { sector: '31-33', employment },
      { sector: '11', employment: 400 },
    ]
    const load = (sectors: ReturnType<typeof rows>) =>
      asOperator(async (tx) => {
        await tx.delete(sectorEmployment).where(eq(sectorEmployment.regionId, 'us-wi'))
        await tx
          .insert(sectorEmployment)
          .values(sectors.map((row) => ({ ...row, regionId: 'us-wi', year: 2025, loadedAt: now })))
      })
    expect((await read({ region: 'us-wi' })).weighting).toMatchObject({
      employment: null,
      rows: [],
    })
    await load(rows(600))
    const { weighting, rows: plain } = await read({ region: 'us-wi' })
    expect(weighting?.employment).toMatchObject({ known: 1000, year: 2025 })
    const faults = weighting?.rows.find((row) => row.competency.label === 'Faults')
    expect(faults?.plain.importance).toEqual(plain[0]?.importance)
    expect(faults?.weighted.importance).not.toBeNull()
    expect(faults).toMatchObject({ weighted: { fit: null, need: null }, coverage: 1 })
    expect(faults?.effective).toBeGreaterThanOrEqual(10)
    expect(weighting?.refused).toContainEqual({
      ...{ side: 'fit', kind: 'missing', sectors: ['11'], competencies: 1 },
    })
    for (const filter of [{}, { region: 'us-wi', sector: '11' as const }]) {
      expect((await read(filter)).weighting).toBeNull()
    }
    await load(rows(30))
    const skewed = (await read({ region: 'us-wi' })).weighting
    expect(skewed?.rows[0]?.weighted.importance?.value).not.toBe(faults?.weighted.importance?.value)
    await asOperator((tx) => tx.delete(sectorEmployment))
  })

  it('says who took part from the sizes of published groups', async () => {
    expect((await read({ region: 'us-wi' })).participation).toEqual({
      columns: [],
      rows: [
        { sector: '11', cells: [9], share: null },
        { sector: '31-33', cells: [14], share: null },
      ],
    })
    const everywhere = (await read()).participation?.rows
    expect(everywhere?.at(-1)).toEqual({ sector: null, cells: [6], share: null })
    expect(everywhere?.filter(({ sector }) => sector === null)).toHaveLength(1)
    expect((await read({ region: 'us-tx' })).participation).toBeNull()
  })

  it('offers the regions and sectors that groups were formed in', async () => {
    const { options } = await read()
    expect(options.regions.map((region) => region.name)).toEqual(['Wisconsin'])
    expect(options.sectors).toEqual(['11', '31-33'])
  })

  it('does not find an unknown region', async () => {
    await expect(read({ region: 'atlantis' })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is empty, not wrong, where nothing is published', async () => {
    const summary = await read({ region: 'us-tx' })
    expect(summary.rows).toEqual([])
    expect(summary.finding.key).toBe('none')
  })

  it('keeps fit of an apprenticeship out of figures that hold another kind', async () => {
    const before = await read()
    const provider = await makeOrganization({ kind: 'provider', name: 'Joint Fund' })
    const occupationId = 'soc2018:51-4041'
    const apprenticeship = await makeCredential({
      organizationId: provider.id,
      occupationId,
      kind: 'apprenticeship',
      name: 'Machinist Apprenticeship',
      teaches: [],
    })
    await publishCohort({
      subjectId: await makeSubject(occupationId, apprenticeship.id),
      scale: 'fit',
      competencyId: idOf('Faults'),
      counts: [0, 0, 1, 9, 10],
      release,
      regionId: 'us-mn',
      sector: '23',
    })
    const after = await read()
    expect([before.fitOf, after.fitOf]).toEqual(['all', 'without_apprenticeships'])
    expect(after.rows).toEqual(before.rows)
    expect(after.ratedCredentials).toBe(before.ratedCredentials + 1)
    const alone = await read({ region: 'us-mn' })
    expect(alone.fitOf).toBe('apprenticeships')
    expect(alone.rows[0]?.fit).not.toBeNull()
  })
})
