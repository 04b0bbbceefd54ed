import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { packets } from '@/server/db/schema/cycles'
import { organizations } from '@/server/db/schema/organizations'
import { questionLists } from '@/server/db/schema/ratings'
import { asTenant } from '@/server/db/tenancy'
import { makeCycle, type TestCycle } from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makeOrganization } from '@/server/testing/organizations-factory'
import { addAddresses } from '@/server/testing/pasted-addresses'
import { openCycle } from './open-cycle'
import { readCycle } from './read-cycle'

/** Confirmed firms with sites; returns an address at each site, firm by firm. */
async function firms(count: number, sites: (firm: number) => number): Promise<string[]> {
  const addresses: string[] = []
  for (let firm = 0; firm < count; firm++) {
    const parent = await makeOrganization({ kind: 'employer', verification: 'V2' })
    for (let site = 0; site < sites(firm); site++) addresses.push(await makeSite(parent.id))
  }
  return addresses
}

async function makeSite(parentId: string): Promise<string> {
  const domain = `${crypto.randomUUID().slice(0, 12)}.example`
  await makeOrganization({ kind: 'employer', verification: 'V2', parentId, domain })
  return `hr@${domain}`
}

async function lists(cycle: TestCycle) {
  const rows = await asTenant(cycle.ctx, (tx) =>
    tx
      .select({ parentId: organizations.parentId, list: questionLists.competencyIds })
      .from(packets)
      .innerJoin(questionLists, eq(questionLists.id, packets.questionListId))
      .innerJoin(organizations, eq(organizations.id, packets.employerId))
      .where(eq(packets.cycleId, cycle.id)),
  )
  return rows.map(({ parentId, list }) => ({ parentId, list: list.join() }))
}

describeOnBothEngines('sites of one employer', () => {
  test('do not spread a list that the forecast says is common', async () => {
    const addresses = await firms(12, (firm) => (firm < 9 ? 2 : 1))
    const cycle = await makeCycle({ competencies: 14, addresses })
    const { forecast } = await readCycle(cycle.ctx, { cycleId: cycle.id })
    expect(forecast).toMatchObject({ confirmed: 12, spread: false })
    await openCycle(cycle.ctx, { cycleId: cycle.id })
    const asked = await lists(cycle)
    expect(asked).toHaveLength(21)
    expect(new Set(asked.map((row) => row.list))).toEqual(
      new Set([cycle.competencyIds.slice(0, 12).join()]),
    )
  })

  test('are asked the same when a list is spread, also the site that joins later', async () => {
    const addresses = await firms(21, (firm) => (firm === 0 ? 2 : 1))
    const cycle = await makeCycle({ competencies: 14, addresses, open: true })
    const before = await lists(cycle)
    expect(new Set(before.map((row) => row.list)).size).toBeGreaterThan(1)
    const parentId = before.find(
      (row, at) => before.findIndex((each) => each.parentId === row.parentId) !== at,
    )?.parentId
    await addAddresses(cycle.ctx, { cycleId: cycle.id, text: await makeSite(parentId ?? '') })
    const own = (await lists(cycle)).filter((row) => row.parentId === parentId)
    expect(own).toHaveLength(3)
    expect(new Set(own.map((row) => row.list)).size).toBe(1)
  })
})
