import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { auditEvents, organizations } from '@/server/db/schema/organizations'
import { asTenant } from '@/server/db/tenancy'
import type { OrgContext } from '@/server/services/context'
import { publishCredential } from '@/server/services/credentials/publish-credential'
import { readPublishedCredential } from '@/server/services/credentials/read-published-credential'
import { publishFramework } from '@/server/services/frameworks/publish-framework'
import { readPublishedFramework } from '@/server/services/frameworks/read-framework'
import { makeCredential, makeFramework } from '@/server/testing/catalogue-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { operatorContext, orgContext } from '@/server/testing/organizations-factory'
import { refusal } from '@/server/testing/refusal'
import { confirmOrganization } from './confirm-organization'
import { publishUnconfirmed } from './publish-unconfirmed'
import { readOrganization } from './read-organization'

const asks = refusal('organizations.publishesUnconfirmed')

async function drafts({ organization }: OrgContext) {
  const about = { organizationId: organization.id, state: 'draft' as const }
  const credential = await makeCredential({ ...about, occupationId: 'soc2018:51-4041' })
  const framework = await makeFramework({ ...about, labels: ['Reads drawings'] })
  return {
    credential: `credential-${credential.id.slice(0, 8)}`,
    framework: `framework-${framework.id.slice(0, 8)}`,
  }
}

const sinceOf = (ctx: OrgContext) =>
  asTenant(ctx, async (tx) => {
    const [row] = await tx
      .select({ since: organizations.publishesUnconfirmedSince })
      .from(organizations)
      .where(eq(organizations.id, ctx.organization.id))
    return row?.since
  })

describeOnBothEngines('publishing by an organization that nobody has confirmed', () => {
  it.each(['V0', 'V1'] as const)(
    'is refused to %s until it was said yes to, once',
    async (level) => {
      const ctx = await orgContext({ kind: 'provider', verification: level })
      const { credential, framework } = await drafts(ctx)
      const publish = { slug: credential, state: 'published' as const }
      await expect(publishCredential(ctx, publish)).rejects.toThrow(asks)
      await expect(publishFramework(ctx, { ...publish, slug: framework })).rejects.toThrow(asks)
      await expect(publishCredential(ctx, { ...publish, state: 'archived' })).rejects.toThrow(asks)
      expect((await readOrganization(ctx)).asksToPublish).toBe(true)
      await publishUnconfirmed(ctx)
      const since = await sinceOf(ctx)
      await publishUnconfirmed({ ...ctx, now: new Date(ctx.now.getTime() + 1000) })
      expect(await sinceOf(ctx)).toEqual(since)
      expect((await readOrganization(ctx)).asksToPublish).toBe(false)
      await publishCredential(ctx, publish)
      await publishFramework(ctx, { ...publish, slug: framework })
      const said = await asTenant(ctx, (tx) =>
        tx
          .select({ id: auditEvents.id })
          .from(auditEvents)
          .where(eq(auditEvents.verb, 'organization.publish-unconfirmed')),
      )
      expect(said).toHaveLength(1)
    },
  )

  it('is said of what it published until somebody confirms it', async () => {
    const ctx = await orgContext({ kind: 'provider' })
    const { credential, framework } = await drafts(ctx)
    await publishUnconfirmed(ctx)
    await publishCredential(ctx, { slug: credential, state: 'published' })
    await publishFramework(ctx, { slug: framework, state: 'published' })
    const confirmed = async () => [
      (await readPublishedCredential(credential)).provider.confirmed,
      (await readPublishedFramework({ slug: framework })).owner.confirmed,
    ]
    expect(await confirmed()).toEqual([false, false])
    await confirmOrganization(await operatorContext(), {
      ...{ organizationId: ctx.organization.id, county: '', industry: '' },
      note: 'Seen at its own address.',
    })
    expect(await confirmed()).toEqual([true, true])
  })

  it('is nothing a confirmed organization is asked about', async () => {
    const ctx = await orgContext({ kind: 'provider', verification: 'V2' })
    const { credential } = await drafts(ctx)
    expect((await readOrganization(ctx)).asksToPublish).toBe(false)
    await publishCredential(ctx, { slug: credential, state: 'published' })
    await publishUnconfirmed(ctx)
    expect(await sinceOf(ctx)).toBeNull()
  })

  it('is not asked about what is public already', async () => {
    const ctx = await orgContext({ kind: 'provider' })
    const { id } = await makeCredential({
      ...{ organizationId: ctx.organization.id, occupationId: 'soc2018:51-4041' },
    })
    const slug = `credential-${id.slice(0, 8)}`
    await publishCredential(ctx, { slug, state: 'archived' })
    await publishCredential(ctx, { slug, state: 'published' })
  })

  it.each([
    ['a viewer', { kind: 'provider', role: 'viewer' }],
    ['an employer', { kind: 'employer', role: 'owner' }],
  ] as const)('is not %s’s to say yes to', async (_, who) => {
    await expect(publishUnconfirmed(await orgContext(who))).rejects.toThrow(
      refusal('site.roleForbids'),
    )
  })
})
