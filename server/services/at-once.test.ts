import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { regionCounties, regions } from '@/server/db/schema/reference'
import { asPublisher, asTenant, selectRows } from '@/server/db/tenancy'
import type { SaveRequirement } from '@/server/domain/asking/requirements'
import { type CredentialDetails, credentialFields } from '@/server/domain/catalogue/credentials'
import { DomainError } from '@/server/domain/errors'
import { pickFields } from '@/server/domain/fields'
import { makeCredential, makeFramework } from '@/server/testing/catalogue-factory'
import { makeCycle, raterAt } from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makeOrganization, orgContext, tenant } from '@/server/testing/organizations-factory'
import { addAddresses } from '@/server/testing/pasted-addresses'
import type { OrgContext } from './context'
import { readCredential } from './credentials/read-credential'
import { editCredential } from './credentials/save-credential'
import { readCycle } from './cycles/read-cycle'
import { findRaters, insertRaters, raterKey } from './raters/find-raters'
import { readPacket } from './ratings/read-packet'
import { saveAnswers } from './ratings/save-answers'
import { submitRating } from './ratings/submit-rating'
import { claimRegion } from './regions/claim-region'
import { saveRequirement } from './requirements/save-requirement'

const machinist = 'soc2018:51-4041'

/** What each of several that ran at once came to: done, or the code of its refusal. */
async function outcomes(works: Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(works)
  return settled.map((each) => {
    if (each.status === 'fulfilled') return 'done'
    return each.reason instanceof DomainError ? each.reason.code : String(each.reason)
  })
}

function times<T>(count: number, work: (at: number) => Promise<T>): Promise<T>[] {
  return Array.from({ length: count }, (_, at) => work(at))
}

async function count(statement: ReturnType<typeof sql>): Promise<number> {
  const [row] = await asPublisher((tx) =>
    selectRows(tx, z.object({ n: z.coerce.number() }), statement),
  )
  return row?.n ?? 0
}

async function detailsOf(ctx: OrgContext, slug: string): Promise<CredentialDetails> {
  const credential = await readCredential(ctx, { slug })
  const occupationIds = credential.occupations.map(({ id }) => id)
  return { ...pickFields(credential, credentialFields), occupationIds }
}

async function jobOf(ctx: OrgContext): Promise<SaveRequirement> {
  const provider = await makeOrganization({ kind: 'provider' })
  const { competencies } = await makeFramework({
    organizationId: provider.id,
    labels: ['Set up a lathe', 'Grind a shaft'],
  })
  return {
    clientKey: randomUUID(),
    requirementId: null,
    occupationId: machinist,
    title: `Machinist at ${ctx.organization.name}`,
    role: 'supervises',
    lines: competencies.map(({ id }) => ({ competencyId: id, importance: '4', proficiency: '-' })),
    ownWords: [{ text: 'Runs a knee mill', importance: '3', offered: false }],
  }
}

describeOnBothEngines('first saves at once', () => {
  test('a job requirement in several tabs: each is written, and its writer is one rater', async () => {
    const ctx = await orgContext({ kind: 'employer' })
    const input = await jobOf(ctx)
    const saves = times(4, () => saveRequirement(ctx, { ...input, clientKey: randomUUID() }))
    expect(await outcomes(saves)).toEqual(Array(4).fill('done'))
    const organization = ctx.organization.id
    expect(
      await count(sql`SELECT count(*) AS n FROM rater WHERE organization_id = ${organization}`),
    ).toBe(1)
  })

  test('one form of a job requirement sent several times is one requirement with one statement', async () => {
    const ctx = await orgContext({ kind: 'employer' })
    const input = await jobOf(ctx)
    expect(await outcomes(times(4, () => saveRequirement(ctx, input)))).toEqual(
      Array(4).fill('done'),
    )
    const organization = ctx.organization.id
    expect(
      await count(
        sql`SELECT count(*) AS n FROM requirement_statement WHERE organization_id = ${organization}`,
      ),
    ).toBe(1)
  })

  test('the same address in two rating cycles: both invite it, as one rater', async () => {
    const employer = await makeOrganization({ kind: 'employer', domain: `${randomUUID()}.example` })
    const address = `ann@${employer.domain}`
    const cycles = [await makeCycle(), await makeCycle(), await makeCycle()]
    const added = cycles.map(({ ctx, id }) => addAddresses(ctx, { cycleId: id, text: address }))
    expect(await outcomes(added)).toEqual(['done', 'done', 'done'])
    for (const { ctx, id } of cycles)
      expect((await readCycle(ctx, { cycleId: id })).invitations).toHaveLength(1)
  })

  test('the same addresses in two tabs of one rating cycle are invited once, at one employer', async () => {
    const cycle = await makeCycle()
    const domain = `${randomUUID()}.example`
    const text = `ann@${domain}\nben@${domain}`
    const added = times(2, () => addAddresses(cycle.ctx, { cycleId: cycle.id, text }))
    expect(await outcomes(added)).toEqual(['done', 'done'])
    expect((await readCycle(cycle.ctx, { cycleId: cycle.id })).invitations).toHaveLength(2)
    expect(await count(sql`SELECT count(*) AS n FROM organization WHERE domain = ${domain}`)).toBe(
      1,
    )
  })

  test('raters that others add are added in whatever order they are named', async () => {
    const employer = await makeOrganization({ kind: 'employer' })
    const keys = times(20, async (at) => ({
      employerId: employer.id,
      email: `r${at}@acme.example`,
    }))
    const known = await Promise.all(keys)
    const add = async (some: typeof known) => {
      const ids = await findRaters(some)
      await asTenant(tenant(employer.id), (tx) => insertRaters(tx, some, ids))
      return some.map((key) => ids.get(raterKey(key)))
    }
    const [one = [], other = []] = await Promise.all([add(known), add([...known].reverse())])
    expect([...other].reverse()).toEqual(one)
    const stood = await findRaters(known)
    expect(known.map((key) => stood.get(raterKey(key)))).toEqual(one)
  })

  test('the first taps of two tabs are all kept', async () => {
    const cycle = await makeCycle({ addresses: ['ann@acme.example'], open: true })
    const rater = await raterAt(cycle, 'ann@acme.example')
    const { id: packetId } = await readPacket(rater, { packetId: null })
    const taps = times(3, (at) =>
      saveAnswers(rater, { packetId, taps: [{ field: `i${at}`, answer: '4' }] }),
    )
    expect(await outcomes(taps)).toEqual(['done', 'done', 'done'])
    const { draft } = await readPacket(rater, { packetId })
    expect(JSON.stringify(draft)).toContain('444')
  })

  test('a credential changed by two people: the later is told, and neither is half done', async () => {
    const ctx = await orgContext({ kind: 'provider' })
    const made = await makeCredential({
      organizationId: ctx.organization.id,
      occupationId: machinist,
    })
    const slug = `credential-${made.id.slice(0, 8)}`
    const details = await detailsOf(ctx, slug)
    const said = await outcomes(
      times(4, (at) =>
        editCredential(ctx, { slug: slug, details: { ...details, name: `Name ${at}` } }),
      ),
    )
    expect(said).toContain('done')
    for (const each of said) expect(['done', 'conflict']).toContain(each)
    expect((await detailsOf(ctx, slug)).name).toMatch(/^Name \d$/)
  })

  test('counties that two partnerships claim report to one of them, and the other is told which', async () => {
    const claims = await Promise.all(
      times(2, async () => {
        const ctx = await orgContext({ kind: 'partnership', verification: 'V2' })
        const organizationId = ctx.organization.id
        const id = `set-${randomUUID()}`
        await asTenant(tenant(organizationId), async (tx) => {
          await tx
            .insert(regions)
            .values({ id, kind: 'set', name: 'Ours', slug: id, organizationId })
          const counties = ['us-55079', 'us-55089', 'us-55131']
          await tx
            .insert(regionCounties)
            .values(counties.map((countyId) => ({ regionId: id, countyId, organizationId })))
        })
        return () => claimRegion(ctx, { regionId: id })
      }),
    )
    const said = await outcomes(claims.map((claim) => claim()))
    expect(said.sort()).toEqual(['conflict', 'done'])
  })
})

