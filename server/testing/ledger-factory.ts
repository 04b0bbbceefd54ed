import { randomUUID } from 'node:crypto'
import { and, desc, eq } from 'drizzle-orm'
import { database } from '@/server/db/client'
import { raterInvitations, ratingCycles } from '@/server/db/schema/cycles'
import { organizations } from '@/server/db/schema/organizations'
import { raters, ratings, requirementStatements } from '@/server/db/schema/ratings'
import { occupations } from '@/server/db/schema/reference'
import { asCourier, asOperator, asRater, asReader, asTenant } from '@/server/db/tenancy'
import type { Exposure, RaterRole } from '@/server/domain/scales'
import { recordAudit } from '@/server/services/audit'
import { systemContext } from '@/server/services/context'
import { enqueue } from '@/server/services/outbox'
import { storeQuestionList } from '@/server/services/raters/store-question-list'
import { makeCredential, makeFramework, type TestFramework } from './catalogue-factory'
import { makeOrganization, tenant } from './organizations-factory'
import { makeSubject } from './published-factory'

export type AskedSubject = {
  organizationId: string
  occupationId: string
  credentialId: string
  framework: TestFramework
  /** The credential for the occupation (fit, value), and the occupation alone (importance). */
  subjectId: string
  importanceSubjectId: string
  questionListId: string
}

/** A credential for an occupation with a list of competencies to ask about. */
export async function makeAskedSubject(input: { competencies: number }): Promise<AskedSubject> {
  const organizationId = (await makeOrganization({ kind: 'provider' })).id
  const labels = Array.from({ length: input.competencies }, (_, index) => `Competency ${index}`)
  const framework = await makeFramework({ organizationId, labels })
  const occupationId = await nextOccupation()
  const credential = await makeCredential({ organizationId, occupationId })
  const questions = framework.competencies.map(({ id, versionId }) => ({
    competencyId: id,
    versionId,
  }))
  return {
    organizationId,
    occupationId,
    credentialId: credential.id,
    framework,
    subjectId: await makeSubject(occupationId, credential.id),
    importanceSubjectId: await makeSubject(occupationId, null),
    questionListId: await asRater({}, (tx) => storeQuestionList(tx, questions)),
  }
}

let asked = 0

/** Each subject has an occupation of its own, so that importance is not shared between tests. */
async function nextOccupation(): Promise<string> {
  asked += 1
  const [row] = await asReader((tx) =>
    tx
      .select({ id: occupations.id })
      .from(occupations)
      .where(eq(occupations.taxonomy, 'soc'))
      .orderBy(desc(occupations.id))
      .limit(1)
      .offset(asked),
  )
  if (!row) throw new Error('There are no more occupations to ask about.')
  return row.id
}

/** A confirmed employer. */
export async function makeEmployer(
  overrides: Parameters<typeof makeOrganization>[0] = {},
): Promise<string> {
  const organization = { kind: 'employer', verification: 'V2', createdAt: LONG_AGO } as const
  return (await makeOrganization({ ...organization, ...overrides })).id
}

/** Before everything that tests let happen. */
const LONG_AGO = new Date('2016-01-01T00:00:00Z')

/** An employer goes for good, with what it was invited to. */
export async function deleteEmployer(employerId: string): Promise<void> {
  await asOperator(async (tx) => {
    await tx.delete(raterInvitations).where(eq(raterInvitations.employerId, employerId))
    await tx.delete(organizations).where(eq(organizations.id, employerId))
  })
}

type Answer = {
  subject: AskedSubject
  employerId: string
  raterId?: string
  role?: RaterRole
  region?: string
  sector?: string
  at: Date
  /** Null: on the employer's own page. */
  cycleId?: string
  heldUntil?: Date
  providerStaff?: boolean
  exposure?: Exposure
  value?: number
}

/** One Send of fit answers, and word to the release; returns the rater, who may answer again. */
export async function sendRating(input: Answer & { fit: string }): Promise<string> {
  const raterId = input.raterId ?? (await makeRater(input.employerId))
  await invite(input, raterId)
  await asRater({ raterId, organizationId: input.employerId }, async (tx) => {
    await tx.insert(ratings).values({
      ...common(input, raterId),
      subjectId: input.subject.subjectId,
      fit: input.fit,
      exposure: input.exposure ?? 'several',
      value: input.value ?? null,
      providerStaff: input.providerStaff ?? false,
    })
    await enqueue(tx, {
      subjectId: input.subject.subjectId,
      kind: 'subject.touched',
      availableAt: input.at,
    })
  })
  return raterId
}

/** One statement of importance, and word to the release. */
export async function sendStatement(input: Answer & { importance: string }): Promise<string> {
  const raterId = input.raterId ?? (await makeRater(input.employerId))
  await invite(input, raterId)
  await asRater({ raterId, organizationId: input.employerId }, async (tx) => {
    await tx.insert(requirementStatements).values({
      ...common(input, raterId),
      subjectId: input.subject.importanceSubjectId,
      importance: input.importance,
    })
    await enqueue(tx, {
      subjectId: input.subject.importanceSubjectId,
      kind: 'subject.touched',
      availableAt: input.at,
    })
  })
  return raterId
}

