import { ownWords, raters, requirementStatements, requirements } from '@/server/db/schema/ratings'
import { asRater, asTenant } from '@/server/db/tenancy'
import { sectorOf } from '@/server/domain/industries'
import { HOLD_DAYS } from '@/server/domain/method/integrity'
import { enqueue } from '@/server/services/outbox'
import { addressHash, bodyHash } from '@/server/services/raters/address-hash'
import { findSubject } from '@/server/services/raters/find-subject'
import { storeQuestionList } from '@/server/services/raters/store-question-list'
import { showSampleWords } from '@/server/services/releases/show-sample-words'
import { DEMO_EMPLOYERS } from './content/employers'
import { DEMO_REQUIREMENTS, type DemoRequirement } from './content/requirements'
import { demoId, demoTenant, demoTime } from './demo-id'
import { seededRandom } from './random'
import { demoRater } from './seed-cycles'
import { demoCompetency } from './seed-frameworks'
import { demoRegionId } from './seed-organizations'

/** Writes the job requirements employers described on their own pages. */
export async function seedRequirements(now: Date): Promise<void> {
  for (const requirement of DEMO_REQUIREMENTS) await seedRequirement(requirement, now)
}

/** Lets most of the offered lines through and shows them as on the night given; the others wait for the operator. */
export async function seedOfferedWords(night: Date): Promise<void> {
  const lines = DEMO_REQUIREMENTS.flatMap(({ title, ownWords: line }) =>
    line?.shown ? [{ id: demoId('own-words', title), text: line.shown }] : [],
  )
  const random = seededRandom('offered words')
  await showSampleWords(lines, night, (limit) => Math.floor(random() * limit))
}

async function seedRequirement(requirement: DemoRequirement, now: Date): Promise<void> {
  const employer = DEMO_EMPLOYERS.filter((each) => each.group === requirement.group)[
    requirement.employer
  ]
  const rater = employer?.raters[0]
  if (!employer || !rater) throw new Error(`The sample has no employer for "${requirement.title}".`)
  const organizationId = demoId('organization', employer.slug)
  const id = demoId('requirement', requirement.title)
  const occupationId = `soc2018:${requirement.occupation}`
  const writtenAt = demoTime(now, requirement.writtenInDays)
  await asTenant(demoTenant(employer.slug), async (tx) => {
    await tx
      .insert(raters)
      .values({ id: demoRater(rater.email), organizationId, addressHash: addressHash(rater.email) })
      .onConflictDoNothing()
    await tx.insert(requirements).values({
      id,
      organizationId,
      occupationId,
      title: requirement.title,
      createdAt: writtenAt,
      updatedAt: writtenAt,
    })
  })
  const heldUntil = demoTime(now, requirement.writtenInDays + HOLD_DAYS)
  await asRater({ raterId: demoRater(rater.email), organizationId }, async (tx) => {
    const subjectId = await findSubject(tx, { occupationId, credentialId: null })
    await tx.insert(requirementStatements).values({
      subjectId,
      id: demoId('statement', requirement.title),
      organizationId,
      raterId: demoRater(rater.email),
      questionListId: await storeQuestionList(
        tx,
        Object.keys(requirement.lines).map(demoCompetency),
      ),
      importance: Object.values(requirement.lines).join(''),
      raterRole: rater.role,
      requirementId: id,
      regionId: demoRegionId,
      sector: sectorOf(employer.industry) ?? 'unknown',
      clientKey: demoId('client-key', requirement.title),
      bodyHash: bodyHash(`sample ${requirement.title}`),
      heldUntil,
      submittedAt: writtenAt,
    })
    await enqueue(tx, { subjectId, kind: 'subject.touched', availableAt: heldUntil })
    if (!requirement.ownWords) return
    const { text, importance, offered } = requirement.ownWords
    await tx.insert(ownWords).values({
      ...{ text, importance, offered, occupationId },
      id: demoId('own-words', requirement.title),
      organizationId,
      requirementId: id,
      raterId: demoRater(rater.email),
      createdAt: writtenAt,
    })
  })
}
