import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { requirementStatements } from '@/server/db/schema/ratings'
import { asPublisher } from '@/server/db/tenancy'
import type { SaveRequirement } from '@/server/domain/asking/requirements'
import type { OrgContext } from '@/server/services/context'
import { makeCredential, makeFramework } from '@/server/testing/catalogue-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makeOrganization, orgContext } from '@/server/testing/organizations-factory'
import { makeRelease, makeSubject, publishCohort } from '@/server/testing/published-factory'
import { archiveRequirement } from './archive-requirement'
import { listRequirements } from './list-requirements'
import { readRequirement } from './read-requirement'
import { saveRequirement } from './save-requirement'
import { searchLines } from './search-lines'
import { suggestLines } from './suggest-lines'
import { withdrawRequirement } from './withdraw-requirement'

const machinist = 'soc2018:51-4041'

describeOnBothEngines('job requirements', () => {
  test('start from what is claimed for their own occupation, and from nobody’s draft', async () => {
    const provider = await makeOrganization({ kind: 'provider', verification: 'V2' })
    const framework = await makeFramework({
      organizationId: provider.id,
      labels: ['Set up a lathe', 'Work as a machinist', 'Bake bread'],
    })
    const draft = await makeFramework({
      organizationId: provider.id,
      state: 'draft',
      labels: ['Machinist secrets'],
    })
    const [lathe] = framework.competencies
    await makeCredential({
      organizationId: provider.id,
      occupationId: machinist,
      teaches: [lathe?.id ?? '', draft.competencies[0]?.id ?? ''],
    })
    const ctx = await orgContext({ kind: 'employer' })
    const proforma = await suggestLines(ctx, { occupationId: machinist })
    expect(proforma.occupation.title).toBe('Machinists')
    expect(proforma.lines.map((line) => [line.label, line.reason])).toEqual([
      ['Set up a lathe', 'claimed'],
    ])
    // Lines of another occupation are no start, whatever words they share.
    expect((await suggestLines(ctx, { occupationId: 'soc2018:49-9021' })).lines).toEqual([])
    const found = await searchLines(ctx, { query: 'lathee' })
    expect(found.map((line) => line.label)).toEqual(['Set up a lathe'])
  })

  test('start from finished releases whose public day has come, and from living groups', async () => {
    const now = new Date('2026-11-21T12:00:00Z')
    const provider = await makeOrganization({ kind: 'provider', verification: 'V2' })
    const { competencies } = await makeFramework({
      organizationId: provider.id,
      labels: ['Grind a shaft', 'Weigh flour', 'Stack crates', 'Fold boxes'],
    })
    const demand = await makeSubject(machinist, null)
    const releases = [
      { no: 1, at: new Date('2020-01-10T00:00:00Z') },
      { no: 2, at: new Date('2026-10-02T00:00:00Z') },
      { no: 3, at: new Date('2026-11-20T00:00:00Z'), publicAt: new Date('2026-12-20T00:00:00Z') },
      { no: 4, at: new Date('2026-11-21T00:00:00Z'), finished: false },
    ]
    for (const release of releases) await makeRelease(release)
    for (const [at, label] of [
      [1, 'Grind a shaft'],
      [0, 'Weigh flour'],
      [2, 'Stack crates'],
      [3, 'Fold boxes'],
    ] as const) {
      await publishCohort({
        subjectId: demand,
        scale: 'importance',
        competencyId: competencies.find((each) => each.label === label)?.id ?? '',
        counts: [0, 0, 2, 6],
        release: releases[at] ?? { no: 0, at: now },
      })
    }
    const published = async (verification: 'V0' | 'V2', at = now) => {
      const ctx = await orgContext({ kind: 'employer', verification, now: at })
      const { lines } = await suggestLines(ctx, { occupationId: machinist })
      return lines.filter((line) => line.reason === 'published').map((line) => line.label)
    }
    expect(await published('V0')).toEqual(['Grind a shaft'])
    expect(await published('V2')).toEqual(['Grind a shaft'])
    const later = await published('V2', new Date('2026-12-20T12:00:00Z'))
    expect(later.toSorted()).toEqual(['Grind a shaft', 'Stack crates'])
  })

  test('are written as immutable statements that wait out their hold', async () => {
    const ctx = await orgContext({
      kind: 'employer',
      verification: 'V2',
      countyId: 'us-39093',
      industryId: 'naics2017:332710',
    })
    const input = await filled()
    const { requirementId } = await saveRequirement(ctx, input)
    await saveRequirement(ctx, {
      ...input,
      clientKey: randomUUID(),
      requirementId,
      title: 'Lead machinist',
    })
    const written = await statementsOf(ctx)
    expect(written).toHaveLength(2)
    expect(written[0]).toMatchObject({
      importance: '41',
      regionId: 'us-oh',
      sector: '31-33',
      cycleId: null,
    })
    expect(written[0]?.heldUntil?.getTime()).toBe(ctx.now.getTime() + 7 * 86_400_000)
    const [row] = await listRequirements(ctx)
    expect(row).toMatchObject({ title: 'Lead machinist', others: 0, mine: true })
  })

  test('are placed by a confirmed record alone', async () => {
    const ctx = await orgContext({
      kind: 'employer',
      verification: 'V1',
      countyId: 'us-39093',
      industryId: 'naics2017:332710',
    })
    await saveRequirement(ctx, await filled())
    expect(await statementsOf(ctx)).toMatchObject([{ regionId: 'unknown', sector: 'unknown' }])
  })

  test('are one statement for one key, and a conflict when the key comes with other marks', async () => {
    const ctx = await orgContext({ kind: 'employer' })
    const input = await filled()
    const first = await saveRequirement(ctx, input)
    expect(await saveRequirement(ctx, input)).toEqual(first)
    expect(await statementsOf(ctx)).toHaveLength(1)
    const changed = { ...input, lines: input.lines.slice(0, 1) }
    await expect(saveRequirement(ctx, changed)).rejects.toMatchObject({ code: 'conflict' })
  })

  test.each([
    ['title', { title: 'Another job' }],
    ['occupation', { occupationId: 'soc2018:51-4121' }],
    ['words', { ownWords: [{ text: 'Mends the old press', importance: null, offered: false }] }],
  ])('of own words alone are one for one key, and a conflict with another %s', async (_, other) => {
    const ctx = await orgContext({ kind: 'employer' })
    const words = { text: 'Reads the old drawings', importance: null, offered: false }
    const input = { ...(await filled()), lines: [], ownWords: [words] }
    const first = await saveRequirement(ctx, input)
    expect(await saveRequirement(ctx, input)).toEqual(first)
    await expect(saveRequirement(ctx, { ...input, ...other })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await readRequirement(ctx, { id: first.requirementId })).toMatchObject({
      title: input.title,
      ownWords: [{ text: words.text }],
    })
  })

  test('show a colleague that lines were sent, never their levels or own words', async () => {
    const ctx = await orgContext({ kind: 'employer' })
    const input = await filled()
    const { requirementId } = await saveRequirement(ctx, {
      ...input,
      ownWords: [{ text: 'Runs our 1962 planer', importance: '4', offered: false }],
    })
    const organization = await makeColleagueContext(ctx)
    expect(await listRequirements(organization)).toMatchObject([
      { id: requirementId, others: 1, mine: false },
    ])
    const { requirementId: theirs } = await saveRequirement(organization, await filled())
    expect((await listRequirements(ctx)).map(({ id, others, mine }) => [id, others, mine])).toEqual(
      [
        [theirs, 1, false],
        [requirementId, 0, true],
      ],
    )
    const view = await readRequirement(organization, { id: requirementId })
    expect(view.mine).toBeNull()
    expect(view.ownWords).toEqual([])
    const own = await readRequirement(ctx, { id: requirementId })
    expect(own.mine?.lines.map((line) => line.importance)).toEqual(['4', '1'])
    expect(own.ownWords).toEqual([
      { text: 'Runs our 1962 planer', importance: 4, offered: false, shown: false },
    ])
  })

  test('of own words alone are the writer’s lines, with the role, and make nobody a colleague', async () => {
    const ctx = await orgContext({ kind: 'employer' })
    const words = { text: 'Reads the old drawings', importance: '4' as const, offered: false }
    const input = { ...(await filled()), lines: [], ownWords: [words] }
    const { requirementId: id } = await saveRequirement(ctx, input)
    expect(await readRequirement(ctx, { id })).toMatchObject({
      ...{ title: 'Machinist, nights', mine: null, others: 0, role: 'supervises' },
      ownWords: [{ text: words.text }],
    })
    expect(await listRequirements(ctx)).toMatchObject([{ mine: true, others: 0 }])
    const role = 'does' as const
    const again = { ...input, clientKey: randomUUID(), requirementId: id, role }
    await saveRequirement(ctx, again)
    expect(await readRequirement(ctx, { id })).toMatchObject({ role })
    const colleague = await makeColleagueContext(ctx)
    expect(await readRequirement(colleague, { id })).toMatchObject({ role: null, others: 0 })
    expect(await listRequirements(colleague)).toMatchObject([{ mine: false, others: 0 }])
  })

  test('can be withdrawn and archived', async () => {
    const ctx = await orgContext({ kind: 'employer' })
    const { requirementId: id } = await saveRequirement(ctx, await filled())
    expect(await withdrawRequirement(ctx, { id })).toEqual({ withdrawn: 1 })
    expect(await statementsOf(ctx)).toEqual([])
    await archiveRequirement(ctx, { id })
    expect(await listRequirements(ctx)).toEqual([])
    await expect(readRequirement(ctx, { id })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('refuse a viewer, a provider, and an empty form', async () => {
    const viewer = await orgContext({ kind: 'employer', role: 'viewer' })
    const provider = await orgContext({ kind: 'provider' })
    const owner = await orgContext({ kind: 'employer' })
    const input = await filled()
    await expect(saveRequirement(viewer, input)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(saveRequirement(provider, input)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(listRequirements(provider)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(archiveRequirement(viewer, { id: randomUUID() })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(saveRequirement(owner, { ...input, lines: [] })).rejects.toMatchObject({
      code: 'invalid',
    })
    const nowhere = { ...input, occupationId: 'soc2018:99-9999' }
    await expect(saveRequirement(owner, nowhere)).rejects.toMatchObject({
      code: 'not_found',
      field: 'occupationId',
    })
  })

  test('of another employer are not found', async () => {
    const ctx = await orgContext({ kind: 'employer' })
    const input = await filled()
    const { requirementId: id } = await saveRequirement(ctx, input)
    const other = await orgContext({ kind: 'employer' })
    const missing = { code: 'not_found' }
    await expect(readRequirement(other, { id })).rejects.toMatchObject(missing)
    await expect(archiveRequirement(other, { id })).rejects.toMatchObject(missing)
    await expect(withdrawRequirement(other, { id })).rejects.toMatchObject(missing)
    const steal = { ...input, requirementId: id, clientKey: randomUUID() }
    await expect(saveRequirement(other, steal)).rejects.toMatchObject(missing)
    expect(await listRequirements(other)).toEqual([])
  })

  test('take only competencies that everybody may read', async () => {
    const provider = await makeOrganization({ kind: 'provider' })
    const draft = await makeFramework({
      organizationId: provider.id,
      state: 'draft',
      labels: ['Hidden'],
    })
    const ctx = await orgContext({ kind: 'employer' })
    const input = await filled()
    const lines = [
      { competencyId: draft.competencies[0]?.id ?? '', importance: '4', proficiency: '-' },
    ] as const
    await expect(saveRequirement(ctx, { ...input, lines: [...lines] })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

async function filled(): Promise<SaveRequirement> {
  const provider = await makeOrganization({ kind: 'provider' })
  const { competencies } = await makeFramework({
    organizationId: provider.id,
    labels: ['One', 'Two', 'Three'],
  })
  const [one, two, three] = competencies.map((competency) => competency.id)
  return {
    clientKey: randomUUID(),
    requirementId: null,
    occupationId: machinist,
    title: 'Machinist, nights',
    role: 'supervises',
    lines: [
      { competencyId: one ?? '', importance: '4', proficiency: '-' },
      { competencyId: two ?? '', importance: '1', proficiency: '-' },
      { competencyId: three ?? '', importance: '-', proficiency: '-' },
    ],
    ownWords: [],
  }
}

async function makeColleagueContext(ctx: OrgContext): Promise<OrgContext> {
  const colleague = await orgContext({ kind: 'employer' })
  return { ...colleague, organization: ctx.organization }
}

function statementsOf(ctx: OrgContext) {
  return asPublisher(async (tx) => {
    const rows = await tx.select().from(requirementStatements)
    return rows.filter((row) => row.organizationId === ctx.organization.id)
  })
}