describeOnBothEngines('a key that a form was sent under', () => {
  test('means nothing to another organization', async () => {
    const [ours, theirs] = [
      await orgContext({ kind: 'employer' }),
      await orgContext({ kind: 'employer' }),
    ]
    const input = await jobOf(ours)
    const first = await saveRequirement(ours, input)
    const other = { ...input, title: 'Another job' }
    const second = await saveRequirement(theirs, other)
    expect(second.requirementId).not.toBe(first.requirementId)
    // Neither does the id of a requirement, used as a key.
    const asKey = await saveRequirement(theirs, { ...other, clientKey: first.requirementId })
    expect(asKey.requirementId).not.toBe(first.requirementId)
  })

  test('means nothing to another rater', async () => {
    const cycle = await makeCycle({
      addresses: ['ann@acme.example', 'ben@globe.example'],
      open: true,
    })
    const clientKey = randomUUID()
    const answers = [
      { field: 'role', answer: 'supervises' },
      { field: 'exposure', answer: 'several' },
      { field: 'f0', answer: '3' },
      { field: 'f1', answer: '3' },
      { field: 'f2', answer: '3' },
    ]
    for (const [at, address] of ['ann@acme.example', 'ben@globe.example'].entries()) {
      const rater = await raterAt(cycle, address)
      const { id: packetId } = await readPacket(rater, { packetId: null })
      const taps = [...answers, { field: 'i0', answer: String(at + 1) }]
      expect(await submitRating(rater, { packetId, clientKey, taps })).toMatchObject({
        again: false,
      })
    }
  })

  test.each<[string, Partial<SaveRequirement>]>([
    ['another title', { title: 'Foreman' }],
    ['another job', { occupationId: 'soc2018:47-2111' }],
    ['another role', { role: 'hires' }],
    [
      'other lines of its own',
      { ownWords: [{ text: 'Something else', importance: null, offered: false }] },
    ],
  ])('is refused with %s', async (_, change) => {
    const ctx = await orgContext({ kind: 'employer' })
    const input = await jobOf(ctx)
    await saveRequirement(ctx, input)
    await expect(saveRequirement(ctx, { ...input, ...change })).rejects.toMatchObject({
      code: 'conflict',
    })
    await saveRequirement(ctx, input)
  })

  test('is one of two that come at once with another role, and the other is refused', async () => {
    const ctx = await orgContext({ kind: 'employer' })
    const input = await jobOf(ctx)
    const said = await Promise.allSettled([
      saveRequirement(ctx, input),
      saveRequirement(ctx, { ...input, role: 'hires' }),
    ])
    expect(said.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(said.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'conflict' },
    })
  })

  test('is refused with other words alone, too', async () => {
    const ctx = await orgContext({ kind: 'employer' })
    const input = { ...(await jobOf(ctx)), lines: [] }
    await saveRequirement(ctx, input)
    await saveRequirement(ctx, input)
    const ownWords = [{ text: 'Something else', importance: null, offered: false }]
    await expect(saveRequirement(ctx, { ...input, ownWords })).rejects.toMatchObject({
      code: 'conflict',
    })
  })
})
