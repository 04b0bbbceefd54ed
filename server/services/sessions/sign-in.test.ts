import { and, eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rateLimits, sessions, signInTokens, users } from '@/server/db/schema/identity'
import { auditEvents } from '@/server/db/schema/organizations'
import { outbox } from '@/server/db/schema/outbox'
import { asIdentity, asOperator } from '@/server/db/tenancy'
import { limits } from '@/server/domain/limits'
import { mailLanes, mailSenders } from '@/server/domain/mail-lanes'
import { systemContext } from '@/server/services/context'
import { startDemoSession } from '@/server/services/demo/start-demo-session'
import { deliverMail } from '@/server/services/mail/deliver-mail'
import { forgetUnsentMail } from '@/server/services/mail/forget-unsent-mail'
import { listOutbox } from '@/server/services/mail/list-outbox'
import { inviteMember } from '@/server/services/organizations/invite-member'
import { hashToken, newSessionToken } from '@/server/services/session-token'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makeUser, operatorContext, orgContext } from '@/server/testing/organizations-factory'
import { refusal } from '@/server/testing/refusal'
import { clearExpired } from './clear-expired'
import { redeemCode, redeemLink } from './redeem-sign-in'
import { requestSignIn } from './request-sign-in'
import { endSession, findSession } from './sessions'
import { mintSignIn } from './sign-in-template'

const anonymous = () => ({
  actor: { kind: 'anonymous' as const },
  requestId: crypto.randomUUID(),
  now: new Date(),
})

/** The secret that the asking browser keeps. */
const browser = newSessionToken()

/** Another code than this. */
const wrongFor = (code: string) => (code === 'ABCDEFGH' ? 'ABCDEFGJ' : 'ABCDEFGH')

const newAddress = () => `p-${crypto.randomUUID().slice(0, 8)}@works.example`

const forgetLimits = () => asIdentity({}, (tx) => tx.delete(rateLimits))

const allMail = () => asOperator((tx) => tx.select().from(outbox).where(eq(outbox.kind, 'mail')))

async function waitingFor(emails: string[]) {
  const rows = await asOperator((tx) =>
    tx.select({ payload: outbox.payload, lane: outbox.lane }).from(outbox),
  )
  return emails.flatMap((email) =>
    rows
      .filter(({ payload }) => payload.to === email && payload.template === 'sign-in')
      .map(({ lane }) => ({ to: email, lane })),
  )
}

