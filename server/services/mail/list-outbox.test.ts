import { beforeEach, expect, test } from 'vitest'
import { outbox } from '@/server/db/schema/outbox'
import { asOperator } from '@/server/db/tenancy'
import { systemContext } from '@/server/services/context'
import { askedFor } from '@/server/services/cycles/invitation-mail'
import { enqueue } from '@/server/services/outbox'
import { describeOnBothEngines } from '@/server/testing/databases'
import { operatorContext } from '@/server/testing/organizations-factory'
import { deliverMail } from './deliver-mail'
import { dropOutbox, listOutbox, retryOutbox } from './list-outbox'

async function failedMail(): Promise<{ subjectId: string; id: string }> {
  const subjectId = crypto.randomUUID()
  await asOperator((tx) =>
    enqueue(tx, {
      subjectId,
      kind: 'mail',
      payload: { template: 'no-such-mail', to: 'kim@works.example' },
    }),
  )
  await deliverMail(systemContext('job', 'mail'))
  const [row] = (await listOutbox(await operatorContext())).failed
  return { subjectId, id: row?.id ?? '' }
}

describeOnBothEngines('the outbox the operator sees', () => {
  beforeEach(() => asOperator((tx) => tx.delete(outbox)))

  test('names what failed and why, without the address', async () => {
    await failedMail()
    const view = await listOutbox(await operatorContext())
    expect(view.kinds).toEqual([{ kind: 'mail', waiting: 1, failed: 1 }])
    expect(view.failed).toMatchObject([{ template: 'no-such-mail', attempts: 1 }])
    expect(JSON.stringify(view)).not.toContain('kim@works.example')
  })

  test('tells no number of answers that wait, which one Send would move', async () => {
    const kinds = async () => (await listOutbox(await operatorContext())).kinds
    await asOperator((tx) =>
      enqueue(tx, { subjectId: crypto.randomUUID(), kind: 'subject.touched' }),
    )
    expect(await kinds()).toEqual([])
  })

  test.each(askedFor)('tells nothing of a %s, which waits or has failed', async (template) => {
    await asOperator(async (tx) => {
      const row = { kind: 'mail' as const, payload: { template, to: 'kim@works.example' } }
      await enqueue(tx, { ...row, subjectId: crypto.randomUUID() })
      await tx.update(outbox).set({ lastError: 'refused', attempts: 1 })
      await enqueue(tx, { ...row, subjectId: crypto.randomUUID() })
    })
    expect(await listOutbox(await operatorContext())).toEqual({ kinds: [], failed: [] })
  })

  test('tries again at once when asked', async () => {
    const key = await failedMail()
    expect(await deliverMail(systemContext('job', 'mail'))).toMatchObject({ failed: 0 })
    await retryOutbox(await operatorContext(), key)
    expect(await deliverMail(systemContext('job', 'mail'))).toMatchObject({ failed: 1 })
  })

  test('tries nothing again that has been done meanwhile', async () => {
    const operator = await operatorContext()
    const key = await failedMail()
    await dropOutbox(operator, key)
    await expect(retryOutbox(operator, key)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('gives up a mail when asked, once, and never answers waiting to be counted', async () => {
    const operator = await operatorContext()
    const key = await failedMail()
    await dropOutbox(operator, key)
    await expect(dropOutbox(operator, key)).rejects.toMatchObject({ code: 'not_found' })
    const subjectId = crypto.randomUUID()
    await asOperator((tx) => enqueue(tx, { subjectId, kind: 'subject.touched' }))
    const [row] = await asOperator((tx) => tx.select().from(outbox))
    await expect(dropOutbox(operator, { subjectId, id: row?.id ?? '' })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})
