import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { revokeInvitation } from '@/server/services/cycles/change-invitation'
import { closeCycle } from '@/server/services/cycles/end-cycle'
import { invitationOf, makeCycle, raterAt, raterContext } from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makeUser, userContext } from '@/server/testing/organizations-factory'
import { refusal } from '@/server/testing/refusal'
import { enterSignedIn } from './enter-signed-in'
import { passInvitationOn } from './pass-invitation-on'
import { printInvitation } from './print-invitation'
import type { RaterContext } from './rater-door'
import { readInvitation } from './read-invitation'
import { readPacket } from './read-packet'
import { readReceipt } from './read-receipt'
import { submitRating } from './submit-rating'

/** A rater that has started, and another device with its link, signed in as somebody. */
async function twoDevices() {
  const domain = `keel-${randomUUID().slice(0, 8)}.example`
  const ann = `ann@${domain}`
  const cycle = await makeCycle({ addresses: [ann], open: true })
  const first = await raterAt(cycle, ann)
  const signedInAs = async (email: string, code = first.code): Promise<RaterContext> => ({
    ...raterContext(code),
    ...userContext(await makeUser({ email })),
  })
  return { cycle, ann, domain, first, signedInAs }
}

const otherDevice = { code: 'unauthenticated', key: 'ratings.otherDevice' }

describeOnBothEngines('a device that is signed in', () => {
  test('at the address of the link needs no code, before a Send, after one, and after the cycle has closed', async () => {
    const { cycle, ann, first, signedInAs } = await twoDevices()
    const other = await signedInAs(ann)
    expect(await readInvitation(other)).toMatchObject({ signedIn: true, hasSession: false })
    const entered = await enterSignedIn(other)
    expect(entered.next).toBe('rate')
    const { id: packetId } = await readPacket({ ...other, ...entered }, { packetId: null })
    const taps = [
      { field: 'role', answer: 'supervises' },
      { field: 'exposure', answer: 'none' },
      { field: 'i0', answer: '4' },
    ]
    await submitRating(first, { packetId, clientKey: randomUUID(), taps })
    expect((await enterSignedIn(other)).next).toBe('receipt')
    await closeCycle(cycle.ctx, { cycleId: cycle.id })
    const late = await enterSignedIn(other)
    expect((await readReceipt({ ...other, ...late }, { packetId: null })).sent).not.toBeNull()
  })

  test('and only reads has pressed nothing: opening the link makes no session', async () => {
    const { ann, signedInAs } = await twoDevices()
    const other = await signedInAs(ann)
    await readInvitation(other)
    await expect(readPacket(other, { packetId: null })).rejects.toMatchObject(otherDevice)
  })

  test.each(['bo@DOMAIN', 'ann@elsewhere.example', 'xann@DOMAIN'])(
    'as %s is asked for the code',
    async (email) => {
      const { domain, signedInAs } = await twoDevices()
      const other = await signedInAs(email.replace('DOMAIN', domain))
      expect(await readInvitation(other)).toMatchObject({ signedIn: false })
      await expect(enterSignedIn(other)).rejects.toMatchObject(otherDevice)
    },
  )

  test('as nobody is asked for it too', async () => {
    const { first } = await twoDevices()
    await expect(enterSignedIn(raterContext(first.code))).rejects.toMatchObject(otherDevice)
  })

  test('as who passed it on opens neither the old link nor a printed code', async () => {
    const { ann, domain, first, signedInAs } = await twoDevices()
    await passInvitationOn(first, { email: `bo@${domain}` })
    const old = await signedInAs(ann)
    expect(await readInvitation(old)).toMatchObject({ signedIn: false, state: 'passed_on' })
    await expect(enterSignedIn(old)).rejects.toThrow(refusal('passing.passedOn'))

    const printed = await twoDevices()
    const { code } = await printInvitation(printed.first)
    const card = await printed.signedInAs(printed.ann, code)
    expect(await readInvitation(card)).toMatchObject({ signedIn: false, printed: true })
    await expect(enterSignedIn(card)).rejects.toMatchObject(otherDevice)
  })

  test('opens nothing that was taken back', async () => {
    const { cycle, ann, signedInAs } = await twoDevices()
    const invitationId = await invitationOf(cycle, ann)
    await revokeInvitation(cycle.ctx, { cycleId: cycle.id, invitationId })
    await expect(enterSignedIn(await signedInAs(ann))).rejects.toThrow(
      refusal('ratings.invitationRevoked'),
    )
  })
})
