import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { database } from '@/server/db/client'
import { asTenant } from '@/server/db/tenancy'
import type { OrgContext } from '@/server/services/context'
import { makeCycle } from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makeOrganization, orgContext } from '@/server/testing/organizations-factory'
import { refusal } from '@/server/testing/refusal'
import { keepProposals } from './keep-proposals'
import { listPlaces } from './list-places'
import { proposePlace } from './propose-place'
import { readCycle } from './read-cycle'

const lorain = 'us-39093'
const dane = 'us-55025'

describeOnBothEngines('where an asker believes an employer stands', () => {
  it('moves what would be shown if all were confirmed, and nothing that METHOD reads', async () => {
    const ctx = await orgContext({ kind: 'provider', verification: 'V2' })
    const employers = await Promise.all(Array.from({ length: 12 }, () => named('V0')))
    const cycle = await makeCycle({ ctx, addresses: employers.map(({ email }) => email) })
    const read = () => readCycle(ctx, { cycleId: cycle.id })
    const before = { view: await read(), kept: await recordsOf(employers) }
    expect(before.kept).toHaveLength(12)
    expect(before.view.forecast).toMatchObject({ confirmed: 0, unconfirmed: 12, groups: [] })
    expect(before.view.ifConfirmed).toMatchObject({ confirmed: 12, unconfirmed: 0, groups: [] })
    await propose(ctx, employers, lorain)
    const after = await read()
    expect(after.ifConfirmed.groups).toEqual([{ region: 'Ohio', sector: null }])
    expect(after.ifConfirmed.likely).toEqual({ importance: 3, fit: 3 })
    expect(after.forecast).toEqual(before.view.forecast)
    expect(await recordsOf(employers)).toEqual(before.kept)
  })

  it('counts for nothing beside a confirmed record, and another asker’s for nothing at all', async () => {
    const ctx = await orgContext({ kind: 'provider', verification: 'V2' })
    const other = await orgContext({ kind: 'provider', verification: 'V2' })
    const confirmed = await Promise.all(Array.from({ length: 12 }, () => named('V2', dane)))
    const cycle = await makeCycle({ ctx, addresses: confirmed.map(({ email }) => email) })
    await propose(ctx, confirmed, lorain)
    await propose(other, confirmed, lorain)
    const view = await readCycle(ctx, { cycleId: cycle.id })
    expect(view.forecast.groups).toEqual([{ region: 'Wisconsin', sector: null }])
    expect(view.ifConfirmed).toEqual(view.forecast)
  })

  it('can be said later of one that is invited and unconfirmed, as people write it', async () => {
    const ctx = await orgContext({ kind: 'provider', verification: 'V2' })
    const [one, sure] = [await named('V0'), await named('V2', dane)]
    const cycle = await makeCycle({ ctx, addresses: [one.email, sure.email], open: true })
    const cycleId = cycle.id
    const say = (county: string, industry: string, employerId = one.id) =>
      proposePlace(ctx, { cycleId, employerId, county, industry })
    expect(await listPlaces(ctx, { cycleId })).toMatchObject([
      { employerId: one.id, county: { text: '', from: null }, industry: { text: '', from: null } },
    ])
    await say('lorain oh', 'machine shop')
    expect(await listPlaces(ctx, { cycleId })).toMatchObject([
      {
        county: { text: 'Lorain County, Ohio', from: 'proposal' },
        industry: { text: '332710 Machine Shops', from: 'proposal' },
      },
    ])
    await expect(say('Polk', '')).rejects.toMatchObject({
      ...{ key: 'organizations.severalCounties', field: 'county' },
    })
    await expect(say('nowhere', '')).rejects.toThrow(refusal('organizations.unknownCounty'))
    await expect(say('', 'xqzv')).rejects.toThrow(refusal('organizations.unknownIndustry'))
    await expect(say('Lorain', '', sure.id)).rejects.toThrow(refusal('cycles.confirmedMeanwhile'))
    const stranger = await named('V0')
    await expect(say('Lorain', '', stranger.id)).rejects.toThrow(refusal('organizations.none'))
    await say('', '')
    expect(await listPlaces(ctx, { cycleId })).toMatchObject([{ county: { text: '' } }])
  })

  it('is read by no role that counts or shows what was said', async () => {
    const { withOwner } = await database()
    const { rows } = await withOwner(({ query }) =>
      query(`SELECT role FROM unnest(ARRAY['reader', 'publisher', 'rater', 'courier', 'indexer']) AS role
             WHERE has_table_privilege('plumbline_' || role, 'employer_proposal', 'SELECT')`),
    )
    expect(rows).toEqual([])
  })
})

async function named(verification: 'V0' | 'V2', countyId: string | null = null) {
  const domain = `${randomUUID().slice(0, 12)}.example`
  const { id } = await makeOrganization({ kind: 'employer', verification, domain, countyId })
  return { id, email: `hr@${domain}` }
}

function propose(ctx: OrgContext, employers: { id: string }[], countyId: string) {
  const rows = employers.map(({ id }) => ({ employerId: id, countyId, industryId: null }))
  return asTenant(ctx, (tx) => keepProposals(tx, ctx, rows))
}

/** The records of these, and what was kept of them (METHOD R5). */
async function recordsOf(employers: { id: string }[]) {
  const ids = z.array(z.uuid()).parse(employers.map(({ id }) => id))
  const { withOwner } = await database()
  const { rows } = await withOwner(({ query }) =>
    query(
      `SELECT o.*, (SELECT json_agg(r ORDER BY r.since) FROM employer_record r WHERE r.organization_id = o.id) AS records
       FROM organization o WHERE o.id = ANY($1) ORDER BY o.id`,
      [ids],
    ),
  )
  return rows
}
