import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { decisions, reportShares } from '@/server/db/schema/decisions'
import { replies } from '@/server/db/schema/replies'
import { asPublisher, asTenant } from '@/server/db/tenancy'
import type { MapFilter } from '@/server/domain/reading/map-filter'
import type { OrgContext } from '@/server/services/context'
import { indexLines } from '@/server/services/maps/index-lines'
import { readClosely, readOwnClosely } from '@/server/services/maps/read-closely'
import { readMap, readOwnMap } from '@/server/services/maps/read-map'
import { readOwnLine } from '@/server/services/maps/read-own-line'
import { hideCohort } from '@/server/services/releases/hide-cohort'
import { describeOnBothEngines } from '@/server/testing/databases'
import { FIRST, makePublishedMap, type PublishedMap, SECOND } from '@/server/testing/map-factory'
import { operatorContext, orgContext } from '@/server/testing/organizations-factory'
import { listReports } from './list-reports'
import { readAcross } from './read-across'
import { readReport } from './read-report'

/** Four months after the second release. */
const now = new Date('2027-03-01T12:00:00Z')
/** By the database's own clock, which its policies go by. */
const ago = (days: number) => new Date(Date.now() - days * 86_400_000)

describeOnBothEngines('reports', () => {
  let map: PublishedMap
  let owner: OrgContext
  let viewer: OrgContext
  let partnership: OrgContext
  let stranger: OrgContext

  beforeAll(async () => {
    map = await makePublishedMap()
    const organization = map.provider
    owner = await orgContext({ organization, now })
    viewer = await orgContext({ organization, role: 'viewer', now })
    partnership = await orgContext({ kind: 'partnership', verification: 'V2', now })
    stranger = await orgContext({ kind: 'provider', verification: 'V2', now })
    // Not public on any day that this runs.
    await asPublisher((tx) =>
      tx.execute(sql`UPDATE release SET public_at = '2099-01-01' WHERE no = 3`),
    )
    await indexLines(now)
  })

  const filter = (over: Partial<MapFilter> = {}): MapFilter => ({
    ...{ credential: map.slug, occupation: map.occupation, region: 'all', sector: 'all' },
    ...over,
  })
  const line = (label: string) => map.idOf(label)
  const lineOf = async (ctx: OrgContext, label: string) =>
    (await readReport(ctx, filter())).lines.find(({ key }) => key === line(label))
  const place = () => ({
    ...{ organizationId: map.provider.id, credentialId: map.credentialId },
    occupationId: 'soc2018:51-4041',
  })

  async function decided(label: string, over: Partial<typeof decisions.$inferInsert> = {}) {
    const row = {
      ...{ id: randomUUID(), ...place(), competencyId: line(label), choice: 'accept' as const },
      ...{
        stage: 'proposed' as const,
        reason: 'A lab.',
        ownerName: 'The dean',
        groups: [],
      },
      ...{ shown: null, releaseNo: FIRST.no, at: ago(3), clientKey: randomUUID(), bodyHash: '' },
      ...over,
    }
    await asTenant(owner, (tx) => tx.insert(decisions).values(row))
    return row.id
  }

  describe('of one’s own map', () => {
    it('tells which lines ask, since when, and that one has waited too long', async () => {
      const report = await readReport(owner, filter())
      expect(report.reader).toBe('provider')
      expect(report.map).toEqual(await readOwnMap(owner, filter()))
      const faults = report.lines.find(({ key }) => key === line('Faults'))
      expect(faults).toMatchObject({ standing: 'decide', decided: false, label: 'Faults' })
      expect(faults?.asked).toEqual({ release: 2, at: SECOND.at })
      expect(faults?.overdue).toBe(true)
      expect(report.share).toEqual({ decided: 0, of: 1 })
      expect(report.lines.map(({ key }) => key)).not.toContain(line('Unasked'))
    })

    it('names what is surely important and not claimed, and the credential’s other jobs', async () => {
      const { notClaimed, otherOccupations } = await readReport(owner, filter())
      expect(notClaimed).toEqual([line('Faults')])
      expect(otherOccupations).toEqual([])
    })

    it('is read by a viewer, and by nobody of another provider or an employer', async () => {
      expect((await readReport(viewer, filter())).lines.length).toBeGreaterThan(0)
      await expect(readReport(stranger, filter())).rejects.toMatchObject({ code: 'not_found' })
      const employer = await orgContext({ kind: 'employer', verification: 'V2', now })
      await expect(readReport(employer, filter())).rejects.toMatchObject({ code: 'forbidden' })
      await expect(listReports(employer)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(readReport(owner, filter({ credential: 'none' }))).rejects.toMatchObject({
        code: 'not_found',
      })
    })

    it('shows a decision at once, waits no longer, and keeps what left the map', async () => {
      await decided('Faults')
      expect(await lineOf(owner, 'Faults')).toMatchObject({
        ...{ standing: 'decide', decided: true, overdue: false },
      })
      await decided('Handover')
      const report = await readReport(owner, filter())
      expect(report.share).toEqual({ decided: 1, of: 1 })
      expect(report.map.rows.map(({ key }) => key)).not.toContain(line('Handover'))
      expect(report.lines.at(-1)).toMatchObject({
        label: 'Handover',
        standing: null,
        decided: true,
      })
      const [own] = report.decisions.find(({ key }) => key === line('Faults'))?.decisions ?? []
      expect(own).toMatchObject({ reason: 'A lab.', owner: { name: 'The dean', member: false } })
    })

    it('has its drafts of replies, and lists how far its lines are', async () => {
      const reply = { id: randomUUID(), ...place(), text: 'A draft.', state: 'draft' as const }
      await asTenant(owner, (tx) =>
        tx.insert(replies).values({ ...reply, at: ago(1), clientKey: randomUUID(), bodyHash: '' }),
      )
      const { replies: own, says } = await readReport(owner, filter())
      expect(own).toMatchObject([{ text: 'A draft.', state: 'draft' }])
      expect(says.reply).toBeNull()
      expect(await listReports(owner)).toMatchObject([
        { lines: { decided: 1, of: 1 }, overdueDays: null, dueOn: null, sharedBy: null },
      ])
    })
  })

  describe('that are shared', () => {
    const share = () =>
      asTenant(owner, (tx) =>
        tx
          .insert(reportShares)
          .values({ ...place(), partnershipId: partnership.organization.id, at: now }),
      )

    it('are none without a share', async () => {
      await expect(readReport(partnership, filter())).rejects.toMatchObject({ code: 'not_found' })
      expect(await listReports(partnership)).toEqual([])
    })

    it('read as the public reads the map, without ages, counts, drafts and names', async () => {
      await share()
      const shared = await readReport(partnership, filter())
      expect(shared.map).toEqual(await readMap({ ...partnership }, filter()))
      expect(shared.map.rows.find(({ key }) => key === line('Safety'))?.fit).toBeNull()
      expect(shared).toMatchObject({ reader: 'partnership', share: null, replies: [] })
      expect(shared.lines.map(({ asked, overdue }) => [asked, overdue])).toEqual(
        shared.lines.map(() => [null, false]),
      )
      const [faults] = shared.decisions.find(({ key }) => key === line('Faults'))?.decisions ?? []
      expect(faults).toMatchObject({ reason: 'A lab.', owner: null, by: null, approvedBy: null })
      expect(await listReports(partnership)).toMatchObject([
        { sharedBy: 'Lake College', lines: null, overdueDays: null },
      ])
    })

    it('hold no decision of today, and none of a release that is not public', async () => {
      await decided('Drawings', { at: ago(0.5) })
      await decided('Safety', { releaseNo: 3 })
      const { decisions: read } = await readReport(partnership, filter())
      expect(read.map(({ key }) => key)).not.toContain(line('Drawings'))
      expect(read.map(({ key }) => key)).not.toContain(line('Safety'))
      const own = await readReport(owner, filter())
      expect(own.decisions.map(({ key }) => key)).toEqual(
        expect.arrayContaining([line('Drawings'), line('Safety')]),
      )
    })

    it('end with the share', async () => {
      await asTenant(owner, (tx) => tx.delete(reportShares))
      await expect(readReport(partnership, filter())).rejects.toMatchObject({ code: 'not_found' })
    })
  })

  it('read closely what the map says, and nothing early for others', async () => {
    const [own] = await readOwnClosely(owner, [filter()])
    expect(own?.map).toEqual(await readOwnMap(owner, filter()))
    expect(own?.asked.map(({ key }) => key)).toEqual([line('Faults')])
    const everybody = await readClosely(partnership, filter())
    expect(everybody.map).toEqual(await readMap(partnership, filter()))
    expect(everybody.groups.some(({ releaseNo }) => releaseNo === 3)).toBe(false)
  })

  it('put the needs of all credentials beside one another, of one’s own alone', async () => {
    const { columns, rows, leftOut } = await readAcross(owner)
    expect(columns.map(({ credential }) => credential.slug)).toEqual([map.slug])
    expect(rows.map(({ label }) => label)).toContain('Faults')
    expect(leftOut).toBe(0)
    expect((await readAcross(stranger)).rows).toEqual([])
  })

  it('lose at once what a hidden group said', async () => {
    const line = await readOwnLine(owner, { ...filter(), competencyId: map.idOf('Faults') })
    const subjects = await asPublisher((tx) =>
      tx.execute(sql`SELECT subject_id, cohort_id FROM cohort_version
        WHERE scale = 'fit' AND cohort_id = ANY (${`{${line.groups.join(',')}}`}::uuid[]) AND no = 2`),
    )
    const [group] = subjects.rows
    await hideCohort(await operatorContext(now), {
      ...{ subjectId: String(group?.subject_id), cohortId: String(group?.cohort_id) },
      reason: 'It was one firm under five names.',
    })
    const [row] = (await readReport(owner, filter())).map.rows.filter(
      ({ key }) => key === map.idOf('Faults'),
    )
    expect(row?.fit?.employers).toBe(5)
    expect(row?.word).not.toBe('act')
  })
})
