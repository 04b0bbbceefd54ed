import { rm } from 'node:fs/promises'
import { eq } from 'drizzle-orm'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { outbox } from '@/server/db/schema/outbox'
import { asOperator } from '@/server/db/tenancy'
import { listKeptMail, mailboxFolder } from '@/server/mail/mailbox'
import { systemContext } from '@/server/services/context'
import { enqueue } from '@/server/services/outbox'
import { redeemLink } from '@/server/services/sessions/redeem-sign-in'
import { findSession } from '@/server/services/sessions/sessions'
import { describeOnBothEngines } from '@/server/testing/databases'
import { deliverMail } from './deliver-mail'

const ctx = () => systemContext('job', 'mail')

async function leave(payload: Record<string, unknown>): Promise<string> {
  const subjectId = crypto.randomUUID()
  await asOperator((tx) => enqueue(tx, { subjectId, kind: 'mail', payload }))
  return subjectId
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

  test('an invitation taken back meanwhile is not sent', async () => {
    const subjectId = await leave({
      template: 'member-invitation',
      to: 'b@works.example',
      invitationId: crypto.randomUUID(),
    })
    expect(await deliverMail(ctx())).toMatchObject({ dropped: 1 })
    expect(await rowOf(subjectId)).toBeUndefined()
  })

  test('two runs at once send a mail once', async () => {
    await leave({ template: 'sign-in', to: 'c@works.example', next: '/' })
    const runs = await Promise.all([deliverMail(ctx()), deliverMail(ctx())])
    expect(runs.reduce((sum, run) => sum + run.sent, 0)).toBe(1)
  })
})
