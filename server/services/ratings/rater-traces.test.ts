import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { raterInvitations, ratingCycles } from '@/server/db/schema/cycles'
import { auditEvents } from '@/server/db/schema/organizations'
import { outbox } from '@/server/db/schema/outbox'
import { asOperator, asTenant } from '@/server/db/tenancy'
import { systemContext } from '@/server/services/context'
import { resendInvitation } from '@/server/services/cycles/change-invitation'
import { readCycle } from '@/server/services/cycles/read-cycle'
import { readAudit } from '@/server/services/organizations/read-audit'
import {
  invitationOf,
  letPass,
  mailTo,
  makeCycle,
  onAnotherDevice,
  raterAt,
  type TestCycle,
} from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { declineInvitation } from './decline-invitation'
import { mailCode } from './mail-code'
import { mailNote } from './mail-note'
import type { RaterContext } from './rater-door'
import { raterMailTemplates } from './rater-mail-templates'
import { readInvitation } from './read-invitation'
import { readPacket } from './read-packet'
import { startRating } from './start-rating'
import { submitRating } from './submit-rating'
import { withdrawRatings } from './withdraw-ratings'

const email = 'ann@acme.example'
const openCycle = () => makeCycle({ addresses: [email], open: true })

async function sendAs(rater: RaterContext) {
  const packet = await readPacket(rater, { packetId: null })
  await submitRating(rater, {
    packetId: packet.id,
    clientKey: randomUUID(),
    taps: [
      { field: 'role', answer: 'supervises' },
      { field: 'exposure', answer: 'few' },
      { field: 'f0', answer: '2' },
    ],
  })
}

async function deliveryIn(cycle: TestCycle) {
  return (await readCycle(cycle.ctx, { cycleId: cycle.id })).invitations[0]?.delivery
}

describeOnBothEngines('what an asker can tell of one rater', () => {
  test.each(['rater-follow-up', 'rater-note', 'rater-code'] as const)(
    'a %s that comes back leaves no trace',
    async (template) => {
      const cycle = await openCycle()
      await mailTo(cycle, email)
      const invitationId = await invitationOf(cycle, email)
      const ctx = systemContext('job', 'mail')
      await raterMailTemplates[template].bounced?.(ctx, { invitationId })
      expect(await deliveryIn(cycle)).toBe('sent')
      await raterMailTemplates['rater-invitation'].bounced?.(ctx, { invitationId })
      expect(await deliveryIn(cycle)).toBe('bounced')
    },
  )

  test('one who declined and then starts still reads as declined, except to itself', async () => {
    const cycle = await openCycle()
    const rater = await raterAt(cycle, email, false)
    await declineInvitation(rater)
    expect((await readInvitation(rater)).declined).toBe(true)
    const { session } = await startRating(rater)
    const started = { ...rater, session: session ?? undefined }
    expect(await deliveryIn(cycle)).toBe('declined')
    expect((await readInvitation(started)).declined).toBe(false)
    await declineInvitation(started)
    expect((await readInvitation(started)).declined).toBe(true)
  })

  test('the record of a withdrawal names neither person nor hour', async () => {
    const cycle = await openCycle()
    const rater = await raterAt(cycle, email)
    await sendAs(rater)
    await withdrawRatings(rater)
    const [event] = await asOperator((tx) =>
      tx
        .select()
        .from(auditEvents)
        .where(and(eq(auditEvents.verb, 'rating.withdraw'), eq(auditEvents.targetId, cycle.id))),
    )
    expect(event).toMatchObject({ actorKind: 'rater', actorId: null, requestId: null })
    expect(event?.at.toISOString()).toMatch(/T00:00:00.000Z$/)
  })

  test('opening, starting, a code, a note, answers and a withdrawal move nothing the asker can read', async () => {
    const cycle = await openCycle()
    const rater = await raterAt(cycle, email, false)
    await letPass(cycle, '3 hours')
    const before = await seenByAsker(cycle)
    const unmoved = async (step: string) =>
      expect([step, await seenByAsker(cycle)]).toEqual([step, before])
    await readInvitation(rater)
    await unmoved('opened')
    const { session } = await startRating(rater)
    const started = { ...rater, session: session ?? undefined }
    await unmoved('started')
    await onAnotherDevice(cycle, email, rater)
    await unmoved('code')
    await sendAs(started)
    await unmoved('sent')
    await mailNote(started)
    await mailTo(cycle, email, 'rater-note')
    await unmoved('note')
    await declineInvitation(started)
    await unmoved('declined')
    await withdrawRatings(started)
    await declineInvitation(started)
    await unmoved('withdrawn')
  })

  test('nor do they move when it may send an invitation again', async () => {
    const cycle = await openCycle()
    const rater = await raterAt(cycle, email)
    await letPass(cycle, '3 hours')
    await sendAs(rater)
    await mailNote(rater)
    await mailTo(cycle, email, 'rater-note')
    await onAnotherDevice(cycle, email, rater)
    await declineInvitation(rater)
    await resendInvitation(cycle.ctx, {
      cycleId: cycle.id,
      invitationId: await invitationOf(cycle, email),
    })
    expect(await deliveryIn(cycle)).toBe('queued')
    expect(await mailTo(cycle, email, 'rater-code')).toBeNull()
    expect(await mailTo(cycle, email, 'rater-note')).not.toBeNull()
    expect(await deliveryIn(cycle)).toBe('queued')
    expect(await mailTo(cycle, email)).toBeNull()
    expect(await deliveryIn(cycle)).toBe('sent')
  })

  test('a decline without a Send is told, with who and when', async () => {
    const cycle = await openCycle()
    const rater = await raterAt(cycle, email)
    await declineInvitation(rater)
    expect(await deliveryIn(cycle)).toBe('declined')
    const { events } = await readAudit(cycle.ctx, {})
    expect(events.filter(({ verb }) => verb === 'invitation.decline')).toHaveLength(1)
  })

  test('a mail only its rater asked for stands in the queue under no invitation', async () => {
    const cycle = await openCycle()
    const rater = await raterAt(cycle, email)
    await sendAs(rater)
    await mailNote(rater)
    await mailCode(rater, { device: 'd'.repeat(32) })
    const invitationId = await invitationOf(cycle, email)
    const rows = await asOperator((tx) => tx.select().from(outbox).where(eq(outbox.kind, 'mail')))
    const mine = rows.filter(({ payload }) => payload.invitationId === invitationId)
    const byTemplate = new Map(mine.map((row) => [row.payload.template, row.subjectId]))
    expect([...byTemplate.keys()].sort()).toEqual(['rater-code', 'rater-invitation', 'rater-note'])
    expect(byTemplate.get('rater-invitation')).toBe(invitationId)
    expect(byTemplate.get('rater-code')).not.toBe(invitationId)
    expect(byTemplate.get('rater-note')).not.toBe(invitationId)
  })
})

