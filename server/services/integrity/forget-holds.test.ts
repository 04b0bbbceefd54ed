import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { integrityHolds } from '@/server/db/schema/integrity'
import { asOperator, asPublisher, asTenant } from '@/server/db/tenancy'
import { systemContext } from '@/server/services/context'
import { describeOnBothEngines } from '@/server/testing/databases'
import { heldAnswers } from '@/server/testing/holds-factory'
import {
  deleteEmployer,
  endCycle,
  makeAskedSubject,
  makeCycle,
  makeEmployer,
  withdrawRater,
} from '@/server/testing/ledger-factory'
import { operatorContext, tenant } from '@/server/testing/organizations-factory'
import { arrive } from '@/server/testing/traces-factory'
import { forgetHolds } from './forget-holds'
import { readIntegrityTotals } from './integrity-totals'
import { listHolds } from './list-holds'
import { reviewHold } from './review-hold'
import { sweepAnswers } from './sweep-answers'

const day = (n: number) => new Date(Date.UTC(2026, 3, 1) + n * 86_400_000)
const operator = (n: number) => operatorContext(day(n))
const decide = async (holdId: string, verdict: 'accept' | 'reject', n = 2) =>
  reviewHold(await operator(n), { holdId, verdict, note: 'We spoke to them.' })

async function stored(holdId: string) {
  const [row] = await asPublisher((tx) =>
    tx.select().from(integrityHolds).where(eq(integrityHolds.id, holdId)),
  )
  return row
}

const nobody = {
  employerId: null,
  raterId: null,
  ratingId: null,
  cycleId: null,
  decidedAt: null,
  decidedBy: null,
  decidedByOrganizationId: null,
  note: '',
  raisedAt: new Date(Date.UTC(2026, 0, 1)),
  signals: ['uniform'],
}

/** Ids of all holds the operator reads, in any state. */
async function listed(): Promise<string[]> {
  const ctx = await operator(9)
  const states = ['held', 'accepted', 'rejected'] as const
  const views = await Promise.all(states.map((state) => listHolds(ctx, { state })))
  return views.flatMap((view) => view.holds.map((hold) => hold.id))
}

describeOnBothEngines('what is forgotten of holds', () => {
  test('whoever takes waiting answers back is named to no reader (R3), and forgotten', async () => {
    const { subject, raterId, holdId } = await heldAnswers()
    expect(await listed()).toContain(holdId)
    await withdrawRater(subject, raterId, day(2))
    await forgetHolds(day(2))
    expect(await stored(holdId)).toMatchObject({ ...nobody, state: 'gone' })
    expect(await listed()).not.toContain(holdId)
    await expect(decide(holdId, 'accept')).rejects.toMatchObject({ code: 'not_found' })
  })

  test.each(['accept', 'reject'] as const)(
    'a decision to %s outlives a withdrawal only as a count (R7)',
    async (verdict) => {
      const { subject, raterId, holdId } = await heldAnswers()
      await decide(holdId, verdict)
      await forgetHolds(day(3))
      expect(await stored(holdId)).toMatchObject({ raterId, note: 'We spoke to them.' })
      await withdrawRater(subject, raterId, day(4))
      await forgetHolds(day(4))
      expect(await stored(holdId)).toMatchObject({ ...nobody, state: `${verdict}ed` })
      expect(await listed()).not.toContain(holdId)
    },
  )

  test('T11: of a deleted employer no hold names anything', async () => {
    const waiting = await heldAnswers()
    const decided = await heldAnswers()
    await decide(decided.holdId, 'accept')
    for (const { employerId } of [waiting, decided]) {
      await deleteEmployer(employerId)
    }
    await forgetHolds(day(3))
    expect(await stored(waiting.holdId)).toMatchObject({ ...nobody, state: 'gone' })
    expect(await stored(decided.holdId)).toMatchObject({ ...nobody, state: 'accepted' })
    const rows = await asPublisher((tx) =>
      tx.select({ line: sql<string>`to_jsonb(integrity_hold)::text` }).from(integrityHolds),
    )
    const text = rows.map((row) => row.line).join('\n')
    for (const { employerId, raterId } of [waiting, decided]) {
      expect(text).not.toContain(employerId)
      expect(text).not.toContain(raterId)
    }
  })

  test('a decision is forgotten when its votes are, and what waits never is', async () => {
    const waiting = await heldAnswers()
    const decided = await heldAnswers()
    await decide(decided.holdId, 'reject')
    const years = (n: number) => new Date(Date.UTC(2026 + n, 3, 2))
    await forgetHolds(years(4))
    expect((await stored(decided.holdId))?.employerId).toBe(decided.employerId)
    await forgetHolds(new Date(years(4).getTime() + 3 * 86_400_000))
    expect(await stored(decided.holdId)).toMatchObject({ ...nobody, state: 'rejected' })
    expect((await stored(waiting.holdId))?.employerId).toBe(waiting.employerId)
  })

  test('a Send in place of a held one hides the hold at once; it is forgotten after the cycle', async () => {
    const subject = await makeAskedSubject({ competencies: 8 })
    const cycleId = await makeCycle(subject, 'open', day(9))
    const employerId = await makeEmployer()
    const trace = { secondsEach: 1 }
    const sent = { subject, employerId, cycleId, trace, fit: '44444444' }
    const raterId = await arrive({ ...sent, at: day(0) })
    await sweepAnswers(systemContext('command', 'test', day(1)))
    const [hold] = await asPublisher((tx) =>
      tx.select().from(integrityHolds).where(eq(integrityHolds.raterId, raterId)),
    )
    const holdId = hold?.id ?? ''
    await arrive({ ...sent, raterId, at: day(2) })
    await forgetHolds(day(2))
    expect(await stored(holdId)).toMatchObject({ state: 'gone', raterId })
    expect(await listed()).not.toContain(holdId)
    await expect(decide(holdId, 'accept', 3)).rejects.toMatchObject({ code: 'conflict' })
    await endCycle(subject, cycleId, 'closed', day(9))
    await forgetHolds(day(9))
    expect(await stored(holdId)).toMatchObject({ state: 'gone', raterId })
    await sweepAnswers(systemContext('command', 'test', day(9)))
    await forgetHolds(day(9))
    expect(await stored(holdId)).toMatchObject({ ...nobody, state: 'gone' })
  })

  test('no door of a reviewer opens on what was taken back', async () => {
    const read = sql`SELECT id FROM integrity_hold WHERE state = 'gone' OR employer_id IS NULL`
    expect((await asPublisher((tx) => tx.execute(read))).rows.length).toBeGreaterThan(0)
    expect((await asOperator((tx) => tx.execute(read))).rows).toEqual([])
    const organizationId = (await operator(1)).actor.userId
    expect((await asTenant(tenant(organizationId), (tx) => tx.execute(read))).rows).toEqual([])
  })

  test('the totals of a year are what they were before anything was forgotten', async () => {
    const count = (rows: { state: string }[], state: string) =>
      rows.filter((row) => row.state === state).length
    const rows = await asPublisher((tx) => tx.select().from(integrityHolds))
    await forgetHolds(day(300))
    expect((await readIntegrityTotals()).find((row) => row.year === 2026)).toMatchObject({
      raised: rows.length,
      accepted: count(rows, 'accepted'),
      rejected: count(rows, 'rejected'),
      waiting: count(rows, 'held'),
    })
  })
})
