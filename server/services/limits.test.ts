import { beforeAll, expect, test } from 'vitest'
import { rateLimits } from '@/server/db/schema/identity'
import { asIdentity } from '@/server/db/tenancy'
import type { ColumnField } from '@/server/domain/catalogue/column-fields'
import { type Limit, limits } from '@/server/domain/limits'
import type { Context, OrgContext, UserContext } from '@/server/services/context'
import { raterContext } from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makeUser, orgContext, userContext } from '@/server/testing/organizations-factory'
import { addAddresses } from '@/server/testing/pasted-addresses'
import { resendInvitation } from './cycles/change-invitation'
import { openCycle } from './cycles/open-cycle'
import { uploadEmployment } from './employment/upload-employment'
import { mapImport } from './imports/map-import'
import { uploadImport } from './imports/upload-import'
import { limitKey } from './limits/spend-limit'
import { claimEmployer } from './organizations/claim-employer'
import { createOrganization } from './organizations/create-organization'
import { inviteMember } from './organizations/invite-member'
import { readMemberInvitation } from './organizations/read-member-invitation'
import { checkCode } from './ratings/check-code'
import { mailCode } from './ratings/mail-code'
import { startRating } from './ratings/start-rating'
import { redeemCode, redeemLink } from './sessions/redeem-sign-in'
import { requestSignIn } from './sessions/request-sign-in'

const id = '00000000-0000-4000-8000-000000000000'
const code = 'c'.repeat(32)
const device = 'd'.repeat(32)
const email = 'kim@limits.example'
const network = '192.0.2.7'
const table = { fileName: 'a.csv', bytes: new TextEncoder().encode('Code,Statement\n1,Reads') }
const jobs = 'region,sector,employment\nlakes,22,5'
const employment = { fileName: 'a.csv', bytes: new TextEncoder().encode(jobs) }

type Asker = { visitor: Context; person: UserContext; provider: OrgContext; region: OrgContext }
type Way = {
  what: string
  limit: Limit
  subject: (who: Asker) => string
  ask: (who: Asker) => Promise<unknown>
}

const ways: Way[] = [
  {
    what: 'creating an organization',
    limit: 'organization-create',
    subject: ({ person }) => person.actor.userId,
    ask: ({ person }) => createOrganization(person, { kind: 'provider', name: 'A college' }),
  },
  {
    what: 'claiming an employer',
    limit: 'organization-create',
    subject: ({ person }) => person.actor.userId,
    ask: ({ person }) => claimEmployer(person, { organizationId: id }),
  },
  {
    what: 'inviting a member',
    limit: 'member-invitation',
    subject: ({ provider }) => provider.organization.id,
    ask: ({ provider }) => inviteMember(provider, { email, role: 'viewer' }),
  },
  {
    what: 'looking an invitation up',
    limit: 'member-invitation-link',
    subject: () => network,
    ask: ({ visitor }) => readMemberInvitation(visitor, { token: code }),
  },
  {
    what: 'asking to sign in, from a network',
    limit: 'sign-in-network',
    subject: () => network,
    ask: ({ visitor }) => requestSignIn(visitor, { email, browser: device }),
  },
  {
    what: 'asking to sign in, to an address',
    limit: 'sign-in-mail',
    subject: () => email,
    ask: ({ visitor }) => requestSignIn(visitor, { email, browser: device }),
  },
  {
    what: 'opening a sign-in link',
    limit: 'sign-in-link',
    subject: () => network,
    ask: ({ visitor }) => redeemLink(visitor, { token: code }),
  },
  {
    what: 'typing a code where none was asked for',
    limit: 'stray-code',
    subject: () => 'all',
    ask: ({ visitor }) => redeemCode(visitor, { email, code, browser: device }),
  },
  {
    what: 'adding addresses',
    limit: 'rater-mailing',
    subject: ({ provider }) => provider.organization.id,
    ask: ({ provider }) => addAddresses(provider, { cycleId: id, text: email }),
  },
  {
    what: 'opening a cycle',
    limit: 'rater-mailing',
    subject: ({ provider }) => provider.organization.id,
    ask: ({ provider }) => openCycle(provider, { cycleId: id }),
  },
  {
    what: 'mailing an invitation again',
    limit: 'rater-mailing',
    subject: ({ provider }) => provider.organization.id,
    ask: ({ provider }) => resendInvitation(provider, { cycleId: id, invitationId: id }),
  },
  {
    what: 'pressing Start',
    limit: 'rater-link',
    subject: () => network,
    ask: () => startRating({ ...raterContext(code), network }),
  },
  {
    what: 'asking for a code',
    limit: 'rater-code',
    subject: () => code,
    ask: () => mailCode(raterContext(code), { device }),
  },
  {
    what: 'typing a rater’s code',
    limit: 'rater-code-try',
    subject: () => code,
    ask: () => checkCode(raterContext(code), { typed: 'ABCD-EFGH', device }),
  },
  {
    what: 'uploading a framework, by its organization',
    limit: 'file-upload',
    subject: ({ provider }) => provider.organization.id,
    ask: ({ provider }) => uploadImport(provider, table),
  },
  {
    what: 'uploading a framework, by its person',
    limit: 'file-upload',
    subject: ({ provider }) => provider.actor.userId,
    ask: ({ provider }) => uploadImport(provider, table),
  },
  {
    what: 'uploading employment',
    limit: 'file-upload',
    subject: ({ region }) => region.organization.id,
    ask: ({ region }) => uploadEmployment(region, employment),
  },
  {
    what: 'naming columns',
    limit: 'file-columns',
    subject: ({ provider }) => provider.organization.id,
    ask: async ({ provider }) => mapImport(provider, await columns(provider)),
  },
]

describeOnBothEngines('is refused once it was tried too often:', () => {
  let who: Asker
  beforeAll(async () => {
    who = {
      visitor: { actor: { kind: 'anonymous' }, requestId: 'test', now: new Date(), network },
      person: userContext(await makeUser()),
      provider: await orgContext({ kind: 'provider', verification: 'V2' }),
      region: await orgContext({ kind: 'partnership', verification: 'V2' }),
    }
  })

  test.each(ways)('$what ($limit)', async ({ limit, subject, ask }) => {
    const often = { code: 'limit_reached', key: 'limits.tooOften' }
    await leaveOne(limit, subject(who))
    const last = await ask(who).catch((error: unknown) => error)
    expect(last).not.toMatchObject(often)
    await expect(ask(who)).rejects.toMatchObject(often)
  })
})

/** All tries but one have been spent, and nothing else was. */
async function leaveOne(limit: Limit, subject: string): Promise<void> {
  const resetsAt = new Date(Date.now() + 3_600_000)
  const row = { key: limitKey(limit, subject), points: limits[limit].tries - 1, resetsAt }
  await asIdentity({}, async (tx) => {
    await tx.delete(rateLimits)
    await tx.insert(rateLimits).values(row)
  })
}

async function columns(ctx: OrgContext) {
  const { id: importId } = await uploadImport(ctx, table)
  const words = { framework: '', name: 'From a table', publisher: '', language: 'en' }
  return { id: importId, fields: ['code', 'statement'] satisfies ColumnField[], ...words }
}