/** Who answers in a cycle was invited to it, by a mail that arrived. */
async function invite(input: Answer, raterId: string): Promise<void> {
  const { cycleId, employerId } = input
  if (!cycleId) return
  const [cycle] = await asCourier((tx) =>
    tx
      .select({ organizationId: ratingCycles.organizationId })
      .from(ratingCycles)
      .where(eq(ratingCycles.id, cycleId)),
  )
  const organizationId = cycle?.organizationId ?? input.subject.organizationId
  await asTenant(tenant(organizationId), (tx) =>
    tx
      .insert(raterInvitations)
      .values({
        id: randomUUID(),
        cycleId,
        organizationId,
        employerId,
        raterId,
        email: `${raterId}@works.example`,
        delivery: 'sent',
        sentAt: input.at,
      })
      .onConflictDoNothing(),
  )
}

function common(input: Answer, raterId: string) {
  return {
    id: randomUUID(),
    organizationId: input.employerId,
    raterId,
    questionListId: input.subject.questionListId,
    raterRole: input.role ?? 'supervises',
    cycleId: input.cycleId ?? null,
    regionId: input.region ?? 'us-wi',
    sector: input.sector ?? '31-33',
    clientKey: randomUUID(),
    bodyHash: 'test',
    heldUntil: input.heldUntil ?? null,
    submittedAt: input.at,
  }
}

export async function makeRater(employerId: string): Promise<string> {
  const id = randomUUID()
  await asTenant(tenant(employerId), (tx) =>
    tx.insert(raters).values({ id, organizationId: employerId, addressHash: id }),
  )
  return id
}

/** Everything a rater said about a subject goes, as when it withdraws. */
export async function withdrawRater(
  subject: AskedSubject,
  raterId: string,
  at: Date,
): Promise<void> {
  await asRater({ raterId }, async (tx) => {
    await tx
      .delete(ratings)
      .where(and(eq(ratings.raterId, raterId), eq(ratings.subjectId, subject.subjectId)))
    await enqueue(tx, { subjectId: subject.subjectId, kind: 'subject.touched', availableAt: at })
    const [rater] = await tx
      .select({ organizationId: raters.organizationId })
      .from(raters)
      .where(eq(raters.id, raterId))
    await recordAudit(tx, systemContext('command', 'test', at), {
      verb: 'rating.withdraw',
      organizationId: rater?.organizationId,
    })
  })
}

/** A cycle of the subject's provider in the state given. */
export async function makeCycle(
  subject: Pick<AskedSubject, 'organizationId' | 'occupationId' | 'importanceSubjectId'>,
  state: 'open' | 'closed' | 'cancelled',
  closesAt: Date,
  more: { opensAt?: Date; byIndustry?: boolean } = {},
): Promise<string> {
  const id = randomUUID()
  await asTenant(tenant(subject.organizationId), (tx) =>
    tx.insert(ratingCycles).values({
      id,
      organizationId: subject.organizationId,
      title: 'A round',
      occupationId: subject.occupationId,
      importanceSubjectId: subject.importanceSubjectId,
      state,
      closesAt,
      closedAt: state === 'open' ? null : closesAt,
      timeZone: 'America/Chicago',
      ...more,
    }),
  )
  return id
}

/** Moves a cycle on and touches its subjects, as closing it does. */
export async function endCycle(
  subject: AskedSubject,
  cycleId: string,
  state: 'closed' | 'cancelled',
  at: Date,
): Promise<void> {
  await asTenant(tenant(subject.organizationId), async (tx) => {
    await tx.update(ratingCycles).set({ state, closedAt: at }).where(eq(ratingCycles.id, cycleId))
    await enqueue(
      tx,
      [subject.subjectId, subject.importanceSubjectId].map((subjectId) => ({
        subjectId,
        kind: 'subject.touched' as const,
        availableAt: at,
      })),
    )
  })
}

/** Changes an employer's record at a moment and says so, as confirming, merging and correcting it do. */
export async function changeEmployer(
  employerId: string,
  change: Partial<typeof organizations.$inferInsert>,
  at: Date,
): Promise<void> {
  await asOperator(async (tx) => {
    await tx.update(organizations).set(change).where(eq(organizations.id, employerId))
    await enqueue(tx, { subjectId: employerId, kind: 'employer.touched', availableAt: at })
  })
  const db = await database()
  await db.withOwner((owner) =>
    owner.query(
      `UPDATE employer_record SET since = $2 WHERE organization_id = $1
         AND since > now() - interval '1 hour' AND since = (SELECT max(since) FROM employer_record WHERE organization_id = $1)`,
      [employerId, at],
    ),
  )
}
