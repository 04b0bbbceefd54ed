import { getTableColumns } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { credentialVersions } from '@/server/db/schema/credentials'
import { type CredentialDetails, credentialFields } from '@/server/domain/catalogue/credentials'
import type { OrgContext } from '@/server/services/context'
import {
  makeCredential,
  makeFramework,
  type TestFramework,
} from '@/server/testing/catalogue-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { orgContext } from '@/server/testing/organizations-factory'
import { makeRelease, makeSubject, publishCohort } from '@/server/testing/published-factory'
import { refusal } from '@/server/testing/refusal'
import { addClaim, removeClaim } from './change-claims'
import { listCredentials } from './list-credentials'
import { publishCredential } from './publish-credential'
import { readCredential } from './read-credential'
import { readPublishedCredential } from './read-published-credential'
import { createCredential, editCredential } from './save-credential'

const details: CredentialDetails = {
  name: 'CNC certificate',
  kind: 'certificate',
  description: 'Runs and sets up machines.',
  url: 'https://college.example/cnc',
  lengthText: '16 weeks',
  costText: null,
  occupationIds: ['soc2018:51-4041'],
}

/** Each of them other than in `details`; a word that an editor may newly write has its line here too. */
const otherWords: Omit<CredentialDetails, 'occupationIds'> = {
  name: 'Turning certificate',
  kind: 'diploma',
  description: 'Runs and mends machines.',
  url: 'https://college.example/turning',
  lengthText: '20 weeks',
  costText: 'Free of charge',
}

it('keeps a column for each field, and no other beside what the house keeps', () => {
  const house = ['id', 'credentialId', 'organizationId', 'no', 'extra', 'createdAt']
  const columns = Object.keys(getTableColumns(credentialVersions))
  expect(columns.filter((column) => !house.includes(column))).toEqual(credentialFields)
})

