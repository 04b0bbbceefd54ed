import {
  cycleCompetencies,
  cycleCredentials,
  packets,
  raterInvitations,
  raterProgress,
  ratingCycles,
} from '@/server/db/schema/cycles'
import { raters } from '@/server/db/schema/ratings'
import { asCourier, asTenant, type Transaction } from '@/server/db/tenancy'
import { endOfDay, lastDay } from '@/server/domain/asking/cycles'
import { followUpTimes } from '@/server/domain/asking/follow-ups'
import { env } from '@/server/env'
import { invitationMail } from '@/server/services/cycles/invitation-mail'
import { enqueue, type OutboxEntry } from '@/server/services/outbox'
import { addressHash } from '@/server/services/raters/address-hash'
import { findSubject } from '@/server/services/raters/find-subject'
import { storeQuestionList } from '@/server/services/raters/store-question-list'
import { demoAnswers, demoInvited } from './answers'
import type { DemoCycle } from './content/cycles'
import type { DemoEmployer } from './content/employers'
import { DEMO_PERSONAS } from './content/personas'
import { DEMO_TIME_ZONE } from './content/places'
import { demoHost, demoId, demoInvitation, demoTenant, demoTime } from './demo-id'
import { demoCredential } from './seed-credentials'
import { demoCompetency } from './seed-frameworks'

/** What answers to a cycle are tied to. */
export type SeededCycle = {
  id: string
  importanceSubjectId: string
  questionListId: string
  credentials: { key: DemoCycle['credentials'][number]; subjectId: string }[]
}

/** Writes a rating cycle with its packets, invitations and who has answered; a past one is closed. */
export async function seedCycle(cycle: DemoCycle, now: Date): Promise<SeededCycle> {
  const seeded = await asTenant(demoTenant(demoHost(cycle.host).slug), async (tx) => {
    const subjects = await subjectsOf(tx, cycle)
    await insertCycle(tx, cycle, now, subjects)
    await insertPackets(tx, cycle, subjects)
    await insertInvitations(tx, cycle, now)
    if (cycle.closesInDays < 0) await touch(tx, subjects, demoTime(now, cycle.closesInDays))
    else if (env().mailbox) await enqueue(tx, personaMails(cycle))
    return subjects
  })
  await asCourier((tx) => tx.insert(raterProgress).values(progressRows(cycle, now)))
  return seeded
}

/** Tells the next release what to look at, as closing a cycle does. */
function touch(tx: Transaction, seeded: SeededCycle, availableAt: Date): Promise<void> {
  const subjects = [seeded.importanceSubjectId, ...seeded.credentials.map((each) => each.subjectId)]
  return enqueue(
    tx,
    subjects.map((subjectId) => ({ subjectId, kind: 'subject.touched' as const, availableAt })),
  )
}

/** Where mail can be read on the site, the sample's people find their invitations there. */
function personaMails(cycle: DemoCycle): OutboxEntry[] {
  const people = new Set(DEMO_PERSONAS.map((persona) => persona.email))
  return demoInvited(cycle)
    .flatMap((employer) => employer.raters)
    .filter((rater) => people.has(rater.email))
    .map((rater) => invitationMail(demoInvitation(cycle.key, rater.email)))
}

async function subjectsOf(tx: Transaction, cycle: DemoCycle): Promise<SeededCycle> {
  const occupationId = `soc2018:${cycle.occupation}`
  const credentials: SeededCycle['credentials'] = []
  for (const key of cycle.credentials) {
    const { credentialId } = demoCredential(key)
    credentials.push({ key, subjectId: await findSubject(tx, { occupationId, credentialId }) })
  }
  return {
    id: demoId('cycle', cycle.key),
    importanceSubjectId: await findSubject(tx, { occupationId, credentialId: null }),
    questionListId: await storeQuestionList(
      tx,
      cycle.profiles.map((profile) => demoCompetency(profile.code)),
    ),
    credentials,
  }
}

