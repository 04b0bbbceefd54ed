import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { organizations } from '@/server/db/schema/organizations'
import { asOperator, asTenant } from '@/server/db/tenancy'
import { revokeInvitation } from '@/server/services/cycles/change-invitation'
import { closeCycle } from '@/server/services/cycles/end-cycle'
import { listEmployers } from '@/server/services/organizations/list-employers'
import { invitationOf, makeCycle, raterAt, raterContext } from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makeUser, userContext } from '@/server/testing/organizations-factory'
import { listRequests } from './list-requests'
import { openRequest } from './open-request'
import { readInvitation } from './read-invitation'
import { readPacket } from './read-packet'
import { readReceipt } from './read-receipt'
import { startRating } from './start-rating'
import { submitRating } from './submit-rating'

async function invited() {
  const email = `kim@${crypto.randomUUID().slice(0, 8)}.example`
  const cycle = await makeCycle({ addresses: [email], open: true })
  const person = userContext(await makeUser({ email }))
  return { email, cycle, person, invitationId: await invitationOf(cycle, email) }
}

describeOnBothEngines('requests to one’s own address', () => {
  test('a signed-in person finds and opens the request to its address', async () => {
    const { cycle, person, invitationId } = await invited()
    expect(await listRequests(person)).toMatchObject([
      {
        invitationId,
        asker: cycle.ctx.organization.name,
        credentials: ['Certificate 1'],
        state: 'waiting',
      },
    ])
    const { code } = await openRequest(person, { invitationId })
    expect((await readInvitation(raterContext(code))).state).toBe('open')
  })

  test('each says what it is about and how far its person has come with it', async () => {
    const { email, cycle, person } = await invited()
    await makeCycle({ addresses: [email], credentials: 2, open: true })
    const listed = async () =>
      (await listRequests(person)).map(({ credentials, state }) => [credentials.length, state])
    const rater = await raterAt(cycle, email)
    expect((await listed()).sort()).toEqual([
      [1, 'started'],
      [2, 'waiting'],
    ])
    const { id: packetId } = await readPacket(rater, { packetId: null })
    const taps = [
      { field: 'role', answer: 'supervises' },
      { field: 'exposure', answer: 'few' },
      { field: 'f0', answer: '2' },
    ]
    await submitRating(rater, { packetId, clientKey: crypto.randomUUID(), taps })
    expect(await listed()).toContainEqual([1, 'sent'])
    await closeCycle(cycle.ctx, { cycleId: cycle.id })
    expect(await listed()).toEqual([
      [2, 'waiting'],
      [1, 'read'],
    ])
  })

  test('one that closed leads to what was answered, however long ago, and to nothing else', async () => {
    const { email, cycle, person, invitationId } = await invited()
    const other = await invited()
    const rater = await raterAt(cycle, email)
    const { id: packetId } = await readPacket(rater, { packetId: null })
    const taps = [
      { field: 'role', answer: 'supervises' },
      { field: 'exposure', answer: 'few' },
      { field: 'i0', answer: '4' },
    ]
    await submitRating(rater, { packetId, clientKey: crypto.randomUUID(), taps })
    for (const each of [cycle, other.cycle]) {
      await closeCycle(each.ctx, { cycleId: each.id })
      await asTenant(each.ctx, (tx) =>
        tx.execute(sql`UPDATE rating_cycle SET closes_at = now() - interval '400 days',
          closed_at = now() - interval '400 days' WHERE id = ${each.id}`),
      )
    }
    const { code, session, sent } = await openRequest(person, { invitationId })
    expect(sent).toBe(true)
    const here = { ...raterContext(code), session: session ?? undefined }
    const receipt = await readReceipt(here, { packetId: null })
    expect([receipt.state, receipt.sent?.lines[0]?.importance]).toEqual(['closed', '4'])
    expect(await listRequests(other.person)).toMatchObject([{ state: 'closed' }])
    expect(await openRequest(other.person, other)).toMatchObject({ sent: false })
  })

  test('signed in at the invited address no code is asked, whichever device started', async () => {
    const { email, cycle, person, invitationId } = await invited()
    await raterAt(cycle, email)
    const { code, session } = await openRequest(person, { invitationId })
    const here = { ...raterContext(code), session: session ?? undefined }
    expect(await startRating(here)).toEqual({ session: null })
    expect((await readPacket(here, { packetId: null })).sentBefore).toBe(false)
    await expect(startRating(raterContext(code))).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  test('opening it is a Start: the mailed link needs a code from then on', async () => {
    const { email, cycle, person, invitationId } = await invited()
    const mailed = await raterAt(cycle, email, false)
    await openRequest(person, { invitationId })
    expect(await readInvitation(mailed)).toMatchObject({ started: true, hasSession: false })
    await expect(startRating(mailed)).rejects.toMatchObject({ key: 'ratings.startedElsewhere' })
    expect(await listRequests(person)).toMatchObject([{ state: 'started' }])
  })

  test('somebody else neither sees nor opens it', async () => {
    const { invitationId } = await invited()
    const stranger = userContext(await makeUser())
    expect(await listRequests(stranger)).toEqual([])
    await expect(openRequest(stranger, { invitationId })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('an invitation taken back is gone', async () => {
    const { cycle, person, invitationId } = await invited()
    await revokeInvitation(cycle.ctx, { cycleId: cycle.id, invitationId })
    expect(await listRequests(person)).toEqual([])
    await expect(openRequest(person, { invitationId })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('pressing Start proves the employer’s domain, and the asking provider is not told', async () => {
    const { email, cycle } = await invited()
    await raterAt(cycle, email)
    const [employer] = await asOperator((tx) =>
      tx
        .select()
        .from(organizations)
        .where(eq(organizations.domain, email.split('@')[1] ?? '')),
    )
    expect(employer?.verification).toBe('V1')
    const view = await listEmployers(cycle.ctx, { query: '' })
    expect(view.waiting).toMatchObject([{ id: employer?.id, proven: false }])
    expect(JSON.stringify(view)).not.toContain('V1')
  })
})
