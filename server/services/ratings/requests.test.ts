import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { organizations } from '@/server/db/schema/organizations'
import { asOperator } from '@/server/db/tenancy'
import { revokeInvitation } from '@/server/services/cycles/change-invitation'
import { listEmployers } from '@/server/services/organizations/list-employers'
import { invitationOf, makeCycle, raterAt, raterContext } from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makeUser, userContext } from '@/server/testing/organizations-factory'
import { listRequests } from './list-requests'
import { openRequest } from './open-request'
import { readInvitation } from './read-invitation'
import { readPacket } from './read-packet'
import { startRating } from './start-rating'

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

  test('signed in at the invited address no code is asked, whichever device started', async () => {
    const { email, cycle, person, invitationId } = await invited()
    await raterAt(cycle, email)
    const { code, session } = await openRequest(person, { invitationId })
    const here = { ...raterContext(code), session: session ?? undefined }
    expect(await startRating(here)).toEqual({ session: null })
    expect((await readPacket(here, { packetId: null })).sentBefore).toBe(false)
    await expect(startRating(raterContext(code))).rejects.toMatchObject({ code: 'unauthenticated' })
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
