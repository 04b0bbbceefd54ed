import { ratings, requirementStatements } from '@/server/db/schema/ratings'
import { asRater } from '@/server/db/tenancy'
import { sectorOf } from '@/server/domain/industries'
import { NOT_ASKED } from '@/server/domain/scales'
import { bodyHash } from '@/server/services/raters/address-hash'
import { type DemoAnswer, demoAnswers } from './answers'
import type { DemoCycle } from './content/cycles'
import { demoId, demoTime } from './demo-id'
import { demoCredential } from './seed-credentials'
import { demoRater, type SeededCycle } from './seed-cycles'
import { demoRegionId } from './seed-organizations'

/** Writes what was sent in a cycle, each rater through its own door. */
export async function seedAnswers(cycle: DemoCycle, seeded: SeededCycle, now: Date): Promise<void> {
  for (const answer of demoAnswers(cycle)) {
    const common = commonOf(cycle, seeded, answer, now)
    await asRater({ raterId: common.raterId }, async (tx) => {
      const packets = packetsOf(seeded, answer)
      await tx.insert(requirementStatements).values(
        packets.map((packet, at) => ({
          ...common,
          ...keyOf(cycle, answer, packet.key),
          id: demoId('statement', `${cycle.key} ${answer.rater.email} ${packet.key}`),
          subjectId: seeded.importanceSubjectId,
          importance: answer.importance,
          submittedAt: new Date(common.submittedAt.getTime() + at * 60_000),
        })),
      )
      await tx.insert(ratings).values(
        packets.map((packet, at) => ({
          ...common,
          ...keyOf(cycle, answer, packet.key),
          id: demoId('rating', `${cycle.key} ${answer.rater.email} ${packet.key}`),
          subjectId: packet.subjectId,
          fit: packet.fit,
          exposure: packet.exposure,
          value: packet.value,
          credentialVersionId: demoCredential(packet.key).versionId,
          submittedAt: new Date(common.submittedAt.getTime() + at * 60_000),
        })),
      )
    })
  }
}

/** The packets this rater sent: the first always, a further one only where it has seen holders. */
function packetsOf(seeded: SeededCycle, answer: DemoAnswer) {
  return seeded.credentials.flatMap(({ key, subjectId }, position) => {
    const given = answer.credentials.find((each) => each.key === key)
    if (given) return [{ ...given, subjectId }]
    if (position > 0) return []
    const fit = NOT_ASKED.repeat(answer.importance.length)
    return [{ key, subjectId, exposure: 'none' as const, fit, value: null }]
  })
}

function commonOf(cycle: DemoCycle, seeded: SeededCycle, answer: DemoAnswer, now: Date) {
  return {
    organizationId: demoId('organization', answer.employer.slug),
    raterId: demoRater(answer.rater.email),
    questionListId: seeded.questionListId,
    raterRole: answer.rater.role,
    cycleId: demoId('cycle', cycle.key),
    regionId: demoRegionId,
    sector: sectorOf(answer.employer.industry) ?? 'unknown',
    submittedAt: demoTime(now, answer.sentInDays),
  }
}

function keyOf(cycle: DemoCycle, answer: DemoAnswer, credential: string) {
  const name = `${cycle.key} ${answer.rater.email} ${credential}`
  return { clientKey: demoId('client-key', name), bodyHash: bodyHash(`sample ${name}`) }
}