describeOnBothEngines('credentials', () => {
  let ctx: OrgContext
  let framework: TestFramework
  beforeAll(async () => {
    ctx = await orgContext({ kind: 'provider', verification: 'V2' })
    framework = await makeFramework({
      organizationId: ctx.organization.id,
      state: 'draft',
      labels: ['Reads drawings', 'Measures parts'],
    })
  })
  const claim = (
    index: number,
    kind: 'teaches' | 'assesses' = 'teaches',
    level: string | null = null,
  ) => ({
    competencyId: framework.competencies[index]?.id ?? '',
    claim: kind,
    level,
  })

  it('creates a draft with its occupations that is not described yet', async () => {
    const { slug } = await createCredential(ctx, details)
    expect(slug).toBe('cnc-certificate')
    const credential = await readCredential(ctx, { slug })
    expect(credential).toMatchObject({ state: 'draft', version: 1, competencies: 0, claims: [] })
    expect(credential.occupations).toMatchObject([{ code: '51-4041' }])
    expect(await listCredentials(ctx)).toMatchObject([{ slug, occupations: [expect.any(String)] }])
  })

  it('gives a second credential of the same name an address of its own', async () => {
    const { slug } = await createCredential(ctx, details)
    expect(slug).toMatch(/^cnc-certificate-[0-9a-f]{6}$/)
  })

  it.each(Object.entries(otherWords))('keeps a version for another %s', async (word, other) => {
    const { slug } = await createCredential(ctx, details)
    await editCredential(ctx, { slug, details: { ...details, [word]: other } })
    expect(await readCredential(ctx, { slug })).toMatchObject({ version: 2, [word]: other })
  })

  it('keeps no version for other occupations alone', async () => {
    const { slug } = await createCredential(ctx, details)
    await editCredential(ctx, { slug, details: { ...details, occupationIds: [] } })
    expect(await readCredential(ctx, { slug })).toMatchObject({ version: 1, occupations: [] })
  })

  it('keeps a version for new words, and none for the same', async () => {
    await editCredential(ctx, { slug: 'cnc-certificate', details })
    expect((await readCredential(ctx, { slug: 'cnc-certificate' })).version).toBe(1)
    const words = { ...details, name: 'CNC machining certificate', occupationIds: [] }
    await editCredential(ctx, { slug: 'cnc-certificate', details: words })
    expect(await readCredential(ctx, { slug: 'cnc-certificate' })).toMatchObject({
      version: 2,
      name: 'CNC machining certificate',
      occupations: [],
    })
  })

  it('claims a competency once per kind of claim, and takes claims back', async () => {
    const slug = 'cnc-certificate'
    await addClaim(ctx, { slug, claim: claim(0) })
    await addClaim(ctx, { slug, claim: claim(0, 'teaches', 'Level 2') })
    await addClaim(ctx, { slug, claim: claim(0, 'assesses') })
    await addClaim(ctx, { slug, claim: claim(1) })
    const credential = await readCredential(ctx, { slug })
    expect(credential.competencies).toBe(2)
    expect(credential.claims).toHaveLength(3)
    expect(credential.claims.find(({ level }) => level === 'Level 2')?.claim).toBe('teaches')
    await removeClaim(ctx, { slug, claimId: credential.claims[0]?.id ?? '' })
    expect((await readCredential(ctx, { slug })).claims).toHaveLength(2)
  })

  it('names at most five hundred competencies', async () => {
    const organizationId = ctx.organization.id
    const labels = Array.from({ length: 501 }, (_, at) => `Competency ${at}`)
    const many = (await makeFramework({ organizationId, labels })).competencies.map(({ id }) => id)
    const occupationId = 'soc2018:51-4041'
    const full = await makeCredential({ organizationId, occupationId, teaches: many.slice(0, 499) })
    const slug = `credential-${full.id.slice(0, 8)}`
    const teach = (at: number) =>
      addClaim(ctx, {
        slug,
        claim: { competencyId: many[at] ?? '', claim: 'teaches', level: null },
      })
    await teach(499)
    await expect(teach(500)).rejects.toMatchObject({ code: 'limit_reached' })
    expect((await readCredential(ctx, { slug })).claims).toHaveLength(500)
  })

  it('publishes and takes back', async () => {
    const slug = 'cnc-certificate'
    await publishCredential(ctx, { slug, state: 'published' })
    expect((await readCredential(ctx, { slug })).state).toBe('published')
    await publishCredential(ctx, { slug, state: 'draft' })
    expect((await readCredential(ctx, { slug })).state).toBe('draft')
  })

  it('shows everybody each claim beneath its competency once published, and no draft', async () => {
    const { slug } = await createCredential(ctx, { ...details, name: 'Boring certificate' })
    const { competencies } = await makeFramework({
      organizationId: ctx.organization.id,
      labels: ['Bores holes', 'Cuts threads'],
    })
    const [bores, cuts] = competencies.map(({ id }) => id)
    for (const [competencyId = '', kind, level] of [
      [bores, 'teaches', null],
      [bores, 'assesses', 'Level 2'],
      [cuts, 'teaches', null],
      [framework.competencies[0]?.id, 'teaches', null],
    ] as const) {
      await addClaim(ctx, { slug, claim: { competencyId, claim: kind, level } })
    }
    await expect(readPublishedCredential(slug)).rejects.toThrow(refusal('credentials.none'))
    await publishCredential(ctx, { slug, state: 'published' })
    const shown = await readPublishedCredential(slug)
    expect(shown.competencies).toMatchObject([
      {
        label: 'Bores holes',
        claims: [
          { claim: 'assesses', level: 'Level 2' },
          { claim: 'teaches', level: null },
        ],
      },
      { label: 'Cuts threads', claims: [{ claim: 'teaches', level: null }] },
    ])
  })

  it('archives a credential with released answers, and takes it back to no draft', async () => {
    const { slug } = await createCredential(ctx, { ...details, name: 'Robotics certificate' })
    await publishCredential(ctx, { slug, state: 'published' })
    const { id } = await readCredential(ctx, { slug })
    const release = { no: 1, at: new Date('2026-11-01T00:00:00Z') }
    await makeRelease(release)
    const subjectId = await makeSubject('soc2018:51-4041', id)
    await publishCohort({ subjectId, scale: 'value', counts: [0, 0, 2, 3, 1], release })
    await expect(publishCredential(ctx, { slug, state: 'draft' })).rejects.toMatchObject({
      code: 'conflict',
    })
    await publishCredential(ctx, { slug, state: 'archived' })
    await expect(publishCredential(ctx, { slug, state: 'draft' })).rejects.toThrow(
      refusal('credentials.released'),
    )
    expect((await readCredential(ctx, { slug })).state).toBe('archived')
  })

  it('refuses occupations that are not in the list and competencies nobody may see', async () => {
    const unknown = { ...details, occupationIds: ['soc2018:00-0000'] }
    await expect(createCredential(ctx, unknown)).rejects.toThrow(refusal('occupations.oneUnknown'))
    const other = await orgContext({ kind: 'provider' })
    const { slug } = await createCredential(other, details)
    await expect(addClaim(other, { slug, claim: claim(0) })).rejects.toThrow(
      refusal('competencies.none'),
    )
  })

  it('does not find another provider’s credential, published or not', async () => {
    const other = await orgContext({ kind: 'provider' })
    const slug = 'cnc-certificate'
    for (const state of ['draft', 'published'] as const) {
      await publishCredential(ctx, { slug, state })
      for (const act of [
        () => readCredential(other, { slug }),
        () => editCredential(other, { slug, details }),
        () => publishCredential(other, { slug, state }),
        () => addClaim(other, { slug, claim: claim(0) }),
        () => removeClaim(other, { slug, claimId: ctx.organization.id }),
      ]) {
        await expect(act()).rejects.toThrow(refusal('credentials.none'))
      }
    }
  })

  it.each([
    ['a viewer', { kind: 'provider', role: 'viewer' }],
    ['a partnership', { kind: 'partnership', role: 'owner' }],
    ['an employer', { kind: 'employer', role: 'owner' }],
  ] as const)('refuses %s to write', async (_, who) => {
    const stranger = await orgContext(who)
    await expect(createCredential(stranger, details)).rejects.toThrow(refusal('site.roleForbids'))
  })
})
