import { setTimeout as sleep } from 'node:timers/promises'
import { and, eq, sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { rateLimits } from '@/server/db/schema/identity'
import { auditEvents, organizations } from '@/server/db/schema/organizations'
import { outbox } from '@/server/db/schema/outbox'
import { senderHolds, senderMails } from '@/server/db/schema/senders'
import { asIdentity, asOperator, asTenant, selectRows } from '@/server/db/tenancy'
import { weeklyMails } from '@/server/domain/limits'
import { nameProblem } from '@/server/domain/people/sender-names'
import { listKeptMail } from '@/server/mail/mailbox'
import { type OrgContext, systemContext } from '@/server/services/context'
import { resendInvitation } from '@/server/services/cycles/change-invitation'
import { findChoices } from '@/server/services/cycles/find-choices'
import { openCycle } from '@/server/services/cycles/open-cycle'
import { readCycle } from '@/server/services/cycles/read-cycle'
import { sendFollowUps } from '@/server/services/cycles/send-follow-ups'
import { DEMO_HOSTS } from '@/server/services/demo/content/organizations'
import { deliverMail } from '@/server/services/mail/deliver-mail'
import { enqueue } from '@/server/services/outbox'
import { invitationOf, letPass, mailTo, makeCycle } from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import {
  makeOrganization,
  makeUser,
  operatorContext,
  orgContext,
  partnershipContext,
  userContext,
} from '@/server/testing/organizations-factory'
import { addAddresses } from '@/server/testing/pasted-addresses'
import { refusal } from '@/server/testing/refusal'
import { claimEmployer } from './claim-employer'
import { confirmOrganization } from './confirm-organization'
import { createOrganization } from './create-organization'
import { decideName } from './decide-name'
import { editOrganization } from './edit-organization'
import { enterOrganization } from './enter-organization'
import { forgetSentMails } from './forget-sent-mails'
import { inviteMember } from './invite-member'
import { listSenders } from './list-senders'
import { readOrganization } from './read-organization'
import { stopSender } from './stop-sender'

const shouting = 'URGENT: Your mailbox is full'

const noChoices = {
  ...{ occupationId: null, credentialQuery: '', competencyQuery: '' },
  ...{ credentialIds: [], competencyIds: [] },
}

const addresses = (count: number, of = 'a') =>
  Array.from({ length: count }, (_, at) => `rater@${of}-${at}.example`)

const invite = (ctx: OrgContext) =>
  inviteMember(ctx, { email: `x-${crypto.randomUUID().slice(0, 8)}@works.example`, role: 'viewer' })

const rename = (ctx: OrgContext, name: string) =>
  editOrganization(ctx, { name, website: null, county: '', industryId: '', sizeBand: '' })

const send = () => deliverMail(systemContext('job', 'mail'))

const waiting = (ctx: OrgContext) =>
  asOperator((tx) =>
    tx.select({ id: outbox.id }).from(outbox).where(eq(outbox.senderId, ctx.organization.id)),
  )

/** Somebody who has just founded a provider under a name. */
async function founded(name: string): Promise<OrgContext> {
  const user = userContext(await makeUser())
  const { slug } = await createOrganization(user, { kind: 'provider', name })
  return enterOrganization(user, slug)
}

describeOnBothEngines('mail in an organization’s name', () => {
  beforeEach(async () => {
    await asOperator((tx) => tx.delete(outbox))
    await asIdentity({}, (tx) => tx.delete(rateLimits))
  })

  test('an unconfirmed asker mails thirty addresses in seven days, and is told what is left', async () => {
    const ctx = await orgContext({ kind: 'provider', verification: 'V1' })
    const cycle = await makeCycle({ ctx, addresses: addresses(31) })
    await expect(openCycle(ctx, { cycleId: cycle.id })).rejects.toMatchObject({
      code: 'limit_reached',
      key: 'senders.unconfirmedBudget',
      values: { budget: 30, left: 30, mails: 31 },
    })
    expect(await waiting(ctx)).toEqual([])
    const small = await makeCycle({ ctx, like: cycle, addresses: addresses(29), open: true })
    const mails = async () => (await readCycle(ctx, { cycleId: small.id })).mails
    expect(await mails()).toEqual({ left: 1, of: 30 })
    await invite(ctx)
    expect(await mails()).toEqual({ left: 0, of: 30 })
    expect((await findChoices(ctx, noChoices)).mails).toEqual({ left: 0, of: 30 })
    const confirmed = await orgContext({ kind: 'provider', verification: 'V2' })
    expect((await findChoices(confirmed, noChoices)).mails).toBeNull()
    await expect(invite(ctx)).rejects.toMatchObject({ code: 'limit_reached' })
    await expect(
      addAddresses(ctx, { cycleId: small.id, text: 'one@more.example' }),
    ).rejects.toMatchObject({ code: 'limit_reached' })
    await send()
    await letPass(small, '2 hours')
    const invitationId = await invitationOf(small, 'rater@a-0.example')
    await expect(resendInvitation(ctx, { cycleId: small.id, invitationId })).rejects.toMatchObject({
      code: 'limit_reached',
    })
  })

  test('follow-ups go to everybody reached, also when the week’s mails are spent, and count for nothing', async () => {
    const ctx = await orgContext({ kind: 'provider', verification: 'V1' })
    const cycle = await makeCycle({ ctx, addresses: addresses(30, 'f'), open: true })
    await expect(invite(ctx)).rejects.toMatchObject({ code: 'limit_reached' })
    await send()
    await letPass(cycle, '10 days 12 hours')
    expect(await sendFollowUps()).toBe(30)
  })

  test('of presses at once no more go through than there are mails, and the database counts by itself', async () => {
    const ctx = await orgContext({ kind: 'provider', verification: 'V0' })
    const presses: PromiseSettledResult<unknown>[] = []
    for (let at = 0; at < 5; at++)
      presses.push(...(await Promise.allSettled(Array.from({ length: 8 }, () => invite(ctx)))))
    expect(presses.filter(({ status }) => status === 'fulfilled')).toHaveLength(
      weeklyMails.unconfirmed,
    )
    const leave = () =>
      asTenant(ctx, (tx) =>
        enqueue(tx, {
          subjectId: crypto.randomUUID(),
          kind: 'mail',
          payload: { template: 'member-invitation', to: 'x@y.example' },
        }),
      )
    await expect(leave()).rejects.toMatchObject({ cause: { constraint: 'sender_mail_week' } })
  })

  test('all that one person founded and nobody confirmed share thirty mails, pressed at once or not', async () => {
    const user = userContext(await makeUser())
    const found = async (name: string) => {
      const { slug } = await createOrganization(user, { kind: 'provider', name })
      return enterOrganization(user, slug)
    }
    const all = [
      await found('Lake College'),
      await found('Hill College'),
      await found('Bay College'),
    ]
    const leave = (ctx: OrgContext, count: number, stay = 0) =>
      asTenant(ctx, async (tx) => {
        const mail = { template: 'member-invitation', to: 'x@y.example' }
        await enqueue(
          tx,
          Array.from({ length: count }, () => ({
            subjectId: crypto.randomUUID(),
            kind: 'mail' as const,
            payload: mail,
          })),
        )
        await sleep(stay)
      })
    const [confirmed, ...others] = all
    if (!confirmed) throw new Error('None was founded.')
    await leave(confirmed, weeklyMails.unconfirmed - 1)
    const lasts = await Promise.allSettled(others.map((ctx) => leave(ctx, 1, 500)))
    expect(lasts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    for (const ctx of all) {
      await expect(invite(ctx)).rejects.toMatchObject({ code: 'limit_reached' })
      await expect(leave(ctx, 1)).rejects.toMatchObject({
        cause: { constraint: 'sender_mail_week' },
      })
    }
    await invite(await founded('Sand College'))
    await asOperator((tx) =>
      tx
        .update(organizations)
        .set({ verification: 'V2' })
        .where(eq(organizations.id, confirmed.organization.id)),
    )
    await invite(confirmed)
    for (const ctx of others) await invite(ctx)
  }, 60_000)

  test('nobody founds in another’s name', async () => {
    const [user, other] = [await makeUser(), await makeUser()]
    const foundBy = (foundedBy: string | null) =>
      asIdentity({ userId: user.id }, (tx) =>
        tx.insert(organizations).values({
          id: crypto.randomUUID(),
          kind: 'provider',
          slug: crypto.randomUUID(),
          name: 'Lake College',
          foundedBy,
        }),
      )
    await foundBy(user.id)
    for (const by of [other.id, null])
      await expect(foundBy(by)).rejects.toMatchObject({ cause: { code: '42501' } })
  })

  test('a week’s mails are those the domain names, confirmed and not', async () => {
    for (const [verification, budget] of [
      ['V0', weeklyMails.unconfirmed],
      ['V1', weeklyMails.unconfirmed],
      ['V2', weeklyMails.confirmed],
    ] as const) {
      const { organization } = await orgContext({ verification })
      const [row] = await asOperator((tx) =>
        selectRows(
          tx,
          z.object({ left: z.number() }),
          sql`SELECT mails_left(${organization.id}) AS left`,
        ),
      )
      expect(row?.left).toBe(budget)
    }
  })

  test('counts no sender can take back, and only old ones are forgotten', async () => {
    const ctx = await orgContext({ kind: 'provider' })
    await invite(ctx)
    await expect(asTenant(ctx, (tx) => tx.delete(senderMails))).rejects.toMatchObject({
      cause: { code: '42501' },
    })
    await forgetSentMails()
    const counted = await asOperator((tx) =>
      tx.select().from(senderMails).where(eq(senderMails.organizationId, ctx.organization.id)),
    )
    expect(counted).toHaveLength(1)
  })

  test('a name that shouts can be founded, sends nothing until the operator accepts it, and is told why', async () => {
    const operator = await operatorContext()
    const ctx = await founded(shouting)
    await expect(invite(ctx)).rejects.toMatchObject({
      code: 'forbidden',
      key: 'senders.nameWaits',
    })
    const cycle = await makeCycle({ ctx, addresses: addresses(3) })
    await expect(openCycle(ctx, { cycleId: cycle.id })).rejects.toMatchObject({ code: 'forbidden' })
    expect(await listSenders(operator)).toContainEqual(
      expect.objectContaining({ id: ctx.organization.id, nameState: 'waiting', mails: 0 }),
    )
    const decided = { organizationId: ctx.organization.id, name: shouting }
    await expect(
      decideName(operator, { ...decided, name: 'Another', verdict: 'accepted' }),
    ).rejects.toMatchObject({ code: 'not_found' })
    expect(await readOrganization(ctx)).toMatchObject({ mailHold: 'waiting' })
    await decideName(operator, { ...decided, verdict: 'refused' })
    expect(await readOrganization(ctx)).toMatchObject({ mailHold: 'refused' })
    await expect(invite(ctx)).rejects.toThrow(refusal('senders.nameRefused'))
    await decideName(operator, { ...decided, verdict: 'accepted' })
    await invite(ctx)
    expect(await send()).toMatchObject({ sent: 1 })
  })

  test('a plainer name may send at once; a worse one waits, even after a confirmation', async () => {
    const ctx = await founded(shouting)
    await rename(ctx, 'Lake Shore College')
    await invite(ctx)
    const confirmed = await orgContext({ kind: 'provider', verification: 'V2' })
    await invite(confirmed)
    await rename(confirmed, shouting)
    expect(await send()).toMatchObject({ sent: 1 })
    expect(await waiting(confirmed)).toHaveLength(1)
    await expect(invite(confirmed)).rejects.toThrow(refusal('senders.nameWaits'))
  })

  test('a name that a partnership confirmed waits when somebody claims the record; one the operator confirmed goes', async () => {
    const partnership = await partnershipContext()
    for (const [confirmer, mails] of [
      [partnership, 0],
      [await operatorContext(), 1],
    ] as const) {
      const domain = `w-${crypto.randomUUID().slice(0, 8)}.example`
      const record = await makeOrganization({
        ...{ kind: 'employer', verification: 'V1', name: shouting, domain },
        ...{ countyId: 'us-39093', industryId: 'naics2017:332' },
      })
      await confirmOrganization(confirmer, {
        organizationId: record.id,
        note: 'Known for years.',
        county: '',
        industry: '',
      })
      const user = userContext(await makeUser({ email: `kim@${domain}` }))
      const { slug } = await claimEmployer(user, { organizationId: record.id })
      const ctx = await enterOrganization(user, slug)
      const invited = await Promise.allSettled([invite(ctx)])
      expect(invited.filter(({ status }) => status === 'fulfilled')).toHaveLength(mails)
      expect((await readOrganization(ctx)).mailHold).toBe(mails ? null : 'waiting')
    }
  })

  test('nobody lets their own name through or ends a stop of their own', async () => {
    const ctx = await founded(shouting)
    await stopSender(await operatorContext(), { organizationId: ctx.organization.id, stop: true })
    const accept = asTenant(ctx, (tx) =>
      tx.update(senderHolds).set({ verdict: 'accepted' }).where(eq(senderHolds.reason, 'name')),
    )
    await expect(accept).rejects.toMatchObject({ cause: { code: '42501' } })
    await asTenant(ctx, (tx) => tx.delete(senderHolds).where(eq(senderHolds.reason, 'stopped')))
    await expect(invite(ctx)).rejects.toThrow(refusal('senders.stopped'))
  })

  test('one press stops a sender: what waits stays, its cycles invite nobody, and one press lets it go on', async () => {
    const operator = await operatorContext()
    const cycle = await makeCycle({ addresses: addresses(2, 's'), open: true })
    const { ctx } = cycle
    await stopSender(operator, { organizationId: ctx.organization.id, stop: true })
    expect(await send()).toMatchObject({ sent: 0 })
    expect(await readOrganization(ctx)).toMatchObject({ mailHold: 'stopped' })
    await expect(
      addAddresses(ctx, { cycleId: cycle.id, text: 'new@s.example' }),
    ).rejects.toMatchObject({ code: 'forbidden', key: 'senders.stopped' })
    await expect(invite(ctx)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await listSenders(operator)).toContainEqual(
      expect.objectContaining({ id: ctx.organization.id, stopped: true, mails: 2 }),
    )
    await stopSender(operator, { organizationId: ctx.organization.id, stop: false })
    expect(await send()).toMatchObject({ sent: 2 })
    expect(await readOrganization(ctx)).toMatchObject({ mailHold: null })
    const events = await asOperator((tx) =>
      tx
        .select({ verb: auditEvents.verb })
        .from(auditEvents)
        .where(
          and(
            eq(auditEvents.targetId, ctx.organization.id),
            sql`${auditEvents.verb} LIKE 'sender.%'`,
          ),
        ),
    )
    expect(events.map(({ verb }) => verb).sort()).toEqual(['sender.allow', 'sender.stop'])
    await expect(
      stopSender(operator, { organizationId: crypto.randomUUID(), stop: true }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })

  test('what an unconfirmed organization sends carries none of its words, and says so', async () => {
    const ctx = await orgContext({ kind: 'provider', verification: 'V1', name: 'Lake College' })
    const cycle = await makeCycle({ ctx, addresses: ['Ann <ann@w.example>'], open: true })
    const mail = await mailTo(cycle, 'ann@w.example')
    expect(mail?.text).toContain('Nobody has confirmed yet who Lake College is.')
    expect(mail?.text).not.toMatch(/Your view shapes|Certificate 1|Ann/)
    await asOperator((tx) => tx.delete(outbox))
    await invite(ctx)
    await send()
    const [joined] = await listKeptMail(1)
    expect(joined?.text).toContain('Nobody has confirmed yet who Lake College is.')
    expect(joined?.text).not.toContain(ctx.actor.email)
    await asOperator((tx) =>
      tx
        .update(organizations)
        .set({ verification: 'V2' })
        .where(eq(organizations.id, ctx.organization.id)),
    )
    expect((await mailTo(cycle, 'ann@w.example'))?.text).toContain('Your view shapes')
  })

  test('the names of the sample region may go', () => {
    for (const { name } of DEMO_HOSTS) expect(nameProblem(name, 'the operator')).toBeNull()
  })
})
