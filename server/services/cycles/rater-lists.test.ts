import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { raterListEntries, raterLists } from '@/server/db/schema/cycles'
import { asTenant } from '@/server/db/tenancy'
import { declineInvitation } from '@/server/services/ratings/decline-invitation'
import { invitationOf, makeCycle, raterAt, type TestCycle } from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makeOrganization, orgContext } from '@/server/testing/organizations-factory'
import { refusal } from '@/server/testing/refusal'
import { addAddressList } from './add-address-list'
import { revokeInvitation } from './change-invitation'
import { deleteRaterList } from './delete-rater-list'
import { keepAddressList } from './keep-address-list'
import { keepRaterList } from './keep-rater-list'
import { listRaterLists, listRaterSources } from './list-rater-lists'
import { readAddressList } from './read-address-list'
import { renameRaterList } from './rename-rater-list'
import { saveAddressRows } from './save-address-rows'
import { startFromCycle, startFromList } from './start-from-list'

const tagged = () => randomUUID().slice(0, 8)
const own = (cycle: TestCycle, name: string) =>
  keepRaterList(cycle.ctx, { cycleId: cycle.id, listId: null, name })

async function rowsOf(cycle: TestCycle, { id }: { id: string }) {
  const { table, fileName } = await readAddressList(cycle.ctx, { cycleId: cycle.id, id })
  return { fileName, rows: table.rows }
}

