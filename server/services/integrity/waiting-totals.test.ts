import { expect, test } from 'vitest'
import { integrityHolds } from '@/server/db/schema/integrity'
import { pendingVotes } from '@/server/db/schema/releases'
import { asOperator, asPublisher } from '@/server/db/tenancy'
import { SIGNALS } from '@/server/domain/method/integrity'
import { describeOnBothEngines } from '@/server/testing/databases'
import { heldAnswers } from '@/server/testing/holds-factory'
import {
  makeAskedSubject,
  makeCycle,
  makeEmployer,
  sendRating,
} from '@/server/testing/ledger-factory'
import { operatorContext } from '@/server/testing/organizations-factory'
import { countWaiting, readWaitingTotals } from './waiting-totals'

const day = (n: number) => new Date(Date.UTC(2026, 3, 1) + n * 86_400_000)

describeOnBothEngines('why answers wait', () => {
  const totals = async () => {
    const read = await readWaitingTotals(await operatorContext(day(2)))
    return Object.fromEntries(read.totals.map(({ reason, answers }) => [reason, answers]))
  }
  const nothing = { unconfirmed: 0, address: 0, review: 0, cycle: 0, employers: 0 }

  test('is five totals, of which fewer than five are not told', async () => {
    expect(await readWaitingTotals(await operatorContext(day(2)))).toMatchObject({ asOf: null })
    const subject = await makeAskedSubject({ competencies: 1 })
    const cycleId = await makeCycle(subject, 'open', day(9))
    const send = async (employer: Parameters<typeof makeEmployer>[0], heldUntil?: Date) =>
      sendRating({
        ...{ subject, cycleId, at: day(1), fit: '3', employerId: await makeEmployer(employer) },
        ...(heldUntil ? { heldUntil } : {}),
      })
    for (let at = 0; at < 6; at++) await send({ verification: 'V1' })
    for (let at = 0; at < 5; at++) await send({}, day(9))
    for (let at = 0; at < 4; at++) await send({})
    expect(await totals()).toEqual(nothing)
    await countWaiting(day(2))
    expect(await totals()).toEqual({ ...nothing, unconfirmed: 5, cycle: 5 })
    for (let at = 0; at < 5; at++) await send({}, day(9))
    expect(await totals()).toEqual({ ...nothing, unconfirmed: 5, cycle: 5 })
    await countWaiting(day(3))
    expect(await totals()).toEqual({ ...nothing, unconfirmed: 5, cycle: 10 })
    const votes = await Promise.all(
      Array.from({ length: 7 }, async () => ({
        ...{ subjectId: subject.subjectId, scale: 'value' as const, sinceQuarter: 8105 },
        ...{ competencyKey: crypto.randomUUID(), employerId: await makeEmployer() },
      })),
    )
    await asPublisher((tx) => tx.insert(pendingVotes).values(votes))
    await countWaiting(day(4))
    expect((await totals()).employers).toBe(5)
  })

  test('which pattern levels show can be read by no reviewer’s door', async () => {
    const { holdId, subject } = await heldAnswers()
    const told = () =>
      asOperator((tx) => tx.select({ seen: integrityHolds.seen }).from(integrityHolds))
    expect((await told()).map((row) => row.seen)).toEqual([['pattern']])
    await expect(
      asOperator((tx) => tx.select({ signals: integrityHolds.signals }).from(integrityHolds)),
    ).rejects.toMatchObject({ cause: { code: '42501' } })
    await asPublisher((tx) =>
      tx.insert(integrityHolds).values(
        SIGNALS.map((signal) => ({
          ...{
            id: crypto.randomUUID(),
            subjectId: subject.subjectId,
            ratingId: crypto.randomUUID(),
          },
          ...{ employerId: crypto.randomUUID(), raterId: crypto.randomUUID() },
          ...{ signals: [signal], raisedAt: day(1), reviewDue: day(8) },
        })),
      ),
    )
    const seen = (await told()).map((row) => row.seen.join()).sort()
    expect(seen).toEqual(
      [
        'burst',
        'device',
        'free_mail',
        'network',
        ...Array.from({ length: 4 }, () => 'pattern'),
      ].sort(),
    )
    expect(holdId).not.toBe('')
  })
})
