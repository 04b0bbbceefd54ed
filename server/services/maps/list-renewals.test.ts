import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { credentials } from '@/server/db/schema/credentials'
import { ratingCycles } from '@/server/db/schema/cycles'
import { asPublisher, asTenant } from '@/server/db/tenancy'
import type { OrgContext } from '@/server/services/context'
import { createCycle } from '@/server/services/cycles/save-cycle'
import { makeCredential, makeFramework } from '@/server/testing/catalogue-factory'
import { dayAhead, machinists } from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { EMBARGOED, makePublishedMap, SECOND } from '@/server/testing/map-factory'
import { orgContext } from '@/server/testing/organizations-factory'
import { makeSubject } from '@/server/testing/published-factory'
import { listRenewals } from './list-renewals'

const DAY = 86_400_000

describeOnBothEngines('what a cycle does to what was published before', () => {
  let published: Awaited<ReturnType<typeof makePublishedMap>>
  let member: OrgContext

  /** A cycle about the published credential and one that nobody has rated; closed so long after a release was made. */
  async function cycleOf(
    closedAt: Date | null,
    state: 'open' | 'closed' | 'cancelled' = closedAt ? 'closed' : 'open',
  ): Promise<string> {
    const { id: organizationId } = member.organization
    const framework = await makeFramework({ organizationId, labels: ['Anything'] })
    const unrated = await makeCredential({ organizationId, occupationId: machinists, name: 'New' })
    await makeSubject(machinists, unrated.id)
    const [credential] = await asPublisher((tx) =>
      tx
        .select({ id: credentials.id })
        .from(credentials)
        .where(eq(credentials.slug, published.slug)),
    )
    const { id } = await createCycle(member, {
      title: 'Asked again',
      occupationId: machinists,
      credentialIds: [credential?.id ?? '', unrated.id],
      competencyIds: framework.competencies.map((each) => each.id),
      closesOn: dayAhead(20),
      timeZone: 'America/Chicago',
      message: '',
    })
    await asTenant(member, (tx) =>
      tx.update(ratingCycles).set({ state, closedAt }).where(eq(ratingCycles.id, id)),
    )
    return id
  }

  const statesOf = async (cycleId: string, days: number, ctx = member) =>
    (
      await listRenewals(
        { ...ctx, now: new Date(EMBARGOED.at.getTime() + days * DAY) },
        { cycleId },
      )
    ).map(({ state }) => state)

  beforeAll(async () => {
    published = await makePublishedMap()
    member = await orgContext({ organization: published.provider })
  })

  test('while it is open: how large the groups are that five new answers change', async () => {
    const renewals = await listRenewals(
      { ...member, now: new Date(EMBARGOED.at.getTime() + DAY) },
      { cycleId: await cycleOf(null) },
    )
    expect(renewals).toEqual([
      { credential: 'CNC Certificate', smallest: 5, largest: 16, state: { kind: 'open' } },
    ])
  })

  test('once it was counted: that it stands, or which release changed it', async () => {
    const before = await cycleOf(new Date(SECOND.at.getTime() + DAY))
    expect(await statesOf(before, 1)).toEqual([{ kind: 'changed', releaseNo: EMBARGOED.no }])
    const after = await cycleOf(new Date(EMBARGOED.at.getTime() + DAY))
    expect(await statesOf(after, 2)).toEqual([{ kind: 'counting' }])
    expect(await statesOf(after, 3)).toEqual([{ kind: 'stands' }])
    const off = await cycleOf(new Date(SECOND.at.getTime() + DAY), 'cancelled')
    expect(await statesOf(off, 3)).toEqual([])
  })

  test('nobody hears of a release that is not public to them, nor of another’s cycle', async () => {
    const cycleId = await cycleOf(new Date(SECOND.at.getTime() + DAY))
    const organization = { ...published.provider, verification: 'V1' as const }
    const unconfirmed = await orgContext({ organization })
    expect(await statesOf(cycleId, 3, unconfirmed)).toEqual([{ kind: 'counting' }])
    const stranger = await orgContext({ kind: 'provider', verification: 'V2' })
    await expect(listRenewals(stranger, { cycleId })).rejects.toMatchObject({ code: 'not_found' })
  })
})
