import { rm } from 'node:fs/promises'
import { eq } from 'drizzle-orm'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { raterInvitations } from '@/server/db/schema/cycles'
import { outbox } from '@/server/db/schema/outbox'
import { asCourier, asOperator } from '@/server/db/tenancy'
import { type MailLane, mailLanes, mailSenders } from '@/server/domain/mail-lanes'
import { env } from '@/server/env'
import { listKeptMail, mailboxFolder } from '@/server/mail/mailbox'
import { systemContext } from '@/server/services/context'
import { enqueue } from '@/server/services/outbox'
import { redeemLink } from '@/server/services/sessions/redeem-sign-in'
import { findSession } from '@/server/services/sessions/sessions'
import { invitationOf, makeCycle } from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { type Handed, type Misbehaviour, openMailServer } from '@/server/testing/mail-server'
import { deliverMail } from './deliver-mail'

const ctx = () => systemContext('job', 'mail')

async function leave(payload: Record<string, unknown>): Promise<string> {
  const subjectId = crypto.randomUUID()
  await asOperator((tx) => enqueue(tx, { subjectId, kind: 'mail', payload }))
  return subjectId
}

const slow = { reach: 8_000, silence: 8_000, whole: 8_000 }

const leaveTo = (to: string, lane: MailLane) =>
  asOperator((tx) =>
    enqueue(tx, {
      subjectId: crypto.randomUUID(),
      kind: 'mail',
      payload: { template: 'sign-in', to, next: '/' },
      lane,
    }),
  )

/** Does something while mail goes to a server of the test. */
async function throughServer<T>(how: Misbehaviour, work: (mails: Handed[]) => Promise<T>) {
  const server = await openMailServer(how)
  const before = env().SMTP_URL
  Object.assign(env(), { SMTP_URL: server.url })
  try {
    return { server, result: await work(server.mails) }
  } finally {
    Object.assign(env(), { SMTP_URL: before })
    await server.close()
  }
}

const rowOf = async (subjectId: string) => {
  const [row] = await asOperator((tx) =>
    tx.select().from(outbox).where(eq(outbox.subjectId, subjectId)),
  )
  return row
}

