import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { integrityHolds } from '@/server/db/schema/integrity'
import { auditEvents } from '@/server/db/schema/organizations'
import { requirementStatements } from '@/server/db/schema/ratings'
import { cohortVersions } from '@/server/db/schema/releases'
import { asOperator, asPublisher, asReader } from '@/server/db/tenancy'
import { type OrgContext, systemContext } from '@/server/services/context'
import { claimRegion, releaseRegion } from '@/server/services/regions/claim-region'
import { changeCounties, saveRegion } from '@/server/services/regions/save-region'
import { recountReleases } from '@/server/services/releases/recount-releases'
import { runRelease } from '@/server/services/releases/run-release'
import { describeOnBothEngines } from '@/server/testing/databases'
import { heldAnswers } from '@/server/testing/holds-factory'
import { withdrawRater } from '@/server/testing/ledger-factory'
import {
  makeOrganization,
  operatorContext,
  orgContext,
} from '@/server/testing/organizations-factory'
import { forgetHolds } from './forget-holds'
import { readIntegrityTotals } from './integrity-totals'
import { listHolds, listOwnHolds } from './list-holds'
import { ReviewHold, reviewHold } from './review-hold'
import { sweepAnswers } from './sweep-answers'

const day = (n: number) => new Date(Date.UTC(2026, 3, 1) + n * 86_400_000)
const at = (n: number) => systemContext('command', 'test', day(n))
const release = (n: number) => runRelease(at(n), { trigger: 'command' })
const note = 'We spoke to them.'

async function sizesOf(subjectId: string): Promise<number[]> {
  const rows = await asPublisher((tx) =>
    tx.select().from(cohortVersions).where(eq(cohortVersions.subjectId, subjectId)),
  )
  return [...new Set(rows.map((row) => row.n))]
}

const operator = (n: number) => operatorContext(day(n))

/** A confirmed partnership that counties report to. */
async function partnershipOf(countyId: string): Promise<OrgContext & { regionId: string }> {
  const ctx = await orgContext({ kind: 'partnership', verification: 'V2', now: day(2) })
  const { id } = await saveRegion(ctx, { id: null, name: `Around ${countyId}` })
  await changeCounties(ctx, { regionId: id, add: [countyId], remove: [] })
  await claimRegion(ctx, { regionId: id })
  return { ...ctx, regionId: id }
}

