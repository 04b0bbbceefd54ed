import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { raterProgress } from '@/server/db/schema/cycles'
import { auditEvents } from '@/server/db/schema/organizations'
import { asOperator, asPublisher } from '@/server/db/tenancy'
import { systemContext } from '@/server/services/context'
import { readCycle } from '@/server/services/cycles/read-cycle'
import { remindRaters } from '@/server/services/cycles/remind-raters'
import {
  invitationOf,
  mailTo,
  makeCycle,
  raterAt,
  type TestCycle,
} from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { declineInvitation } from './decline-invitation'
import { raterMailTemplates } from './rater-mail-templates'
import { readInvitation } from './read-invitation'
import { readPacket } from './read-packet'
import { startRating } from './start-rating'
import { submitRating } from './submit-rating'
import { withdrawRatings } from './withdraw-ratings'

const email = 'ann@acme.example'
const openCycle = () => makeCycle({ addresses: [email], open: true })

async function deliveryIn(cycle: TestCycle) {
  return (await readCycle(cycle.ctx, { cycleId: cycle.id })).invitations[0]?.delivery
}

describeOnBothEngines('what an asker can tell of one rater', () => {
  test.each(['rater-reminder', 'rater-receipt', 'rater-code'] as const)(
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

  test('one who withdrew is not reminded, and the record names neither person nor hour', async () => {
    const cycle = await openCycle()
    const rater = await raterAt(cycle, email)
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
    await withdrawRatings(rater)
    const [event] = await asOperator((tx) =>
      tx
        .select()
        .from(auditEvents)
        .where(and(eq(auditEvents.verb, 'rating.withdraw'), eq(auditEvents.targetId, cycle.id))),
    )
    expect(event).toMatchObject({ actorKind: 'rater', actorId: null, requestId: null })
    expect(event?.at.toISOString()).toMatch(/T00:00:00.000Z$/)
    await asPublisher(async (tx) => {
      await tx.execute(sql`UPDATE rating_cycle SET opens_at = now() - interval '20 days',
        closes_at = now() + interval '2 days' WHERE id = ${cycle.id}`)
      await tx.execute(sql`UPDATE rater_invitation SET sent_at = now() - interval '20 days'
        WHERE cycle_id = ${cycle.id}`)
      await tx
        .update(raterProgress)
        .set({ lastMailAt: sql`now() - interval '20 days'` })
        .where(eq(raterProgress.cycleId, cycle.id))
    })
    expect(await remindRaters()).toBe(0)
    expect(await mailTo(cycle, email, 'rater-reminder')).toBeNull()
  })
})
