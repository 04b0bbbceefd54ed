import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { database } from '@/server/db/client'
import { answerTraces, integrityHolds } from '@/server/db/schema/integrity'
import { asPublisher } from '@/server/db/tenancy'
import { systemContext } from '@/server/services/context'
import { readPacket } from '@/server/services/ratings/read-packet'
import { saveAnswers } from '@/server/services/ratings/save-answers'
import { submitRating } from '@/server/services/ratings/submit-rating'
import { makeCycle as makeAskedCycle, raterAt } from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import {
  type AskedSubject,
  makeAskedSubject,
  makeCycle,
  makeEmployer,
} from '@/server/testing/ledger-factory'
import { makeOrganization, operatorContext } from '@/server/testing/organizations-factory'
import { arrive } from '@/server/testing/traces-factory'
import { reviewHold } from './review-hold'
import { sweepAnswers } from './sweep-answers'

const day = (n: number) => new Date(Date.UTC(2026, 3, 1) + n * 86_400_000)
const at = (n: number) => systemContext('command', 'test', day(n))
const note = 'We spoke to them.'
const slow = '43214321'

async function holdsOf({ subjectId }: AskedSubject) {
  const rows = await asPublisher((tx) =>
    tx
      .select()
      .from(integrityHolds)
      .where(eq(integrityHolds.subjectId, subjectId))
      .orderBy(integrityHolds.raisedAt),
  )
  return rows.map(({ id, signals, state }) => ({ id, signals, state }))
}

/** Somebody whose hasty answers are held in a cycle that still takes others. */
async function hasty() {
  const subject = await makeAskedSubject({ competencies: 8 })
  const cycleId = await makeCycle(subject, 'open', day(30))
  const employerId = await makeEmployer()
  const raterId = await arrive({
    ...{ subject, employerId, cycleId, fit: '44444444', at: day(0) },
    trace: { secondsEach: 1 },
  })
  await sweepAnswers(at(0.5))
  const again = async (n: number, fit = '44444444', cycle = cycleId) => {
    await arrive({
      ...{ subject, employerId, cycleId: cycle, fit, at: day(n), raterId },
      trace: { secondsEach: 60 },
    })
    await sweepAnswers(at(n + 0.5))
    return holdsOf(subject)
  }
  const [first] = await holdsOf(subject)
  return { subject, first: first?.id ?? '', again }
}

describeOnBothEngines('sending again what is held', () => {
  test('is held as before, whatever the pace and the levels are then', async () => {
    const { again } = await hasty()
    expect(await again(1)).toMatchObject([
      { signals: ['uniform'], state: 'gone' },
      { signals: ['uniform'], state: 'held' },
    ])
    expect(await again(2, slow)).toMatchObject([
      { state: 'gone' },
      { state: 'gone' },
      { signals: ['uniform'], state: 'held' },
    ])
  })

  test('is held again where it was rejected', async () => {
    const { first, again } = await hasty()
    await reviewHold(await operatorContext(day(0.6)), { holdId: first, verdict: 'reject', note })
    expect(await again(1)).toMatchObject([
      { signals: ['uniform'], state: 'rejected' },
      { signals: ['uniform'], state: 'held' },
    ])
  })

  test('is no news once a person has accepted it, nor in another cycle', async () => {
    const { subject, first, again } = await hasty()
    await reviewHold(await operatorContext(day(0.6)), { holdId: first, verdict: 'accept', note })
    expect(await again(1)).toHaveLength(1)
    const other = await hasty()
    const later = await makeCycle(other.subject, 'open', day(30))
    expect(await other.again(1, '44444444', later)).toHaveLength(1)
    expect(await holdsOf(subject)).toMatchObject([{ state: 'accepted' }])
  })
})

describeOnBothEngines('the pace of a Send', () => {
  test('is counted from the first tap since the Send before', async () => {
    const domain = `${randomUUID().slice(0, 8)}.example`
    await makeOrganization({ kind: 'employer', verification: 'V2', name: domain, domain })
    const cycle = await makeAskedCycle({ competencies: 8, addresses: [`a@${domain}`], open: true })
    const rater = await raterAt(cycle, `a@${domain}`)
    const { id: packetId } = await readPacket(rater, { packetId: null })
    const levels = (level: string) =>
      Array.from({ length: 8 }, (_, index) => ({ field: `f${index}`, answer: level }))
    const longAgo = async () =>
      (await database()).withOwner((run) =>
        run.query(
          `UPDATE draft SET updated_at = updated_at - interval '1 hour',
             begun_at = CASE WHEN begun_at = 'infinity' THEN begun_at ELSE begun_at - interval '1 hour' END
           WHERE packet_id = '${packetId}'`,
        ),
      )
    const send = (taps: ReturnType<typeof levels>) =>
      submitRating(rater, { packetId, clientKey: randomUUID(), taps })
    const paces = async () => {
      const rows = await asPublisher((tx) =>
        tx
          .select({ pace: answerTraces.secondsEach })
          .from(answerTraces)
          .where(eq(answerTraces.cycleId, cycle.id))
          .orderBy(answerTraces.sentAt),
      )
      return rows.map((row) => ((row.pace ?? 0) > 60 ? 'slow' : 'fast'))
    }
    await saveAnswers(rater, {
      packetId,
      taps: [
        { field: 'role', answer: 'supervises' },
        { field: 'exposure', answer: 'few' },
        ...levels('3'),
      ],
    })
    await longAgo()
    await send([])
    expect(await paces()).toEqual(['slow'])
    await longAgo()
    await saveAnswers(rater, { packetId, taps: levels('4') })
    await send([])
    expect(await paces()).toEqual(['slow', 'fast'])
    // Without a tap kept before, it can have begun no earlier than the Send before.
    await longAgo()
    await send(levels('2'))
    expect(await paces()).toEqual(['slow', 'fast', 'slow'])
    await send(levels('1'))
    expect(await paces()).toEqual(['slow', 'fast', 'slow', 'fast'])
  })
})