describeOnBothEngines('the review of held answers', () => {
  test('accepted answers count from the next quarterly run on, of the job and of the credential', async () => {
    const { subject, holdId } = await heldAnswers()
    expect(await sizesOf(subject.subjectId)).toEqual([])
    expect(await sizesOf(subject.importanceSubjectId)).toEqual([])
    await reviewHold(await operator(2), { holdId, verdict: 'accept', note })
    // Nobody can tell from the next morning's map that one employer's answers were let go.
    await release(3)
    expect(await sizesOf(subject.subjectId)).toEqual([])
    await release(91)
    expect(await sizesOf(subject.subjectId)).toEqual([5])
    expect(await sizesOf(subject.importanceSubjectId)).toEqual([5])
    expect((await recountReleases(at(92))).differences).toEqual([])
  })

  test('rejected ones never count and stay stored, until the rater takes them back', async () => {
    const { subject, holdId, raterId } = await heldAnswers()
    await reviewHold(await operator(2), { holdId, verdict: 'reject', note })
    await release(3)
    expect(await sizesOf(subject.subjectId)).toEqual([])
    expect(await sizesOf(subject.importanceSubjectId)).toEqual([])
    const kept = await asPublisher((tx) =>
      tx.select().from(requirementStatements).where(eq(requirementStatements.raterId, raterId)),
    )
    expect(kept.map((row) => row.review)).toEqual(['rejected'])
    await release(4)
    const rejected = async () => {
      const { holds } = await listHolds(await operator(5), { state: 'rejected' })
      return holds.some((hold) => hold.id === holdId)
    }
    expect(await rejected()).toBe(true)
    await withdrawRater(subject, raterId, day(4))
    await forgetHolds(day(5))
    expect(await rejected()).toBe(false)
  })

  test('nobody’s answers are let go because a week has passed', async () => {
    const { subject, holdId } = await heldAnswers()
    await sweepAnswers(at(30))
    await release(30)
    expect(await sizesOf(subject.subjectId)).toEqual([])
    const { holds } = await listHolds(await operator(30), { state: 'held' })
    expect(holds.find((hold) => hold.id === holdId)).toMatchObject({ overdue: true })
    const before = await listHolds(await operator(7), { state: 'held' })
    expect(before.holds.find((hold) => hold.id === holdId)).toMatchObject({ overdue: false })
  })

  test('a decision can be taken back until a group has counted the answers', async () => {
    const { subject, holdId } = await heldAnswers()
    await reviewHold(await operator(2), { holdId, verdict: 'reject', note })
    await expect(
      reviewHold(await operator(2), { holdId, verdict: 'accept', note }),
    ).rejects.toMatchObject({ code: 'conflict' })
    await reviewHold(await operator(2), { holdId, verdict: 'reopen', note })
    await reviewHold(await operator(2), { holdId, verdict: 'accept', note })
    await reviewHold(await operator(2), { holdId, verdict: 'reopen', note })
    await release(3)
    expect(await sizesOf(subject.subjectId)).toEqual([])
    await reviewHold(await operator(4), { holdId, verdict: 'accept', note })
    await release(91)
    expect(await sizesOf(subject.subjectId)).toEqual([5])
    await expect(
      reviewHold(await operator(92), { holdId, verdict: 'reopen', note }),
    ).rejects.toMatchObject({
      code: 'conflict',
      key: 'reviews.counted',
    })
  })

  test('every reason noted stays on record, in its order', async () => {
    const { holdId } = await heldAnswers()
    await reviewHold(await operator(2), { holdId, verdict: 'reject', note: 'First.' })
    await reviewHold(await operator(2), { holdId, verdict: 'reopen', note: 'Second.' })
    await reviewHold(await operator(2), { holdId, verdict: 'accept', note: 'Third.' })
    const { holds } = await listHolds(await operator(3), { state: 'accepted' })
    expect(holds.find((hold) => hold.id === holdId)).toMatchObject({
      note: 'First.\nSecond.\nThird.',
      mayDecide: true,
    })
  })

  test('a reason is a line of three characters or more', () => {
    const holdId = crypto.randomUUID()
    const parse = (text: string) =>
      ReviewHold.safeParse({ holdId, verdict: 'accept', note: text }).data?.note
    expect(parse('  no  ')).toBeUndefined()
    expect(parse('x'.repeat(501))).toBeUndefined()
    expect(parse(' We spoke\n to them. ')).toBe(note)
  })

  test('what is not there cannot be reviewed, and what was taken back is past it', async () => {
    const input = { verdict: 'accept', note } as const
    await expect(
      reviewHold(await operator(2), { ...input, holdId: crypto.randomUUID() }),
    ).rejects.toMatchObject({ code: 'not_found' })
    const { holdId } = await heldAnswers()
    await asPublisher((tx) =>
      tx.update(integrityHolds).set({ state: 'gone' }).where(eq(integrityHolds.id, holdId)),
    )
    for (const verdict of ['accept', 'reject', 'reopen'] as const) {
      await expect(reviewHold(await operator(2), { holdId, verdict, note })).rejects.toMatchObject({
        code: 'conflict',
      })
    }
  })

  test('an address nobody has accepted waits on', async () => {
    const { subject, holdId, raterId } = await heldAnswers()
    await asPublisher((tx) =>
      tx.execute(sql`UPDATE rating SET held_until = 'infinity' WHERE rater_id = ${raterId}`),
    )
    await reviewHold(await operator(2), { holdId, verdict: 'accept', note })
    await release(3)
    expect(await sizesOf(subject.subjectId)).toEqual([])
  })

  test('a partnership reviews its counties, but not what it asked for itself', async () => {
    const partnership = await partnershipOf('us-39011')
    const mine = await heldAnswers({ countyId: 'us-39011' })
    const asked = await heldAnswers({ countyId: 'us-39011', asker: partnership.organization.id })
    const elsewhere = await heldAnswers({ countyId: 'us-39013' })
    const { holds, counts } = await listOwnHolds(partnership, { state: 'held' })
    expect(holds.map((hold) => hold.id)).toEqual([mine.holdId])
    expect(counts.held).toBe(1)
    expect(holds.map((hold) => hold.signals)).toEqual([['pattern']])
    const whole = await listHolds(await operator(2), { state: 'held' })
    expect(whole.holds.find((hold) => hold.id === mine.holdId)?.signals).toEqual(['pattern'])
    for (const { holdId } of [asked, elsewhere]) {
      await expect(
        reviewHold(partnership, { holdId, verdict: 'accept', note }),
      ).rejects.toMatchObject({ code: 'not_found' })
    }
    await reviewHold(partnership, { holdId: mine.holdId, verdict: 'accept', note })
    expect((await listOwnHolds(partnership, { state: 'accepted' })).holds).toHaveLength(1)
    const events = await asOperator((tx) =>
      tx.select().from(auditEvents).where(eq(auditEvents.targetId, mine.holdId)),
    )
    expect(events.map((event) => [event.verb, event.organizationId, event.detail]).sort()).toEqual([
      ['hold.accept', partnership.organization.id, {}],
      ['hold.raise', null, {}],
    ])
  })

  test('a partnership takes back what it decided itself, not what the operator did', async () => {
    const partnership = await partnershipOf('us-39017')
    const { holdId } = await heldAnswers({ countyId: 'us-39017' })
    const mayDecide = async (state: 'held' | 'accepted' | 'rejected') =>
      (await listOwnHolds(partnership, { state })).holds.map((hold) => hold.mayDecide)
    expect(await mayDecide('held')).toEqual([true])
    await reviewHold(await operator(2), { holdId, verdict: 'reject', note })
    expect(await mayDecide('rejected')).toEqual([false])
    await expect(
      reviewHold(partnership, { holdId, verdict: 'reopen', note }),
    ).rejects.toMatchObject({ code: 'forbidden' })
    await reviewHold(await operator(3), { holdId, verdict: 'reopen', note })
    await reviewHold(partnership, { holdId, verdict: 'accept', note })
    expect(await mayDecide('accepted')).toEqual([true])
    await reviewHold(partnership, { holdId, verdict: 'reopen', note })
    expect(await mayDecide('held')).toEqual([true])
  })

  test('a partnership that gives a county back reviews nothing there any longer', async () => {
    const partnership = await partnershipOf('us-39019')
    const { holdId } = await heldAnswers({ countyId: 'us-39019' })
    expect((await listOwnHolds(partnership, { state: 'held' })).holds).toHaveLength(1)
    await releaseRegion(partnership, { regionId: partnership.regionId })
    expect(await listOwnHolds(partnership, { state: 'held' })).toMatchObject({
      holds: [],
      counts: { held: 0 },
    })
    await expect(
      reviewHold(partnership, { holdId, verdict: 'accept', note }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })

  test('no other organization sees one, confirmed or not', async () => {
    await heldAnswers({ countyId: 'us-39015' })
    const unconfirmed = await orgContext({ kind: 'partnership', verification: 'V1' })
    expect((await listOwnHolds(unconfirmed, { state: 'held' })).holds).toEqual([])
    for (const kind of ['provider', 'employer'] as const) {
      const ctx = await orgContext({
        organization: await makeOrganization({ kind, verification: 'V2' }),
      })
      await expect(listOwnHolds(ctx, { state: 'held' })).rejects.toMatchObject({
        code: 'forbidden',
      })
    }
    const viewer = await orgContext({ kind: 'partnership', verification: 'V2', role: 'viewer' })
    await expect(listOwnHolds(viewer, { state: 'held' })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(
      reviewHold(viewer, { holdId: crypto.randomUUID(), verdict: 'accept', note }),
    ).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('the public reads whole years, when they are over, and nothing else', async () => {
    await sweepAnswers(at(100))
    expect(await readIntegrityTotals()).toEqual([])
    const { holdId } = await heldAnswers()
    await asPublisher((tx) =>
      tx
        .update(integrityHolds)
        .set({ signals: ['burst', 'leniency'] })
        .where(eq(integrityHolds.id, holdId)),
    )
    await sweepAnswers(at(300))
    const years = await readIntegrityTotals()
    const holds = await asPublisher((tx) => tx.select().from(integrityHolds))
    const count = (state: string) => holds.filter((hold) => hold.state === state).length
    expect(years).toEqual([
      {
        year: 2026,
        raised: holds.length,
        accepted: count('accepted'),
        rejected: count('rejected'),
        gone: count('gone'),
        waiting: count('held'),
        signals: [{ signal: 'burst', raised: 1 }],
      },
    ])
    await expect(
      asReader((tx) => tx.execute(sql`SELECT 1 FROM integrity_hold`)),
    ).rejects.toMatchObject({ cause: { code: '42501' } })
  })
})
