import { expect, test } from 'vitest'
import { defaultZone } from '@/server/domain/people/time-zones'
import { describeOnBothEngines } from '@/server/testing/databases'
import { orgContext, partnershipContext } from '@/server/testing/organizations-factory'
import { readOrganization } from './read-organization'

describeOnBothEngines('an organization’s own record', () => {
  test('says by which clock it goes: its county’s, else its region’s', async () => {
    const zoneOf = async (ctx: Awaited<ReturnType<typeof orgContext>>) =>
      (await readOrganization(ctx)).timeZone
    const college = await orgContext({ kind: 'provider', countyId: 'us-39093' })
    expect(await zoneOf(college)).toBe('America/New_York')
    const partnership = await partnershipContext({ counties: ['us-06037'] })
    expect(await zoneOf(partnership)).toBe('America/Los_Angeles')
    expect(await zoneOf(await orgContext({ kind: 'provider' }))).toBe(defaultZone)
  })
})