describeOnBothEngines('a list that is kept', () => {
  it('is the cycle’s as it was typed, answered or declined, but for what was taken back, and starts another as a table', async () => {
    const tag = tagged()
    const known = await makeOrganization({
      kind: 'employer',
      verification: 'V2',
      domain: `keel-${tag}.example`,
    })
    const emails = ['ann', 'bo', 'cy', 'di'].map((who) => `${who}@keel-${tag}.example`)
    const cycle = await makeCycle({
      addresses: [...emails, `pat@gmail.com, Tide ${tag}, Pat Lee`],
      open: true,
    })
    await declineInvitation(await raterAt(cycle, emails[0] ?? '', false))
    const bo = await invitationOf(cycle, emails[1] ?? '')
    await revokeInvitation(cycle.ctx, { cycleId: cycle.id, invitationId: bo })
    const { id } = await own(cycle, 'Board')
    expect(await listRaterLists(cycle.ctx)).toMatchObject([{ id, name: 'Board', addresses: 4 }])
    const next = await makeCycle({ ctx: cycle.ctx, like: cycle })
    const sources = await listRaterSources(cycle.ctx, { cycleId: next.id })
    expect(sources).toMatchObject({ lists: [{ id }], cycles: [{ id: cycle.id, addresses: 4 }] })
    const fromList = await rowsOf(
      next,
      await startFromList(cycle.ctx, { cycleId: next.id, listId: id }),
    )
    const fromCycle = await rowsOf(
      next,
      await startFromCycle(cycle.ctx, { cycleId: next.id, fromId: cycle.id }),
    )
    expect(fromList.fileName).toBe('Board')
    expect(fromCycle.fileName).toBe('Machinists this autumn')
    for (const { rows } of [fromList, fromCycle]) {
      expect(
        rows.map(({ email, employer, how, problem }) => [email, employer, how, problem]),
      ).toEqual(
        [
          ...[0, 2, 3].map((at) => [emails[at], known.name, 'domain', null]),
          ['pat@gmail.com', `Tide ${tag}`, 'name', null],
        ].sort(),
      )
    }
  })

  it('keeps rows of one that waits as they stand, with the places that were said, without those left out', async () => {
    const tag = tagged()
    const cycle = await makeCycle()
    const text = `ann@keel-${tag}.example, Keel ${tag}, Ann\nbo@tide-${tag}.example\ncy@\ndi@gmail.com`
    const { id: listId } = await keepAddressList(cycle.ctx, { cycleId: cycle.id, text })
    const about = { cycleId: cycle.id, id: listId }
    await saveAddressRows(cycle.ctx, {
      ...about,
      rows: [
        { key: `ann@keel-${tag}.example`, county: 'Lorain, OH', industry: 'machine shop' },
        { key: `bo@tide-${tag}.example`, out: true },
      ],
    })
    const { id } = await keepRaterList(cycle.ctx, {
      cycleId: cycle.id,
      listId,
      name: 'As it waits',
    })
    const next = await makeCycle({ ctx: cycle.ctx, like: cycle })
    const { rows } = await rowsOf(
      next,
      await startFromList(cycle.ctx, { cycleId: next.id, listId: id }),
    )
    expect(
      rows.map(({ email, county, industry, problem }) => [
        email,
        county.text,
        industry.text,
        problem,
      ]),
    ).toEqual([
      [`ann@keel-${tag}.example`, 'Lorain County, Ohio', '332710 Machine Shops', null],
      ['di@gmail.com', '', '', 'no_employer'],
    ])
    const list = await startFromList(cycle.ctx, { cycleId: next.id, listId: id })
    expect(await addAddressList(cycle.ctx, { cycleId: next.id, id: list.id })).toEqual({
      ...{ added: 1, refused: 1 },
    })
  })

  it('is renamed and deleted, each name once', async () => {
    const cycle = await makeCycle({ addresses: ['ann@keel-names.example'] })
    const [one, two] = [await own(cycle, 'One'), await own(cycle, 'Two')]
    await expect(own(cycle, 'Two')).rejects.toMatchObject({
      key: 'raterLists.nameTaken',
      field: 'name',
    })
    await expect(renameRaterList(cycle.ctx, { id: one.id, name: 'Two' })).rejects.toThrow(
      refusal('raterLists.nameTaken'),
    )
    await renameRaterList(cycle.ctx, { id: two.id, name: 'Two' })
    await renameRaterList(cycle.ctx, { id: one.id, name: 'Eins' })
    await deleteRaterList(cycle.ctx, { id: two.id })
    expect((await listRaterLists(cycle.ctx)).map(({ name }) => name)).toEqual(['Eins'])
    const left = await asTenant(cycle.ctx, (tx) =>
      tx.select({ listId: raterListEntries.listId }).from(raterListEntries),
    )
    expect(left).toEqual([{ listId: one.id }])
  })

  it('is refused where it is empty, or one too many', async () => {
    const empty = await makeCycle()
    await expect(own(empty, 'Nobody')).rejects.toThrow(refusal('raterLists.empty'))
    const next = await makeCycle({ ctx: empty.ctx, like: empty })
    await expect(startFromCycle(empty.ctx, { cycleId: next.id, fromId: empty.id })).rejects.toThrow(
      refusal('raterLists.empty'),
    )
    const cycle = await makeCycle({ addresses: ['ann@keel-many.example'] })
    const organizationId = cycle.ctx.organization.id
    await asTenant(cycle.ctx, (tx) =>
      tx.insert(raterLists).values(
        Array.from({ length: 50 }, (_, at) => ({
          id: randomUUID(),
          organizationId,
          name: `List ${at}`,
        })),
      ),
    )
    await expect(own(cycle, 'One more')).rejects.toThrow(refusal('raterLists.most', { count: 50 }))
  })

  it('is its organization’s alone, and of those in it that invite', async () => {
    const cycle = await makeCycle({ addresses: ['ann@keel-alone.example'] })
    const { id } = await own(cycle, 'Ours')
    const other = await makeCycle()
    const viewer = await orgContext({ kind: 'provider', role: 'viewer' })
    const tries = [
      () => renameRaterList(other.ctx, { id, name: 'Theirs' }),
      () => deleteRaterList(other.ctx, { id }),
      () => startFromList(other.ctx, { cycleId: other.id, listId: id }),
      () => startFromCycle(other.ctx, { cycleId: other.id, fromId: cycle.id }),
      () => keepRaterList(other.ctx, { cycleId: cycle.id, listId: null, name: 'Theirs' }),
    ]
    for (const each of tries) await expect(each()).rejects.toMatchObject({ code: 'not_found' })
    expect(await listRaterLists(other.ctx)).toEqual([])
    for (const each of [
      () => listRaterLists(viewer),
      () => listRaterSources(viewer, { cycleId: cycle.id }),
      () => deleteRaterList(viewer, { id }),
    ]) {
      await expect(each()).rejects.toMatchObject({ code: 'forbidden' })
    }
  })
})
