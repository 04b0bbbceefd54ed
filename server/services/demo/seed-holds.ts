import { REVIEW_DAYS, type Signal } from '@/server/domain/method/integrity'
import { holdSample, type SampleHold } from '@/server/services/integrity/hold-sample'
import { demoAnswers } from './answers'
import { DEMO_CYCLES } from './content/cycles'
import { demoId, demoTime } from './demo-id'
import { demoRater, type SeededCycle } from './seed-cycles'

type DemoHold = {
  cycle: string
  credential: string
  employer: string
  signals: Signal[]
  raisedInDays: number
  /** Null while it waits. */
  accepted: { inDays: number; note: string } | null
}

/** One hold that waits, in the cycle that is open, and one that was accepted before its answers were counted. */
const DEMO_HOLDS: readonly DemoHold[] = [
  {
    cycle: 'machinists-second',
    credential: 'cnc',
    employer: 'northpier-tool-and-die',
    signals: ['network'],
    raisedInDays: -2,
    accepted: null,
  },
  {
    cycle: 'nursing-first',
    credential: 'nursing',
    employer: 'larkspur-care-center',
    signals: ['device'],
    raisedInDays: -529.2,
    accepted: { inDays: -528.6, note: 'They share a training room, and answered on its tablet.' },
  },
]

/** Writes the sample's holds, after its answers; a hold changes nothing that is published. */
export async function seedHolds(
  cycle: { key: string },
  seeded: SeededCycle,
  now: Date,
): Promise<void> {
  for (const hold of DEMO_HOLDS.filter((each) => each.cycle === cycle.key)) {
    await holdSample(holdOf(hold, seeded, now), now)
  }
}

function holdOf(
  { credential, employer, signals, raisedInDays, accepted, ...hold }: DemoHold,
  seeded: SeededCycle,
  now: Date,
): SampleHold {
  const cycle = DEMO_CYCLES.find((each) => each.key === hold.cycle)
  const rater = cycle && demoAnswers(cycle).find((each) => each.employer.slug === employer)?.rater
  const subjectId = seeded.credentials.find((each) => each.key === credential)?.subjectId
  if (!rater || !subjectId) throw new Error(`The sample has no answer of "${employer}" to hold.`)
  const name = `${hold.cycle} ${rater.email} ${credential}`
  return {
    id: demoId('hold', name),
    subjectId,
    ratingId: demoId('rating', name),
    employerId: demoId('organization', employer),
    raterId: demoRater(rater.email),
    cycleId: seeded.id,
    signals,
    state: accepted ? 'accepted' : 'held',
    raisedAt: demoTime(now, raisedInDays),
    reviewDue: demoTime(now, raisedInDays + REVIEW_DAYS),
    decidedAt: accepted ? demoTime(now, accepted.inDays) : null,
    note: accepted?.note ?? '',
  }
}