describeOnBothEngines('signing in', () => {
  test('known and unknown addresses get the same answer and leave the same work', async () => {
    const known = await makeUser()
    const unknown = newAddress()
    const answers = await Promise.all(
      [known.email, unknown].map((email) =>
        requestSignIn(anonymous(), { email, browser, next: '/o/x' }),
      ),
    )
    expect(answers).toEqual([
      { email: known.email, busyMinutes: 0 },
      { email: unknown, busyMinutes: 0 },
    ])
    const waiting = await asOperator((tx) =>
      tx
        .select({ payload: outbox.payload })
        .from(outbox)
        .where(sql`${outbox.payload} ->> 'to' IN (${known.email}, ${unknown})`),
    )
    expect(waiting).toHaveLength(2)
    expect(waiting.map(({ payload }) => Object.keys(payload).sort())).toEqual([
      ['browser', 'next', 'template', 'to'],
      ['browser', 'next', 'template', 'to'],
    ])
    const [made] = await asIdentity({}, (tx) =>
      tx.select().from(users).where(eq(users.email, unknown)),
    )
    expect(made).toBeUndefined()
  })

  test('a link signs in once, and its person is made on the way', async () => {
    const email = newAddress()
    const { token } = await mintSignIn(email)
    const session = await redeemLink(anonymous(), { token })
    expect((await findSession(session.token))?.user.email).toBe(email)
    await expect(redeemLink(anonymous(), { token })).rejects.toMatchObject({ code: 'invalid' })
  })

  test('twenty presses at once make one session', async () => {
    const { token } = await mintSignIn(newAddress())
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => redeemLink(anonymous(), { token })),
    )
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
  })

  test('neither link nor code works after ten minutes', async () => {
    const email = newAddress()
    const { token, code } = await mintSignIn(email, hashToken(browser))
    await asIdentity({}, (tx) =>
      tx
        .update(signInTokens)
        .set({ expires: sql`now() - interval '1 second'` })
        .where(eq(signInTokens.tokenHash, hashToken(token))),
    )
    await expect(redeemLink(anonymous(), { token })).rejects.toMatchObject({ code: 'invalid' })
    await expect(redeemCode(anonymous(), { email, code, browser })).rejects.toMatchObject({
      code: 'invalid',
    })
  })

  test('the code of the newest mail signs in, in any case, with or without spaces', async () => {
    const email = newAddress()
    const { code } = await mintSignIn(email, hashToken(browser))
    const session = await redeemCode(anonymous(), {
      email: email.toUpperCase(),
      code: ` ${code.slice(0, 4).toLowerCase()} ${code.slice(4)}`,
      browser,
    })
    expect((await findSession(session.token))?.user.email).toBe(email)
  })

  test('a code works in the browser that asked alone; elsewhere it is not even counted', async () => {
    const email = newAddress()
    const { token, code } = await mintSignIn(email, hashToken(browser))
    for (const elsewhere of ['', hashToken(browser), ...Array(6).fill(newSessionToken())]) {
      await expect(
        redeemCode(anonymous(), { email, code, browser: elsewhere }),
      ).rejects.toMatchObject({ code: 'invalid', field: 'browser' })
    }
    const [row] = await asIdentity({}, (tx) =>
      tx
        .select()
        .from(signInTokens)
        .where(eq(signInTokens.tokenHash, hashToken(token))),
    )
    expect(row?.attempts).toBe(0)
    await redeemCode(anonymous(), { email, code, browser })
  })

  test('a mail that a stranger asked for to the same address does not end one’s own code', async () => {
    const email = newAddress()
    const { code } = await mintSignIn(email, hashToken(browser))
    await mintSignIn(email, hashToken(newSessionToken()))
    await redeemCode(anonymous(), { email, code, browser })
  })

  test('a link without a browser has a code that works nowhere', async () => {
    const email = newAddress()
    const { code } = await mintSignIn(email)
    await expect(redeemCode(anonymous(), { email, code, browser: '' })).rejects.toMatchObject({
      field: 'browser',
    })
  })

  test('five wrong codes spend the mail, even for the right one', async () => {
    const email = newAddress()
    const { code } = await mintSignIn(email, hashToken(browser))
    for (let tries = 0; tries < 5; tries++) {
      await expect(
        redeemCode(anonymous(), { email, code: wrongFor(code), browser }),
      ).rejects.toThrow(refusal('signIn.wrongCode'))
    }
    await expect(redeemCode(anonymous(), { email, code, browser })).rejects.toMatchObject({
      field: 'browser',
    })
  })

  test('600 wrong codes over 60 addresses are refused soon; who typed none may still type one', async () => {
    await forgetLimits()
    const emails = Array.from({ length: 60 }, newAddress)
    for (const email of emails) await mintSignIn(email, hashToken(browser))
    const answers: string[] = []
    for (let at = 0; at < 600; at++) {
      const email = emails[at % 60] ?? ''
      await redeemCode(anonymous(), { email, code: 'ABCD-EFGH', browser }).catch((error) =>
        answers.push(error.code),
      )
    }
    const firstRefusal = answers.indexOf('limit_reached')
    expect(firstRefusal).toBe(limits['wrong-code-site'].tries)
    expect(answers.slice(firstRefusal)).not.toContain('invalid')
    const email = newAddress()
    const { code } = await mintSignIn(email, hashToken(browser))
    await redeemCode(anonymous(), { email, code, browser })
    await forgetLimits()
  }, 60_000)

  test('a network that guesses is slowed down where its address is known', async () => {
    await forgetLimits()
    const here = { ...anonymous(), network: '192.0.2.7' }
    const emails = Array.from({ length: 6 }, newAddress)
    for (const email of emails) await mintSignIn(email, hashToken(browser))
    const codes: string[] = []
    for (let at = 0; at < 30; at++) {
      const email = emails[at % 6] ?? ''
      await redeemCode(here, { email, code: 'ABCD-EFGH', browser }).catch((error) =>
        codes.push(error.code),
      )
    }
    expect(codes.indexOf('limit_reached')).toBe(limits['wrong-code-network'].tries)
    await forgetLimits()
  })

  test('codes from browsers that asked for none are told to wait in the end, and take nothing from others', async () => {
    await forgetLimits()
    const email = newAddress()
    const { code } = await mintSignIn(email, hashToken(browser))
    const stray = () => redeemCode(anonymous(), { email, code, browser: 'none' })
    for (let at = 0; at < limits['stray-code'].tries; at++) {
      await expect(stray()).rejects.toMatchObject({ field: 'browser' })
    }
    await expect(stray()).rejects.toMatchObject({ code: 'limit_reached' })
    await redeemCode(anonymous(), { email, code, browser })
    await forgetLimits()
  }, 60_000)

  test('a code belongs to its address', async () => {
    const { code } = await mintSignIn(newAddress(), hashToken(browser))
    const other = newAddress()
    await mintSignIn(other, hashToken(browser))
    await expect(redeemCode(anonymous(), { email: other, code, browser })).rejects.toMatchObject({
      code: 'invalid',
    })
  })

  test('mails to one address are limited, in words', async () => {
    const email = newAddress()
    for (let tries = 0; tries < limits['sign-in-mail'].tries; tries++) {
      await requestSignIn(anonymous(), { email, browser })
    }
    await expect(requestSignIn(anonymous(), { email, browser })).rejects.toMatchObject({
      code: 'limit_reached',
      key: 'limits.tooOften',
      values: { minutes: expect.toSatisfy((minutes) => minutes === 14 || minutes === 15) },
    })
  })

  test('a flood of requests for made-up addresses is refused soon, and a person known here is mailed', async () => {
    const known = await makeUser()
    const invited = newAddress()
    await inviteMember(await orgContext({ verification: 'V2' }), { email: invited, role: 'viewer' })
    await forgetLimits()
    const asked = async (count: number, address: (at: number) => string) => {
      const answers = await Promise.all(
        Array.from({ length: count }, (_, at) =>
          requestSignIn(anonymous(), { email: address(at), browser }),
        ),
      )
      return answers.filter((answer) => answer.busyMinutes === 0).length
    }
    const { tries } = limits['sign-in-site']
    expect(await asked(tries + 100, (at) => `made-up@flood-${at}.example`)).toBe(tries)
    const newcomer = newAddress()
    const emails = [known.email, invited, newcomer]
    const answers = await Promise.all(
      emails.map((email) => requestSignIn(anonymous(), { email, browser })),
    )
    expect(answers.map((answer) => answer.busyMinutes)).toEqual([5, 5, 5])
    expect(await waitingFor(emails)).toEqual([
      { to: known.email, lane: mailLanes.first },
      { to: invited, lane: mailLanes.first },
      { to: newcomer, lane: mailLanes.never },
    ])
  }, 60_000)

  test('whoever asks, busy or not, the same is left; what a stranger asks for too often never leaves', async () => {
    await forgetLimits()
    await asOperator((tx) => tx.delete(outbox))
    const domain = `works-${crypto.randomUUID().slice(0, 8)}.example`
    const { email: known } = await makeUser({ email: `known@${domain}` })
    const unknown = `u-${crypto.randomUUID()}@${domain}`
    const left: Record<string, unknown>[] = []
    const asked = async (email: string) => {
      const before = new Set((await allMail()).map(({ id }) => id))
      const { busyMinutes } = await requestSignIn(anonymous(), { email, browser })
      const rows = (await allMail()).filter(({ id }) => !before.has(id))
      expect(rows).toHaveLength(1)
      const { lane, id, subjectId, createdAt, availableAt, payload, ...rest } = rows[0] ?? {}
      left.push({ ...rest, payload: { ...payload, to: '' } })
      return { busy: busyMinutes > 0, lane }
    }
    expect([await asked(known), await asked(unknown)]).toEqual([
      { busy: false, lane: mailLanes.first },
      { busy: false, lane: mailLanes.newcomer },
    ])
    for (let at = 0; at < limits['sign-in-domain'].tries; at++)
      await requestSignIn(anonymous(), { email: `m-${at}@${domain}`, browser })
    const late = [await asked(known), await asked(unknown)]
    expect(late).toEqual([
      { busy: true, lane: mailLanes.first },
      { busy: true, lane: mailLanes.never },
    ])
    for (const each of left) expect(each).toEqual(left[0])

    await deliverMail(systemContext('job', 'mail'))
    expect((await allMail()).map(({ lane }) => lane)).toEqual([
      mailLanes.never,
      mailLanes.never,
      mailLanes.never,
    ])
    expect(mailSenders.flat()).not.toContain(mailLanes.never)
    expect((await listOutbox(await operatorContext())).kinds).toEqual([])
    await forgetUnsentMail()
    expect(await allMail()).toEqual([])
    await forgetLimits()
  }, 30_000)

  test('made-up addresses at one domain spend that domain, and little of the site', async () => {
    await forgetLimits()
    const domain = `college-${crypto.randomUUID().slice(0, 8)}.example`
    const busy = async (email: string) =>
      (await requestSignIn(anonymous(), { email, browser })).busyMinutes > 0
    const { tries } = limits['sign-in-domain']
    for (let at = 0; at < tries; at++) expect(await busy(`a${at}@${domain}`)).toBe(false)
    for (let at = 0; at < 3; at++) expect(await busy(`b${at}@${domain}`)).toBe(true)
    expect(await busy(newAddress())).toBe(false)
    expect(limits['sign-in-provider'].tries).toBeGreaterThan(tries)
    for (let at = 0; at <= tries; at++) expect(await busy(`c${at}@gmail.com`)).toBe(false)
    await forgetLimits()
  })

  test('what is no address is told so', async () => {
    await expect(requestSignIn(anonymous(), { email: 'nobody', browser })).rejects.toMatchObject({
      code: 'invalid',
      field: 'email',
    })
  })

  test('signing out ends the session at once', async () => {
    const { token } = await mintSignIn(newAddress())
    const session = await redeemLink(anonymous(), { token })
    await endSession(session.token)
    expect(await findSession(session.token)).toBeUndefined()
  })

  test('what has run out is cleared away, and what runs stays', async () => {
    const { token } = await mintSignIn(newAddress())
    const session = await redeemLink(anonymous(), { token })
    const old = await redeemLink(anonymous(), { token: (await mintSignIn(newAddress())).token })
    await asIdentity({}, (tx) =>
      tx
        .update(sessions)
        .set({ expires: sql`now() - interval '1 second'` })
        .where(eq(sessions.tokenHash, hashToken(old.token))),
    )
    expect(await clearExpired()).toEqual({ sessions: 1 })
    expect(await findSession(session.token)).toBeDefined()
  })

  test('signing in is an audit event without the address', async () => {
    const email = newAddress()
    const { token } = await mintSignIn(email)
    const session = await redeemLink(anonymous(), { token })
    const found = await findSession(session.token)
    const events = await asOperator((tx) =>
      tx
        .select()
        .from(auditEvents)
        .where(
          and(
            eq(auditEvents.verb, 'session.start'),
            eq(auditEvents.targetId, found?.user.id ?? ''),
          ),
        ),
    )
    expect(events).toHaveLength(1)
    expect(JSON.stringify(events)).not.toContain(email)
  })

  test('outside the demonstration there are no personas', async () => {
    await expect(startDemoSession(anonymous(), { as: 'educator' })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})
