import { expect, test } from 'vitest'
import { systemContext } from '@/server/services/context'
import { describeOnBothEngines } from '@/server/testing/databases'
import {
  makeOrganization,
  makeUser,
  partnershipContext,
  userContext,
} from '@/server/testing/organizations-factory'
import { refusal } from '@/server/testing/refusal'
import { claimEmployer } from './claim-employer'
import { confirmOrganization } from './confirm-organization'
import { createOrganization } from './create-organization'
import { enterOrganization } from './enter-organization'
import { listClaimable } from './list-claimable'
import { listEmployers } from './list-employers'
import { proveDomain } from './prove-domain'

/** A record as one may stand from before its domain was known to be nobody's own. */
const recordAt = (domain: string) =>
  makeOrganization({
    ...{ kind: 'employer', verification: 'V0', domain },
    ...{ countyId: 'us-39093', industryId: 'naics2017:332' },
  })

const person = async (domain: string) =>
  userContext(await makeUser({ email: `${crypto.randomUUID().slice(0, 8)}@${domain}` }))

describeOnBothEngines("a domain that is nobody's own", () => {
  test.each(['web.de', 'tampabay.rr.com', 'yahoo.co.uk', 'acme.github.io', 'alias.mozmail.com'])(
    'founds an organization without it: %s',
    async (domain) => {
      const ctx = await person(domain)
      const { slug } = await createOrganization(ctx, { kind: 'employer', name: 'Corner bakery' })
      expect((await enterOrganization(ctx, slug)).organization.verification).toBe('V0')
    },
  )

  test.each([
    ['q.com', 'q.com'],
    ['tampabay.rr.com', 'rr.com'],
    ['acme.co.uk', 'co.uk'],
    ['district.k12.tx.us', 'k12.tx.us'],
    ['acme.com', 'com'],
  ])('an address at %s neither claims nor proves a record at %s', async (at, domain) => {
    const record = await recordAt(domain)
    const ctx = await person(at)
    expect(await listClaimable(ctx)).toEqual([])
    await expect(claimEmployer(ctx, { organizationId: record.id })).rejects.toMatchObject({
      code: 'not_found',
    })
    const email = ctx.actor.email
    const job = systemContext('job', 'test')
    expect(await proveDomain(job, { employerId: record.id, email })).toBe(false)
  })

  test('confirms nothing for a partnership, and is shown as none', async () => {
    const partnership = await partnershipContext()
    const record = await makeOrganization({
      ...{ kind: 'employer', verification: 'V1', domain: 'gmx.de', countyId: 'us-39093' },
      ...{ industryId: 'naics2017:332', createdByOrganizationId: partnership.organization.id },
    })
    const confirmation = { organizationId: record.id, county: '', industry: '', note: 'Known.' }
    await expect(confirmOrganization(partnership, confirmation)).rejects.toThrow(
      refusal('confirmations.noDomain'),
    )
    const { waiting } = await listEmployers(partnership, { query: '' })
    expect(waiting.find(({ id }) => id === record.id)?.domain).toBeNull()
  })
})
