import { eq } from 'drizzle-orm'
import { beforeEach, expect, it } from 'vitest'
import { competencies, competencyVersions } from '@/server/db/schema/frameworks'
import { auditEvents } from '@/server/db/schema/organizations'
import { asTenant } from '@/server/db/tenancy'
import { type ClaimKind, claimKinds } from '@/server/domain/catalogue/credentials'
import type { OrgContext } from '@/server/services/context'
import {
  makeCredential,
  makeFramework,
  type TestFramework,
} from '@/server/testing/catalogue-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { orgContext } from '@/server/testing/organizations-factory'
import { refusal } from '@/server/testing/refusal'
import { addClaim } from './change-claims'
import { readCredential } from './read-credential'
import { setClaims } from './set-claims'

describeOnBothEngines('claims in bulk', () => {
  let ctx: OrgContext
  let framework: TestFramework
  let slug: string
  beforeEach(async () => {
    ctx = await orgContext({ kind: 'provider' })
    const organizationId = ctx.organization.id
    framework = await makeFramework({
      organizationId,
      state: 'draft',
      labels: ['Reads drawings', 'Measures parts', 'Sets up machines'],
    })
    const occupationId = 'soc2018:51-4041'
    const { id } = await makeCredential({ organizationId, occupationId })
    slug = `credential-${id.slice(0, 8)}`
  })
  const idOf = (at: number, of = framework) => of.competencies[at]?.id ?? ''
  const said = (...lines: [string, ...ClaimKind[]][]) => ({
    slug,
    competencies: lines.map(([competencyId, ...claims]) => ({ competencyId, claims })),
  })
  const claims = async () =>
    (await readCredential(ctx, { slug })).claims.map(
      ({ claim, level, competency }) => [competency.id, claim, level] as const,
    )

  it('says all of it at once, recorded once with counts, and what was not named stays', async () => {
    await addClaim(ctx, {
      slug,
      claim: { competencyId: idOf(0), claim: 'teaches', level: 'Level 2' },
    })
    await addClaim(ctx, { slug, claim: { competencyId: idOf(2), claim: 'requires', level: null } })
    const counts = await setClaims(
      ctx,
      said([idOf(0), 'teaches', 'assesses'], [idOf(1), 'teaches']),
    )
    expect(counts).toEqual({ added: 2, removed: 0 })
    expect(await claims()).toEqual([
      [idOf(0), 'assesses', null],
      [idOf(0), 'teaches', 'Level 2'],
      [idOf(1), 'teaches', null],
      [idOf(2), 'requires', null],
    ])
    const events = await asTenant(ctx, (tx) =>
      tx
        .select({ detail: auditEvents.detail })
        .from(auditEvents)
        .where(eq(auditEvents.verb, 'credential.claims')),
    )
    expect(events).toContainEqual({ detail: { added: 2, removed: 0 } })
  })

  it('takes back what was unticked, and only of what was named', async () => {
    await setClaims(ctx, said([idOf(0), 'teaches', 'assesses'], [idOf(1), 'teaches']))
    expect(await setClaims(ctx, said([idOf(0), 'assesses']))).toEqual({ added: 0, removed: 1 })
    expect(await claims()).toEqual([
      [idOf(0), 'assesses', null],
      [idOf(1), 'teaches', null],
    ])
  })

  it('says the same twice without writing anything', async () => {
    await setClaims(ctx, said([idOf(0), 'teaches']))
    const { updatedAt } = await readCredential(ctx, { slug })
    expect(await setClaims(ctx, said([idOf(0), 'teaches', 'teaches']))).toEqual({
      added: 0,
      removed: 0,
    })
    expect((await readCredential(ctx, { slug })).updatedAt).toEqual(updatedAt)
  })

  it('writes nothing at all when one competency is another organization’s draft', async () => {
    const other = await orgContext({ kind: 'provider' })
    const theirs = await makeFramework({
      organizationId: other.organization.id,
      state: 'draft',
      labels: ['Theirs'],
    })
    await expect(
      setClaims(ctx, said([idOf(0), 'teaches'], [idOf(0, theirs), 'teaches'])),
    ).rejects.toThrow(refusal('competencies.none'))
    expect(await claims()).toEqual([])
  })

  it('claims what another has published', async () => {
    const other = await orgContext({ kind: 'provider' })
    const theirs = await makeFramework({
      organizationId: other.organization.id,
      state: 'published',
      labels: ['Theirs'],
    })
    expect(await setClaims(ctx, said([idOf(0, theirs), 'requires']))).toMatchObject({ added: 1 })
  })

  it('takes a claim off a competency that left its framework, and claims none', async () => {
    await setClaims(ctx, said([idOf(0), 'teaches']))
    await asTenant(ctx, (tx) =>
      tx
        .update(competencies)
        .set({ retiredAt: ctx.now })
        .where(eq(competencies.id, idOf(0))),
    )
    await expect(setClaims(ctx, said([idOf(0), 'teaches', 'assesses']))).rejects.toThrow(
      refusal('competencies.none'),
    )
    expect(await setClaims(ctx, said([idOf(0)]))).toEqual({ added: 0, removed: 1 })
  })

  it('claims no heading', async () => {
    await asTenant(ctx, (tx) =>
      tx
        .update(competencyVersions)
        .set({ isGroup: true })
        .where(eq(competencyVersions.competencyId, idOf(0))),
    )
    await expect(setClaims(ctx, said([idOf(0), 'teaches']))).rejects.toThrow(
      refusal('competencies.none'),
    )
  })

  it('refuses the five hundred and first claim with nothing of the press kept', async () => {
    const large = await makeFramework({
      organizationId: ctx.organization.id,
      state: 'draft',
      labels: Array.from({ length: 167 }, (_, at) => `Competency ${at}`),
    })
    const all = large.competencies.map(({ id }): [string, ...ClaimKind[]] => [id, ...claimKinds])
    await expect(setClaims(ctx, said(...all))).rejects.toThrow(
      refusal('credentials.mostClaims', { most: 500 }),
    )
    expect(await claims()).toEqual([])
    expect(await setClaims(ctx, said(...all.slice(1)))).toEqual({ added: 498, removed: 0 })
  })

  it('does not find a credential of another organization', async () => {
    const other = await orgContext({ kind: 'provider' })
    await expect(setClaims(other, said([idOf(0), 'teaches']))).rejects.toThrow(
      refusal('credentials.none'),
    )
  })

  it.each([
    ['a viewer', { kind: 'provider', role: 'viewer' }],
    ['an employer', { kind: 'employer', role: 'owner' }],
  ] as const)('refuses %s', async (_, who) => {
    const stranger = await orgContext(who)
    await expect(setClaims(stranger, said([idOf(0), 'teaches']))).rejects.toThrow(
      refusal('site.roleForbids'),
    )
  })
})
