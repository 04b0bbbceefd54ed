import { eq } from 'drizzle-orm'
import { credentials } from '@/server/db/schema/credentials'
import { occupations } from '@/server/db/schema/reference'
import { asTenant } from '@/server/db/tenancy'
import { makeCredential, makeFramework } from './catalogue-factory'
import { makeOrganization, tenant } from './organizations-factory'
import { makeRelease, makeSubject, publishCohort, publishReference } from './published-factory'

export const FIRST = { no: 1, at: new Date('2025-08-10T00:00:00Z') }
export const SECOND = { no: 2, at: new Date('2026-11-01T00:00:00Z') }
/** Not public before 20 December 2026. */
export const EMBARGOED = { no: 3, at: new Date('2026-11-20T00:00:00Z') }

/** A credential's map over three releases: renewed, hidden, wider and embargoed groups. */
export async function makePublishedMap() {
  const provider = await makeOrganization({
    kind: 'provider',
    name: 'Lake College',
    verification: 'V2',
  })
  const framework = await makeFramework({
    organizationId: provider.id,
    labels: ['Faults', 'Drawings', 'Safety', 'Handover', 'Unasked'],
  })
  const idOf = (label: string) =>
    framework.competencies.find((competency) => competency.label === label)?.id ?? ''
  const occupationId = 'soc2018:51-4041'
  const occupation = await asTenant(tenant(provider.id), async (tx) => {
    const [row] = await tx
      .select({ code: occupations.code })
      .from(occupations)
      .where(eq(occupations.id, occupationId))
    return row?.code ?? ''
  })
  const credential = await makeCredential({
    organizationId: provider.id,
    occupationId,
    name: 'CNC Certificate',
    teaches: [idOf('Drawings'), idOf('Safety'), idOf('Unasked')],
  })
  const slug = await asTenant(tenant(provider.id), async (tx) => {
    const [row] = await tx
      .select({ slug: credentials.slug })
      .from(credentials)
      .where(eq(credentials.id, credential.id))
    return row?.slug ?? ''
  })
  const fit = await makeSubject(occupationId, credential.id)
  const demand = await makeSubject(occupationId, null)
  await makeRelease(FIRST)
  await makeRelease(SECOND)
  await makeRelease({ ...EMBARGOED, publicAt: new Date('2026-12-20T00:00:00Z') })
  const inState = { regionId: 'us-wi', sector: '31-33' }
  const faults = { competencyId: idOf('Faults') }
  const drawings = { competencyId: idOf('Drawings') }
  await publishCohort({
    subjectId: demand,
    scale: 'importance',
    ...faults,
    ...inState,
    counts: [0, 0, 2, 12],
    release: SECOND,
  })
  const group = await publishCohort({
    subjectId: fit,
    scale: 'fit',
    ...faults,
    ...inState,
    counts: [5, 5, 2, 0, 0],
    release: FIRST,
  })
  await publishCohort({
    subjectId: fit,
    scale: 'fit',
    ...faults,
    ...inState,
    counts: [2, 6, 3, 1, 0],
    release: SECOND,
    cohort: group,
  })
  await publishCohort({
    subjectId: fit,
    scale: 'fit',
    ...faults,
    counts: [1, 1, 1, 1, 1],
    release: SECOND,
  })
  await publishCohort({
    subjectId: demand,
    scale: 'importance',
    ...drawings,
    counts: [0, 0, 2, 9],
    release: SECOND,
  })
  const readers = await publishCohort({
    subjectId: fit,
    scale: 'fit',
    ...drawings,
    ...inState,
    counts: [0, 1, 2, 9, 4],
    release: SECOND,
  })
  await publishCohort({
    subjectId: fit,
    scale: 'fit',
    ...drawings,
    ...inState,
    counts: [0, 0, 2, 8, 6],
    release: EMBARGOED,
    cohort: readers,
  })
  await publishCohort({
    subjectId: fit,
    scale: 'fit',
    competencyId: idOf('Safety'),
    ...inState,
    counts: [0, 0, 2, 3, 1],
    release: EMBARGOED,
  })
  await publishCohort({
    subjectId: fit,
    scale: 'fit',
    competencyId: idOf('Handover'),
    ...inState,
    counts: [5, 0, 0, 0, 0],
    release: SECOND,
    hidden: true,
  })
  await publishCohort({ subjectId: fit, scale: 'value', counts: [1, 2, 4, 3], release: SECOND })
  await publishReference({
    releaseNo: 2,
    frameworkId: framework.id,
    scale: 'fit',
    counts: [20, 20, 20, 20, 20],
  })
  return { provider, framework, occupation, slug, credentialId: credential.id, idOf }
}

export type PublishedMap = Awaited<ReturnType<typeof makePublishedMap>>