describeOnBothEngines('a mail to a rater', () => {
  test.each([
    ['rater-invitation', 'open', 'queued', true],
    ['rater-invitation', 'cancelled', 'queued', false],
    ['rater-invitation', 'open', 'declined', false],
    ['rater-invitation', 'open', 'revoked', false],
    ['rater-follow-up', 'open', 'sent', true],
    ['rater-follow-up', 'closed', 'sent', false],
    ['rater-follow-up', 'open', 'bounced', false],
    ['rater-note', 'closed', 'sent', true],
    ['rater-note', 'closed', 'revoked', false],
    ['rater-code', 'closed', 'sent', true],
    ['rater-code', 'closed', 'revoked', false],
  ] as const)('%s of a cycle that is %s, %s: %s', async (template, state, delivery, leaves) => {
    const cycle = await openCycle()
    await mailCode(await raterAt(cycle, email), { device: 'd'.repeat(32) })
    await asTenant(cycle.ctx, async (tx) => {
      await tx.update(ratingCycles).set({ state }).where(eq(ratingCycles.id, cycle.id))
      await tx
        .update(raterInvitations)
        .set({ delivery })
        .where(eq(raterInvitations.cycleId, cycle.id))
    })
    expect((await mailTo(cycle, email, template)) !== null).toBe(leaves)
    expect(await deliveryIn(cycle)).toBe(
      template === 'rater-invitation' && leaves ? 'sent' : delivery,
    )
  })
})

/** Every page and reply of the asker about its cycle, its audit, and its own rows as its door reads them. */
async function seenByAsker(cycle: TestCycle) {
  const { ctx } = cycle
  const rows = await asTenant(ctx, (tx) =>
    tx.select().from(raterInvitations).where(eq(raterInvitations.cycleId, cycle.id)),
  )
  const view = await readCycle(ctx, { cycleId: cycle.id })
  return JSON.stringify({
    rows,
    // One band of the whole cycle is told at its times, and nothing else of who has answered.
    view: { ...view, answeredEmployers: null },
    audit: (await readAudit(ctx, {})).events,
  })
}
