import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { credentials } from '@/server/db/schema/credentials'
import { asTenant } from '@/server/db/tenancy'
import type { AlignmentKind } from '@/server/domain/catalogue/alignments'
import { decideAlignment } from '@/server/services/alignments/decide-alignment'
import type { OrgContext } from '@/server/services/context'
import { saveRequirement } from '@/server/services/requirements/save-requirement'
import {
  makeCredential,
  makeFramework,
  type TestFramework,
} from '@/server/testing/catalogue-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makeOrganization, orgContext } from '@/server/testing/organizations-factory'
import { makeRelease, makeSubject, publishCohort } from '@/server/testing/published-factory'
import { readCredentialCoverage, readRequirementCoverage } from './read-coverage'

const machinist = 'soc2018:51-4041'

describeOnBothEngines('coverage before ratings', () => {
  let provider: OrgContext
  let employer: OrgContext
  let partnership: OrgContext
  let job: TestFramework
  let school: TestFramework
  let slug: string
  let requirementId: string

  const idOf = (framework: TestFramework, label: string) =>
    framework.competencies.find((competency) => competency.label === label)?.id ?? ''
  const decide = (as: OrgContext, from: string, to: string, kind: AlignmentKind | null) =>
    decideAlignment(as, {
      fromId: idOf(job, from),
      decisions: [
        kind === null
          ? { toId: idOf(school, to), verdict: 'reject' }
          : { toId: idOf(school, to), verdict: 'accept', kind },
      ],
    })
  const covered = async (id = requirementId) => {
    const { credentials: found } = await readRequirementCoverage(employer, { id })
    return found.find((each) => each.credential.name === 'CNC Certificate')
  }
  const filled = async (lines: [string, '4' | '3' | '2' | '1' | '?'][]) => {
    const saved = await saveRequirement(employer, {
      clientKey: randomUUID(),
      requirementId: null,
      occupationId: machinist,
      title: 'Machinist',
      role: 'hires',
      lines: lines.map(([label, importance]) => ({
        competencyId: idOf(job, label),
        importance,
        proficiency: '-' as const,
      })),
      ownWords: [],
    })
    return saved.requirementId
  }

  beforeAll(async () => {
    partnership = await orgContext({ kind: 'partnership', verification: 'V2' })
    provider = await orgContext({ kind: 'provider' })
    employer = await orgContext({ kind: 'employer' })
    job = await makeFramework({
      organizationId: partnership.organization.id,
      labels: ['Set up a lathe', 'Find sensor faults', 'Hand over a shift', 'Bake bread'],
    })
    school = await makeFramework({
      organizationId: (await makeOrganization({ kind: 'provider' })).id,
      name: 'Curriculum',
      labels: ['Diagnose faults of sensors', 'Shift handovers', 'Poetry'],
    })
    const { id } = await makeCredential({
      organizationId: provider.organization.id,
      occupationId: machinist,
      name: 'CNC Certificate',
      teaches: [
        idOf(job, 'Set up a lathe'),
        idOf(school, 'Diagnose faults of sensors'),
        idOf(school, 'Shift handovers'),
      ],
    })
    slug = await asTenant(provider, async (tx) => {
      const [row] = await tx
        .select({ slug: credentials.slug })
        .from(credentials)
        .where(eq(credentials.id, id))
      return row?.slug ?? ''
    })
    await makeCredential({
      organizationId: provider.organization.id,
      occupationId: machinist,
      state: 'draft',
      name: 'Secret plans',
      teaches: [idOf(job, 'Bake bread')],
    })
    requirementId = await filled([
      ['Set up a lathe', '4'],
      ['Find sensor faults', '4'],
      ['Hand over a shift', '?'],
      ['Bake bread', '2'],
    ])
  })

  it('counts the same competency as exact and a suggestion as possible only', async () => {
    const found = await covered()
    expect(found?.confirmed).toBeCloseTo((100 * 1) / (1 + 1 + 1 / 3), 10)
    expect(found?.possible).toBeGreaterThan(found?.confirmed ?? 0)
    expect([found?.mustHaveCovered, found?.mustHaveTotal]).toEqual([1, 2])
    expect(found?.lines.map((line) => [line.label, line.state])).toEqual([
      ['Set up a lathe', 'covered'],
      ['Find sensor faults', 'possible'],
      ['Bake bread', 'uncovered'],
    ])
  })

  it('suggests nothing between two competencies of one framework', async () => {
    const only = await filled([['Find sensor faults', '4']])
    const twin = await makeFramework({
      organizationId: partnership.organization.id,
      labels: ['Find and mend faults of sensors', 'Find faults of a sensor'],
    })
    await makeCredential({
      organizationId: provider.organization.id,
      occupationId: 'soc2018:51-9161',
      name: 'Twins',
      teaches: [twin.competencies[1]?.id ?? ''],
    })
    const [first] = twin.competencies
    const saved = await saveRequirement(employer, {
      clientKey: randomUUID(),
      requirementId: null,
      occupationId: 'soc2018:51-9161',
      title: 'Operator',
      role: 'hires',
      lines: [{ competencyId: first?.id ?? '', importance: '4', proficiency: '-' }],
      ownWords: [{ text: 'Find faults of a sensor', importance: '4', offered: false }],
    })
    const { credentials: found } = await readRequirementCoverage(employer, {
      id: saved.requirementId,
    })
    expect(found[0]?.lines.map((line) => line.state).sort()).toEqual(['possible', 'uncovered'])
    expect((await covered(only))?.lines[0]?.state).toBe('possible')
  })

  it('shows published credentials only', async () => {
    const found = await readRequirementCoverage(employer, { id: requirementId })
    expect(found.credentials.map((each) => each.credential.name)).toEqual(['CNC Certificate'])
    expect(found.lines).toBe(3)
  })

  it('counts an accepted link by its kind and names who accepted it', async () => {
    await decide(partnership, 'Find sensor faults', 'Diagnose faults of sensors', 'major')
    const found = await covered()
    expect(found?.confirmed).toBeCloseTo((100 * 1.75) / (7 / 3), 10)
    expect(found?.mustHaveCovered).toBe(2)
    expect(found?.lines[1]?.link).toMatchObject({
      kind: 'major',
      label: 'Diagnose faults of sensors',
      framework: 'Curriculum',
      accepted: { by: partnership.organization.name },
    })
  })

  it('counts nothing that was rejected, and nothing a stranger decided', async () => {
    await decide(partnership, 'Find sensor faults', 'Diagnose faults of sensors', null)
    const found = await covered()
    expect(found?.lines[1]?.state).toBe('uncovered')
    expect(found?.possible).toBe(found?.confirmed)
    const stranger = await orgContext({ kind: 'provider', verification: 'V0' })
    await decide(stranger, 'Find sensor faults', 'Diagnose faults of sensors', 'exact')
    expect((await covered())?.lines[1]?.state).toBe('uncovered')
    await decide(provider, 'Find sensor faults', 'Diagnose faults of sensors', 'exact')
    expect((await covered())?.lines[1]?.state).toBe('covered')
  })

  it('is not computable when nothing is needed, and empty without lines', async () => {
    const none = await filled([['Set up a lathe', '1']])
    expect(await covered(none)).toMatchObject({ confirmed: null, possible: null })
    const unsure = await filled([['Set up a lathe', '?']])
    expect(await readRequirementCoverage(employer, { id: unsure })).toEqual({
      lines: 0,
      credentials: [],
      more: 0,
    })
  })

  it('never reads another employer’s or a colleague’s lines', async () => {
    const foreign = await orgContext({ kind: 'employer' })
    await expect(readRequirementCoverage(foreign, { id: requirementId })).rejects.toMatchObject({
      code: 'not_found',
    })
    const colleague = await orgContext({
      organization: await makeOrganization({ kind: 'employer' }),
    })
    const same = { ...colleague, organization: employer.organization }
    expect((await readRequirementCoverage(same, { id: requirementId })).lines).toBe(0)
    await expect(readRequirementCoverage(provider, { id: requirementId })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  it('sets a provider’s credential beside published importance, once there is any', async () => {
    expect(await readCredentialCoverage(provider, { slug })).toEqual({
      occupations: [{ occupation: { code: '51-4041', title: 'Machinists' }, coverage: null }],
    })
    const release = { no: 1, at: new Date(provider.now.getTime() - 1000) }
    await makeRelease(release)
    const subjectId = await makeSubject(machinist, null)
    const publish = (label: string, counts: number[]) =>
      publishCohort({
        subjectId,
        scale: 'importance',
        competencyId: idOf(job, label),
        counts,
        release,
      })
    await publish('Set up a lathe', [0, 0, 2, 8])
    await publish('Find sensor faults', [0, 1, 3, 6])
    await publish('Bake bread', [6, 3, 1, 0])
    const { occupations } = await readCredentialCoverage(provider, { slug })
    const coverage = occupations[0]?.coverage
    expect(coverage?.lines.map((line) => [line.label, line.mustHave, line.state])).toEqual([
      ['Set up a lathe', true, 'covered'],
      ['Find sensor faults', true, 'covered'],
      ['Bake bread', false, 'uncovered'],
    ])
    expect(coverage?.confirmed).toBeGreaterThan(60)
    expect(coverage?.confirmed).toBeLessThan(100)
  })

  it('is not shown to another provider, an employer or for a credential that is not there', async () => {
    const stranger = await orgContext({ kind: 'provider' })
    await expect(readCredentialCoverage(stranger, { slug })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(readCredentialCoverage(employer, { slug })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(readCredentialCoverage(provider, { slug: 'none' })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})