async function insertCycle(
  tx: Transaction,
  cycle: DemoCycle,
  now: Date,
  { id, importanceSubjectId, credentials }: SeededCycle,
): Promise<void> {
  const organizationId = demoHost(cycle.host).id
  const end = demoTime(now, cycle.closesInDays)
  const closed = end <= now
  // One that is open takes answers to the end of a day, as people set it.
  const closesAt = closed ? end : endOfDay(lastDay(end, DEMO_TIME_ZONE), DEMO_TIME_ZONE)
  const opensAt = demoTime(now, cycle.opensInDays)
  await tx.insert(ratingCycles).values({
    id,
    organizationId,
    title: cycle.title,
    occupationId: `soc2018:${cycle.occupation}`,
    importanceSubjectId,
    state: closed ? 'closed' : 'open',
    opensAt,
    closesAt,
    followUps: followUpTimes(opensAt, closesAt),
    closedAt: closed ? closesAt : null,
    timeZone: DEMO_TIME_ZONE,
    message: cycle.message,
    byIndustry: cycle.byIndustry,
    sample: true,
    createdAt: demoTime(now, cycle.opensInDays - 5),
  })
  await tx.insert(cycleCredentials).values(
    credentials.map(({ key, subjectId }, position) => ({
      cycleId: id,
      credentialId: demoCredential(key).credentialId,
      subjectId,
      organizationId,
      position,
    })),
  )
  await tx.insert(cycleCompetencies).values(
    cycle.profiles.map((profile, position) => ({
      cycleId: id,
      competencyId: demoCompetency(profile.code).competencyId,
      organizationId,
      position,
    })),
  )
}

async function insertPackets(
  tx: Transaction,
  cycle: DemoCycle,
  seeded: SeededCycle,
): Promise<void> {
  await tx.insert(packets).values(
    demoInvited(cycle).flatMap((employer) =>
      seeded.credentials.map(({ key, subjectId }, position) => ({
        id: demoId('packet', `${cycle.key} ${employer.slug} ${key}`),
        cycleId: seeded.id,
        organizationId: demoHost(cycle.host).id,
        employerId: demoId('organization', employer.slug),
        credentialId: demoCredential(key).credentialId,
        subjectId,
        questionListId: seeded.questionListId,
        position,
      })),
    ),
  )
}

async function insertInvitations(tx: Transaction, cycle: DemoCycle, now: Date): Promise<void> {
  const addressed = demoInvited(cycle).flatMap((employer) =>
    employer.raters.map((rater) => ({ employer, rater })),
  )
  await tx
    .insert(raters)
    .values(
      addressed.map(({ employer, rater }) => ({
        id: demoRater(rater.email),
        organizationId: demoId('organization', employer.slug),
        addressHash: addressHash(rater.email),
        createdAt: demoTime(now, cycle.opensInDays),
      })),
    )
    .onConflictDoNothing()
  const sentAt = demoTime(now, cycle.opensInDays)
  const followUps = followUpTimes(sentAt, demoTime(now, cycle.closesInDays)).filter(
    (at) => at <= now,
  ).length
  await tx.insert(raterInvitations).values(
    addressed.map(({ employer, rater }) => ({
      id: demoInvitation(cycle.key, rater.email),
      cycleId: demoId('cycle', cycle.key),
      organizationId: demoHost(cycle.host).id,
      employerId: demoId('organization', employer.slug),
      raterId: demoRater(rater.email),
      email: rater.email,
      name: rater.name,
      delivery: deliveryOf(cycle, employer),
      sentAt,
      followUpsSent: deliveryOf(cycle, employer) === 'sent' ? followUps : 0,
      createdAt: sentAt,
    })),
  )
}

export function demoRater(email: string): string {
  return demoId('rater', email)
}

/** One address of the open cycle bounced and one declined, so that every state can be seen. */
function deliveryOf(cycle: DemoCycle, employer: DemoEmployer): 'sent' | 'bounced' | 'declined' {
  if (cycle.closesInDays < 0) return 'sent'
  if (employer.slug === 'ternhook-boatworks') return 'bounced'
  return employer.slug === 'redoak-weldments' ? 'declined' : 'sent'
}

function progressRows(cycle: DemoCycle, now: Date) {
  return demoAnswers(cycle).map(({ rater, sentInDays }) => ({
    invitationId: demoInvitation(cycle.key, rater.email),
    raterId: demoRater(rater.email),
    cycleId: demoId('cycle', cycle.key),
    startedAt: demoTime(now, sentInDays),
    submittedAt: demoTime(now, sentInDays),
  }))
}