describeOnBothEngines('mail', () => {
  beforeEach(() => asOperator((tx) => tx.delete(outbox)))
  afterAll(() => rm(mailboxFolder(), { recursive: true, force: true }))

  test('a sign-in mail carries a working link, and its row is gone', async () => {
    const to = `m-${crypto.randomUUID().slice(0, 8)}@works.example`
    const subjectId = await leave({ template: 'sign-in', to, next: '/o/keel' })
    expect(await deliverMail(ctx())).toMatchObject({ sent: 1, failed: 0 })
    expect(await rowOf(subjectId)).toBeUndefined()
    const mail = (await listKeptMail(20)).find((each) => each.to === to)
    const link = new URL(/https?:\S+sign-in\/link\S+/.exec(mail?.text ?? '')?.[0] ?? '')
    expect(link.searchParams.get('next')).toBe('/o/keel')
    const session = await redeemLink(
      { actor: { kind: 'anonymous' }, requestId: 'r', now: new Date() },
      { token: link.searchParams.get('token') ?? '' },
    )
    expect((await findSession(session.token))?.user.email).toBe(to)
  })

  test('the waiting row holds no token or code', async () => {
    const subjectId = await leave({ template: 'sign-in', to: 'a@works.example', next: '/' })
    expect(Object.keys((await rowOf(subjectId))?.payload ?? {}).sort()).toEqual([
      'next',
      'template',
      'to',
    ])
  })

  test('a mail that cannot be made waits, longer each time, and says why', async () => {
    const subjectId = await leave({ template: 'no-such-mail' })
    expect(await deliverMail(ctx())).toMatchObject({ failed: 1 })
    const row = await rowOf(subjectId)
    expect(row).toMatchObject({ attempts: 1, lastError: 'There is no mail "no-such-mail".' })
    expect(row?.availableAt.getTime()).toBeGreaterThan(Date.now() + 30_000)
    expect(await deliverMail(ctx())).toMatchObject({ failed: 0, sent: 0 })
  })

  test('its waits double from a minute to two hours, and after eight tries it waits for the operator', async () => {
    const subjectId = await leave({ template: 'no-such-mail' })
    const waits: number[] = []
    while (waits.length < 9) {
      await asOperator((tx) => tx.update(outbox).set({ availableAt: new Date(0) }))
      if ((await deliverMail(ctx())).failed === 0) break
      const next = (await rowOf(subjectId))?.availableAt ?? new Date(0)
      waits.push(Math.round((next.getTime() - Date.now()) / 60_000))
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128])
    expect(await rowOf(subjectId)).toMatchObject({ attempts: 8, leasedUntil: null })
  })

  test('an invitation taken back meanwhile is not sent', async () => {
    const subjectId = await leave({
      template: 'member-invitation',
      to: 'b@works.example',
      invitationId: crypto.randomUUID(),
    })
    expect(await deliverMail(ctx())).toMatchObject({ dropped: 1 })
    expect(await rowOf(subjectId)).toBeUndefined()
  })

  test('an address that is refused for good is told to whoever asked, and waits no more', async () => {
    const cycle = await makeCycle({ addresses: ['gone@r.example'], open: true })
    const { result } = await throughServer('none', () => deliverMail(ctx()))
    expect(result).toMatchObject({ bounced: 1, failed: 0 })
    const id = await invitationOf(cycle, 'gone@r.example')
    const [invitation] = await asCourier((tx) =>
      tx
        .select({ delivery: raterInvitations.delivery })
        .from(raterInvitations)
        .where(eq(raterInvitations.id, id)),
    )
    expect(invitation).toEqual({ delivery: 'bounced' })
    expect(await rowOf(id)).toBeUndefined()
  })

  test('what somebody waits for goes first, then newcomers, then the rest', async () => {
    for (const lane of [mailLanes.other, mailLanes.newcomer, mailLanes.first]) {
      await leaveTo(`lane-${lane}@order.example`, lane)
    }
    const { server } = await throughServer('none', () => deliverMail(ctx()))
    expect(server.mails.map(({ to }) => to)).toEqual(
      [0, 1, 2].map((lane) => `lane-${lane}@order.example`),
    )
  })

  test('a domain that hangs holds two senders and no other mail', async () => {
    for (let at = 0; at < 4; at++) await leaveTo(`a${at}@hang.example`, mailLanes.newcomer)
    await leaveTo('kim@works.example', mailLanes.first)
    await leaveTo('new@works.example', mailLanes.newcomer)
    await leaveTo('rater@works.example', mailLanes.other)
    const { server, result } = await throughServer('hangs', async (mails) => {
      const senders = mailSenders.map((lanes) => deliverMail(ctx(), { lanes, patience: slow }))
      await vi.waitFor(() => expect(mails).toHaveLength(3), { timeout: 7_000 })
      return Promise.all(senders)
    })
    expect(server.mails.map(({ to }) => to).toSorted()).toEqual(
      ['kim@works.example', 'new@works.example', 'rater@works.example'].toSorted(),
    )
    expect(result.reduce((sum, run) => sum + run.failed, 0)).toBe(4)
  }, 120_000)

  test('the database notes where a mail goes, whoever leaves it', async () => {
    const subjectId = await leave({ template: 'sign-in', to: 'x@Works.example', next: '/' })
    expect(await rowOf(subjectId)).toMatchObject({ destination: 'works.example' })
    const cycle = await makeCycle({ addresses: ['ann@acme.example'], open: true })
    const invitation = await rowOf(await invitationOf(cycle, 'ann@acme.example'))
    expect(invitation).toMatchObject({ destination: 'acme.example', lane: mailLanes.other })
  })

  test('two runs at once send a mail once', async () => {
    await leave({ template: 'sign-in', to: 'c@works.example', next: '/' })
    const runs = await Promise.all([deliverMail(ctx()), deliverMail(ctx())])
    expect(runs.reduce((sum, run) => sum + run.sent, 0)).toBe(1)
  })
})
