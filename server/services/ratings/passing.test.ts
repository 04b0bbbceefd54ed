import { randomUUID } from 'node:crypto'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { database } from '@/server/db/client'
import {
  passedInvitations,
  raterInvitations,
  raterLinks,
  raterProgress,
  raterSessions,
} from '@/server/db/schema/cycles'
import { asCourier, asOperator, asRater, asTenant, selectRows } from '@/server/db/tenancy'
import { colleagueDays } from '@/server/domain/people/colleagues'
import { systemContext } from '@/server/services/context'
import { resendInvitation, revokeInvitation } from '@/server/services/cycles/change-invitation'
import { closeCycle } from '@/server/services/cycles/end-cycle'
import { openCycle } from '@/server/services/cycles/open-cycle'
import { readCycle } from '@/server/services/cycles/read-cycle'
import { readAudit } from '@/server/services/organizations/read-audit'
import { findRaters } from '@/server/services/raters/find-raters'
import { sweepRaters } from '@/server/services/raters/sweep-raters'
import { hashToken } from '@/server/services/session-token'
import {
  codeIn,
  invitationOf,
  letPass,
  mailedCodeIn,
  mailOf,
  mailTo,
  makeCycle,
  raterAt,
  raterContext,
  type TestCycle,
} from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makeUser, orgContext, userContext } from '@/server/testing/organizations-factory'
import { refusal } from '@/server/testing/refusal'
import { checkCode } from './check-code'
import { declineInvitation } from './decline-invitation'
import { giveInvitation } from './give-invitation'
import { letIn } from './let-in'
import { listRequests } from './list-requests'
import { mailCode } from './mail-code'
import { mailNote } from './mail-note'
import { openRequest } from './open-request'
import { passInvitationOn } from './pass-invitation-on'
import { printInvitation } from './print-invitation'
import { type RaterContext, throughLink } from './rater-door'
import { raterMailTemplates } from './rater-mail-templates'
import { newRaterToken } from './rater-token'
import { readInvitation } from './read-invitation'
import { readPacket } from './read-packet'
import { readPassing } from './read-passing'
import { readPrinted } from './read-printed'
import { readReceipt } from './read-receipt'
import { saveAnswers } from './save-answers'
import { markStarted, startRating } from './start-rating'
import { submitRating } from './submit-rating'
import { unsubscribeRater } from './unsubscribe-rater'
import { withdrawRatings } from './withdraw-ratings'

const owner = async (statement: string) =>
  (await database()).withOwner(async ({ query }) => (await query(statement)).rows)

const taps = [
  { field: 'role', answer: 'supervises' },
  { field: 'exposure', answer: 'few' },
  { field: 'i0', answer: '4' },
  { field: 'f0', answer: '2' },
]

/** A cycle that asks one person of an employer with a web domain of its own. */
async function oneAsked() {
  const domain = `keel-${randomUUID().slice(0, 8)}.example`
  const ann = `ann@${domain}`
  const cycle = await makeCycle({ addresses: [ann], open: true })
  return { cycle, domain, ann, bo: `bo@${domain}`, invitationId: await invitationOf(cycle, ann) }
}

async function send(rater: RaterContext) {
  const { id: packetId } = await readPacket(rater, { packetId: null })
  return submitRating(rater, { packetId, clientKey: randomUUID(), taps })
}

/** Opens the link that was mailed to whom an invitation was passed on; with `started`, presses Start. */
async function passedTo(invitationId: string, passes = 1): Promise<RaterContext> {
  const mail = await passedMailOf(invitationId, passes)
  return started(raterContext(codeIn(mail)))
}

function passedMailOf(invitationId: string, passes: number) {
  return mailOf(invitationId, 'rater-passed', { passes })
}

async function started(rater: RaterContext): Promise<RaterContext> {
  const { session } = await startRating(rater)
  return { ...rater, session: session ?? undefined }
}

/** Everything the asker may read by its own door, its pages about the cycle, and its audit. */
async function seenByAsker({ ctx, id }: TestCycle) {
  const rows = await asTenant(ctx, (tx) =>
    tx.select().from(raterInvitations).where(eq(raterInvitations.cycleId, id)),
  )
  const view = await readCycle(ctx, { cycleId: id })
  return JSON.stringify({ rows, view, audit: (await readAudit(ctx, {})).events })
}

describeOnBothEngines('an invitation that is passed on', () => {
  test('goes to the colleague with nothing that was tapped, and opens nothing any more where it was', async () => {
    const { cycle, ann, bo, domain, invitationId } = await oneAsked()
    const first = await raterAt(cycle, ann)
    const { id: packetId, mayPassOn, keptAs } = await readPacket(first, { packetId: null })
    expect(mayPassOn).toBe(true)
    expect(await readPassing(first)).toMatchObject({ domain, reason: null })
    await saveAnswers(first, { packetId, taps })
    await passInvitationOn(first, { email: ` BO@${domain}` })

    const mail = await passedMailOf(invitationId, 1)
    expect(mail?.to).toBe(bo)
    expect(mail?.text).not.toContain(ann)
    expect(mail?.text).toContain('Nothing was answered before you')
    const second = raterContext(codeIn(mail))
    expect(await readInvitation(first)).toMatchObject({ passedOn: false })
    expect(await readInvitation(second)).toMatchObject({
      ...{ state: 'open', started: false, passedOn: true },
    })
    const begun = await started(second)
    const { draft, sentBefore, ...theirs } = await readPacket(begun, { packetId: null })
    expect(theirs.id).toBe(packetId)
    expect(theirs.keptAs).not.toBe(keptAs)
    expect(draft).toMatchObject({ role: null, exposure: null, importance: '---', fit: '---' })
    expect(sentBefore).toBe(false)
    await send(begun)

    const passedOn = refusal('passing.passedOn')
    expect(await readInvitation(first)).toMatchObject({
      ...{ state: 'passed_on', hasSession: false, started: false, declined: false, sent: false },
    })
    for (const each of [
      () => startRating(raterContext(first.code)),
      () => readPacket(first, { packetId: null }),
      () => readReceipt(first, { packetId: null }),
      () => saveAnswers(first, { packetId, taps }),
      () => submitRating(first, { packetId, clientKey: randomUUID(), taps }),
      () => declineInvitation(first),
      () => mailCode(first, { device: 'd'.repeat(32) }),
      () => checkCode(first, { typed: 'ABCD-EFGH', device: 'd'.repeat(32) }),
      () => mailNote(first),
      () => readPassing(first),
      () => passInvitationOn(first, { email: `cy@${domain}` }),
      () => printInvitation(first),
    ]) {
      await expect(each()).rejects.toThrow(passedOn)
    }
    await expect(withdrawRatings(first)).rejects.toMatchObject({ code: 'unauthenticated' })
    expect((await readReceipt(begun, { packetId: null })).sent).not.toBeNull()
  })

  test('an old link opens nothing on a device that also holds the new session', async () => {
    const { cycle, ann, bo, invitationId } = await oneAsked()
    const first = await raterAt(cycle, ann)
    await passInvitationOn(first, { email: bo })
    const second = await passedTo(invitationId)
    await send(second)
    const both = { ...first, session: `${first.session} ${second.session}` }
    expect(await readInvitation(both)).toMatchObject({ state: 'passed_on', sent: false })
    await expect(withdrawRatings(both)).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(readReceipt(both, { packetId: null })).rejects.toThrow(refusal('passing.passedOn'))
  })

  test('a session that was opened beside passing on opens nothing of who has it then', async () => {
    const { cycle, ann, invitationId } = await oneAsked()
    const { code } = await printInvitation(await raterAt(cycle, ann))
    await send(await started(raterContext(code)))
    const session = 's'.repeat(32)
    await owner(`INSERT INTO rater_session (token_hash, invitation_id, expires_at)
      VALUES ('${hashToken(session)}', '${invitationId}', now() + interval '1 day')`)
    const survivor = { ...raterContext(code), session }
    expect(await readInvitation(survivor)).toMatchObject({ hasSession: false, sent: false })
    await expect(readReceipt(survivor, { packetId: null })).rejects.toMatchObject({
      code: 'unauthenticated',
    })
    await expect(startRating(raterContext(code), { device: session })).rejects.toThrow(
      refusal('ratings.startedElsewhere'),
    )
    await expect(withdrawRatings(survivor)).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  test('a Start that waited for it begins nothing in the colleague’s place', async () => {
    const { cycle, ann, bo } = await oneAsked()
    const first = await raterAt(cycle, ann)
    const rater = await throughLink(first, async ({ invitation: { employerId } }) => ({
      ...{ employerId, email: bo },
    }))
    const ids = await findRaters([rater])
    for (const begin of [markStarted, letIn]) {
      const late = throughLink(first, async (door) => {
        await giveInvitation(door, { rater, ids, email: bo })
        await begin(door)
      })
      await expect(late).rejects.toThrow(refusal('passing.passedOn'))
    }
  })

  test('a Send is not kept beside the Start of somebody else', async () => {
    const { cycle, ann, invitationId } = await oneAsked()
    const rater = await raterAt(cycle, ann)
    await owner(`UPDATE rater_progress SET rater_id = '${randomUUID()}'
                 WHERE invitation_id = '${invitationId}'`)
    await expect(send(rater)).rejects.toThrow(refusal('passing.passedOn'))
    expect((await readReceipt(rater, { packetId: null })).sent).toBeNull()
  })

  test('no step moves a byte of what the asker reads', async () => {
    const { cycle, ann, bo, domain, invitationId } = await oneAsked()
    const first = await raterAt(cycle, ann)
    await letPass(cycle, '3 hours')
    const before = await seenByAsker(cycle)
    const unmoved = async (step: string) =>
      expect([step, await seenByAsker(cycle)]).toEqual([step, before])
    await passInvitationOn(first, { email: bo })
    await unmoved('passed on')
    const second = await passedTo(invitationId)
    await unmoved('opened')
    const ctx = systemContext('job', 'mail')
    for (const template of ['rater-passed', 'rater-invitation'] as const) {
      await raterMailTemplates[template].bounced?.(ctx, { invitationId })
      await unmoved(`${template} came back`)
    }
    await unsubscribeRater(second)
    await unmoved('unsubscribed')
    const { code } = await printInvitation(second)
    await unmoved('printed')
    await send(await started(raterContext(code)))
    await unmoved('sent')
    // The follow-up and a new invitation reach nobody now, and read as ever.
    expect(await mailTo(cycle, ann, 'rater-follow-up')).toBeNull()
    await unmoved('followed up')
    await resendInvitation(cycle.ctx, { cycleId: cycle.id, invitationId })
    expect(await mailTo(cycle, ann)).toBeNull()
    const [row] = (await readCycle(cycle.ctx, { cycleId: cycle.id })).invitations
    expect(row).toMatchObject({ email: ann, delivery: 'sent' })
    expect(domain).toContain('keel')
  })

  test('before its first mail has left it reads as if it had, whatever the colleague wants', async () => {
    const { cycle, ann, bo, invitationId } = await oneAsked()
    const other = await makeCycle({ addresses: [bo], open: true })
    await unsubscribeRater(await raterAt(other, bo))
    const { code, session } = await openRequest(await personAt(ann), { invitationId })
    await passInvitationOn({ ...raterContext(code), session: session ?? undefined }, { email: bo })
    expect(await mailTo(cycle, ann)).toBeNull()
    const [row] = (await readCycle(cycle.ctx, { cycleId: cycle.id })).invitations
    expect(row).toMatchObject({ email: ann, delivery: 'sent' })
  })

  test('whoever has it now gets the follow-ups, the codes and no more mail; the one before keeps their own wish', async () => {
    const { cycle, ann, bo, invitationId } = await oneAsked()
    const first = await raterAt(cycle, ann)
    await passInvitationOn(first, { email: bo })
    const second = await passedTo(invitationId)
    const followUp = await mailTo(cycle, ann, 'rater-follow-up')
    expect(followUp?.to).toBe(bo)
    expect(followUp?.text).toContain('somebody at your web domain gave your address')
    const device = 'e'.repeat(32)
    const other = raterContext(codeIn(followUp))
    await mailCode(other, { device })
    const code = await mailTo(cycle, ann, 'rater-code')
    expect(code?.to).toBe(bo)
    const typed = mailedCodeIn(code?.subject ?? '')
    expect((await checkCode(other, { typed, device })).session).not.toBeNull()
    await unsubscribeRater(first)
    expect((await mailTo(cycle, ann, 'rater-follow-up'))?.to).toBe(bo)
    await unsubscribeRater(second)
    expect(await mailTo(cycle, ann, 'rater-follow-up')).toBeNull()
  })

  test('every mail’s line stops them all, also once it was passed on again', async () => {
    const { cycle, ann, bo, domain, invitationId } = await oneAsked()
    await passInvitationOn(await raterAt(cycle, ann), { email: bo })
    const second = await passedTo(invitationId)
    await passInvitationOn(second, { email: `cy@${domain}` })
    const third = await passedTo(invitationId, 2)
    for (const each of [second, third]) {
      expect(await readInvitation(each)).toMatchObject({ printed: false })
    }
    await unsubscribeRater(second)
    expect((await mailTo(cycle, ann, 'rater-follow-up'))?.to).toBe(`cy@${domain}`)
    const again = await makeCycle({ addresses: [bo, ann], open: true })
    expect(await mailTo(again, bo)).toBeNull()
    expect((await mailTo(again, ann))?.to).toBe(ann)
  })

  test('a link from My ratings stops mail to that address after it was passed on', async () => {
    const { cycle, ann, bo, domain, invitationId } = await oneAsked()
    await passInvitationOn(await raterAt(cycle, ann), { email: bo })
    const { code, session } = await openRequest(await personAt(bo), { invitationId })
    const opened = { ...raterContext(code), session: session ?? undefined }
    await passInvitationOn(opened, { email: `cy@${domain}` })
    await unsubscribeRater(opened)
    const again = await makeCycle({ addresses: [bo], open: true })
    expect(await mailTo(again, bo)).toBeNull()
  })

  test('a link from before that was kept stops mail to who was invited', async () => {
    const { ann, bo, invitationId } = await oneAsked()
    const code = newRaterToken()
    const expiresAt = sql`now() + interval '1 day'`
    await asCourier((tx) =>
      tx.insert(raterLinks).values({ tokenHash: hashToken(code), invitationId, expiresAt }),
    )
    const old = await started(raterContext(code))
    await passInvitationOn(old, { email: bo })
    await unsubscribeRater(old)
    const again = await makeCycle({ addresses: [bo, ann], open: true })
    expect(await mailTo(again, ann)).toBeNull()
    expect((await mailTo(again, bo))?.to).toBe(bo)
  })

  test('a mail that is overtaken by the next press is left out', async () => {
    const { cycle, ann, bo, domain, invitationId } = await oneAsked()
    await passInvitationOn(await raterAt(cycle, ann), { email: bo })
    const second = await passedTo(invitationId)
    await passInvitationOn(second, { email: `cy@${domain}` })
    expect(await passedMailOf(invitationId, 1)).toBeNull()
    expect((await passedMailOf(invitationId, 2))?.to).toBe(`cy@${domain}`)
  })

  test('goes on twice, and never after a Send, taken back or not', async () => {
    const { cycle, ann, bo, domain, invitationId } = await oneAsked()
    await passInvitationOn(await raterAt(cycle, ann), { email: bo })
    await passInvitationOn(await passedTo(invitationId), { email: ann })
    const again = await passedTo(invitationId, 2)
    expect(await readPassing(again)).toMatchObject({ domain: null, reason: 'over' })
    expect((await readPacket(again, { packetId: null })).mayPassOn).toBe(false)
    await expect(passInvitationOn(again, { email: bo })).rejects.toThrow(refusal('passing.over'))
    await expect(printInvitation(again)).rejects.toThrow(refusal('passing.over'))

    const other = await oneAsked()
    const rater = await raterAt(other.cycle, other.ann)
    await send(rater)
    const sent = refusal('passing.sent')
    expect((await readPacket(rater, { packetId: null })).mayPassOn).toBe(false)
    await expect(passInvitationOn(rater, { email: other.bo })).rejects.toThrow(sent)
    await withdrawRatings(rater)
    await expect(passInvitationOn(rater, { email: other.bo })).rejects.toThrow(sent)
    await expect(printInvitation(rater)).rejects.toThrow(sent)
    expect(domain).not.toBe(other.domain)
  })

  test.each([
    ['bo@elsewhere.example', 'passing.otherDomain'],
    ['bo@gmail.com', 'passing.otherDomain'],
    ['bo', 'passing.notAddress'],
    ['', 'passing.notAddress'],
    ['ann@DOMAIN', 'passing.sameAddress'],
  ] as const)('is refused to %j: %s', async (typed, key) => {
    const { cycle, ann, domain } = await oneAsked()
    const rater = await raterAt(cycle, ann)
    await expect(
      passInvitationOn(rater, { email: typed.replace('DOMAIN', domain) }),
    ).rejects.toMatchObject({ key, code: 'invalid', field: 'email' })
    expect(await readInvitation(rater)).toMatchObject({ state: 'open', hasSession: true })
  })

  test('is kept where colleagues cannot be told, or could not count', async () => {
    const tag = randomUUID().slice(0, 8)
    const [free, outside] = [`pat-${tag}@gmail.com`, `sam@advice-${tag}.example`]
    const own = await oneAsked()
    const cycle = await makeCycle({
      addresses: [`${free}, Tide ${tag}, Pat Lee`, `${outside}, Tide ${tag}, Sam Poe`],
      open: true,
    })
    await asOperator((tx) =>
      tx.execute(
        sql`UPDATE organization SET domain = ${`tide-${tag}.example`} WHERE name = ${`Tide ${tag}`}`,
      ),
    )
    for (const [address, reason] of [
      [free, 'freeMail'],
      [outside, 'outside'],
    ] as const) {
      const rater = await raterAt(cycle, address)
      expect(await readPassing(rater)).toMatchObject({ domain: null, reason })
      const refused = refusal(reason === 'freeMail' ? 'passing.freeMail' : 'passing.outside')
      await expect(passInvitationOn(rater, { email: own.bo })).rejects.toThrow(refused)
      await expect(printInvitation(rater)).rejects.toThrow(refused)
    }
  })

  test('needs the device that started, and an open cycle', async () => {
    const { cycle, ann, bo } = await oneAsked()
    const unproven = await raterAt(cycle, ann, false)
    for (const each of [
      () => passInvitationOn(unproven, { email: bo }),
      () => printInvitation(unproven),
      () => readPassing(unproven),
    ]) {
      await expect(each()).rejects.toMatchObject({ code: 'unauthenticated' })
    }
    const rater = await started(unproven)
    await expect(
      passInvitationOn({ ...raterContext(rater.code) }, { email: bo }),
    ).rejects.toMatchObject({ code: 'unauthenticated' })
    await closeCycle(cycle.ctx, { cycleId: cycle.id })
    await expect(passInvitationOn(rater, { email: bo })).rejects.toThrow(
      refusal('ratings.takesNoAnswers'),
    )
  })

  test('of presses at once one is the first, and a Send beside it is refused or seen', async () => {
    const { cycle, ann, bo, domain, invitationId } = await oneAsked()
    const rater = await raterAt(cycle, ann)
    const presses = await Promise.allSettled(
      [bo, `cy@${domain}`, `di@${domain}`].map((email) => passInvitationOn(rater, { email })),
    )
    expect(presses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const second = await passedTo(invitationId)
    const { id: packetId } = await readPacket(second, { packetId: null })
    const both = await Promise.allSettled([
      submitRating(second, { packetId, clientKey: randomUUID(), taps }),
      passInvitationOn(second, { email: `ed@${domain}` }),
    ])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('a taken-back invitation opens nothing for the colleague either', async () => {
    const { cycle, ann, bo, invitationId } = await oneAsked()
    await passInvitationOn(await raterAt(cycle, ann), { email: bo })
    const second = await passedTo(invitationId)
    await revokeInvitation(cycle.ctx, { cycleId: cycle.id, invitationId })
    await expect(readPacket(second, { packetId: null })).rejects.toThrow(
      refusal('ratings.invitationRevoked'),
    )
    expect(await passedMailOf(invitationId, 1)).toBeNull()
  })

  test('is listed and opened in My ratings of whoever has it now', async () => {
    const { cycle, ann, bo, invitationId } = await oneAsked()
    const [annCtx, boCtx] = [await personAt(ann), await personAt(bo)]
    expect(await listRequests(annCtx)).toHaveLength(1)
    await passInvitationOn(await raterAt(cycle, ann), { email: bo })
    expect(await listRequests(annCtx)).toEqual([])
    expect(await listRequests(boCtx)).toMatchObject([{ invitationId, state: 'waiting' }])
    await expect(openRequest(annCtx, { invitationId })).rejects.toMatchObject({ code: 'not_found' })
    const { code, session } = await openRequest(boCtx, { invitationId })
    await send({ ...raterContext(code), session: session ?? undefined })
    expect(await listRequests(boCtx)).toMatchObject([{ state: 'sent' }])
  })
})

/** A cycle that asks two of one employer, and the link that one mails to the other who is asked as well. */
async function bothAsked() {
  const domain = `keel-${randomUUID().slice(0, 8)}.example`
  const [ann, bo] = [`ann@${domain}`, `bo@${domain}`] as const
  const cycle = await makeCycle({ addresses: [ann, bo], open: true })
  const own = await raterAt(cycle, bo)
  const invitationId = await invitationOf(cycle, ann)
  const passOn = async () => {
    await passInvitationOn(await raterAt(cycle, ann), { email: bo })
    return raterContext(codeIn(await passedMailOf(invitationId, 1)))
  }
  return { cycle, domain, bo, own, invitationId, passOn }
}

describeOnBothEngines('two seats of one rater', () => {
  test.each(['started', 'begun', 'sent'] as const)(
    'are one door: %s by one, the other needs a code',
    async (far) => {
      const { cycle, own, invitationId, passOn } = await bothAsked()
      const { id: packetId } = await readPacket(own, { packetId: null })
      if (far === 'begun') {
        await saveAnswers(own, { packetId, taps })
        await owner(`DELETE FROM rater_progress WHERE cycle_id = '${cycle.id}'`)
      }
      if (far === 'sent') await send(own)
      const other = await passOn()
      expect(await readInvitation(other)).toMatchObject({ started: true, hasSession: false })
      await expect(startRating(other)).rejects.toThrow(refusal('ratings.startedElsewhere'))
      const device = 'e'.repeat(32)
      await mailCode(other, { device })
      const code = await mailOf(invitationId, 'rater-code')
      const typed = mailedCodeIn(code?.subject ?? '')
      const { session } = await checkCode(other, { typed, device })
      const entered = { ...other, session: session ?? undefined }
      expect(await startRating(entered)).toEqual({ session: null })
      await readPacket(entered, { packetId: null })
    },
  )

  test('keep what was begun by one when the other goes on', async () => {
    const { bo, domain, own, invitationId, passOn } = await bothAsked()
    const { id: packetId } = await readPacket(own, { packetId: null })
    await saveAnswers(own, { packetId, taps })
    await passOn()
    const opened = await openRequest(await personAt(bo), { invitationId })
    const other = { ...raterContext(opened.code), session: opened.session ?? undefined }
    await passInvitationOn(other, { email: `cy@${domain}` })
    expect((await readPacket(own, { packetId: null })).draft).toMatchObject({ role: 'supervises' })
    const third = await passedTo(invitationId, 2)
    expect((await readPacket(third, { packetId: null })).draft).toMatchObject({ role: null })
  })

  test.each(['one', 'the other'])('are both taken back by %s', async (which) => {
    const { cycle, bo, own, invitationId, passOn } = await bothAsked()
    await send(own)
    await passOn()
    const opened = await openRequest(await personAt(bo), { invitationId })
    const other = { ...raterContext(opened.code), session: opened.session ?? undefined }
    await send(other)
    await withdrawRatings(which === 'one' ? own : other)
    expect(
      await owner(`SELECT submitted_at, withdrawn_at IS NOT NULL AS withdrawn
                   FROM rater_progress WHERE cycle_id = '${cycle.id}'`),
    ).toEqual(Array.from({ length: 2 }, () => ({ submitted_at: null, withdrawn: true })))
  })

  test('told apart where the other has begun nothing', async () => {
    const { cycle, passOn } = await bothAsked()
    await owner(`DELETE FROM rater_progress WHERE cycle_id = '${cycle.id}'`)
    const other = await passOn()
    expect(await readInvitation(other)).toMatchObject({ started: false })
    await started(other)
  })
})

describeOnBothEngines('a printed code', () => {
  test('works on the phone that opens it first, and no mail goes out about it', async () => {
    const { cycle, ann, invitationId } = await oneAsked()
    const { code } = await printInvitation(await raterAt(cycle, ann))
    const card = raterContext(code)
    const shown = await readPrinted(card)
    expect(shown.job).toContain('machinist')
    const phone = await started(card)
    expect(await readPrinted(card)).toEqual(shown)
    const noAddress = refusal('passing.noAddress')
    for (const each of [
      () => mailCode(raterContext(code), { device: 'd'.repeat(32) }),
      () => unsubscribeRater(phone),
    ]) {
      await expect(each()).rejects.toThrow(noAddress)
    }
    await expect(startRating(raterContext(code))).rejects.toThrow(
      refusal('ratings.startedElsewhere'),
    )
    await send(phone)
    expect((await readReceipt(phone, { packetId: null })).printed).toBe(true)
    await expect(mailNote(phone)).rejects.toThrow(noAddress)
    expect(await readInvitation(phone)).toMatchObject({ printed: true })
    for (const template of ['rater-invitation', 'rater-follow-up', 'rater-note'] as const) {
      expect(await mailOf(invitationId, template)).toBeNull()
    }
  })

  test('declines for whoever holds it until it is started, and then on that phone alone', async () => {
    const { cycle, ann } = await oneAsked()
    const { code } = await printInvitation(await raterAt(cycle, ann))
    const delivery = async () =>
      (await readCycle(cycle.ctx, { cycleId: cycle.id })).invitations[0]?.delivery
    const phone = await started(raterContext(code))
    await expect(declineInvitation(raterContext(code))).rejects.toMatchObject({
      code: 'unauthenticated',
    })
    expect(await delivery()).toBe('sent')
    await declineInvitation(phone)
    expect(await delivery()).toBe('declined')

    const other = await oneAsked()
    const card = await printInvitation(await raterAt(other.cycle, other.ann))
    await declineInvitation(raterContext(card.code))
  })

  test('pressed twice on one page is one code, one after the other or at once', async () => {
    for (const atOnce of [false, true]) {
      const { cycle, ann } = await oneAsked()
      const rater = await raterAt(cycle, ann)
      const printed = randomUUID().replaceAll('-', '')
      const press = () => printInvitation(rater, { printed })
      const both = atOnce ? await Promise.all([press(), press()]) : [await press(), await press()]
      expect(both).toEqual([{ code: printed }, { code: printed }])
      expect(await readInvitation(raterContext(printed))).toMatchObject({ state: 'open' })
      const another = randomUUID().replaceAll('-', '')
      for (const other of [another, rater.code]) {
        await expect(printInvitation(rater, { printed: other })).rejects.toThrow(
          refusal('passing.passedOn'),
        )
      }
    }
  })

  test('is no page of a link that was mailed', async () => {
    const { cycle, ann } = await oneAsked()
    const rater = await raterAt(cycle, ann)
    await expect(readPrinted(rater)).rejects.toThrow(refusal('passing.notPrinted'))
  })

  test('may go on by mail to a colleague with an address', async () => {
    const { cycle, ann, bo, invitationId } = await oneAsked()
    const { code } = await printInvitation(await raterAt(cycle, ann))
    await passInvitationOn(await started(raterContext(code)), { email: bo })
    expect((await passedMailOf(invitationId, 2))?.to).toBe(bo)
    const card = raterContext(code)
    expect(await readInvitation(card)).toMatchObject({ state: 'passed_on', printed: true })
    await expect(unsubscribeRater(card)).rejects.toThrow(refusal('passing.noAddress'))
  })
})

describeOnBothEngines('the asker’s week', () => {
  test('is spent by no pass: neither the asker nor another rater, who may be its own, is told of one', async () => {
    const ctx = await orgContext({ kind: 'provider', verification: 'V0' })
    const tag = randomUUID().slice(0, 8)
    const addresses = Array.from({ length: 29 }, (_, at) => `ann@keel-${tag}-${at}.example`)
    const cycle = await makeCycle({ ctx, addresses, open: true })
    const leftFor = async () => (await readCycle(ctx, { cycleId: cycle.id })).mails
    expect(await leftFor()).toEqual({ left: 1, of: 30 })
    await passInvitationOn(await raterAt(cycle, addresses[0] ?? ''), {
      email: `bo@keel-${tag}-0.example`,
    })
    expect(await leftFor()).toEqual({ left: 1, of: 30 })
    await passInvitationOn(await raterAt(cycle, addresses[1] ?? ''), {
      email: `bo@keel-${tag}-1.example`,
    })
    const more = await makeCycle({ ctx, like: cycle, addresses: [`cy@keel-${tag}-2.example`] })
    await expect(openCycle(ctx, { cycleId: more.id })).resolves.toBeUndefined()
    expect(await leftFor()).toEqual({ left: 0, of: 30 })
    const other = await raterAt(cycle, addresses[2] ?? '')
    await expect(passInvitationOn(other, { email: `bo@keel-${tag}-2.example` })).rejects.toThrow(
      refusal('passing.noMailLeft'),
    )
    expect((await printInvitation(other)).code).toMatch(/^[\w-]{32}$/)
  })
})

describeOnBothEngines('the database', () => {
  test('opens a session to nobody but whose link it is', async () => {
    const { cycle, ann, invitationId } = await oneAsked()
    const tokenHash = hashToken((await raterAt(cycle, ann, false)).code)
    const write = (passes: number) =>
      asRater({ invitationId, tokenHash }, (tx) =>
        tx.insert(raterSessions).values({
          ...{
            tokenHash: randomUUID(),
            invitationId,
            passes,
            expiresAt: new Date(Date.now() + 60_000),
          },
        }),
      )
    await expect(write(1)).rejects.toThrow()
    await write(0)
  })

  test('keeps what was passed on from everybody but the rater’s own door and the mail', async () => {
    const { cycle, ann, bo, invitationId } = await oneAsked()
    await passInvitationOn(await raterAt(cycle, ann), { email: bo })
    const read = sql`SELECT 1 FROM passed_invitation`
    await expect(asTenant(cycle.ctx, (tx) => tx.execute(read))).rejects.toThrow()
    await expect(asOperator((tx) => tx.execute(read))).rejects.toThrow()
    const links = sql`SELECT invitation_id FROM rater_link`
    await expect(asTenant(cycle.ctx, (tx) => tx.execute(links))).rejects.toThrow()
    const other = await oneAsked()
    const rows = await asRater({ invitationId: other.invitationId }, (tx) =>
      tx.select().from(passedInvitations),
    )
    expect(rows).toEqual([])
    expect(
      await asRater({ invitationId }, (tx) => tx.select().from(passedInvitations)),
    ).toMatchObject([{ email: bo, times: 1 }])
  })

  test.each([
    ['another domain', { email: 'bo@elsewhere.example', times: 1 }],
    ['two steps at once', { email: null, times: 2 }],
    ['a third time', { email: null, times: 3 }],
  ])('refuses %s', async (_, step) => {
    const { cycle, ann, invitationId } = await oneAsked()
    await raterAt(cycle, ann)
    await expect(pass(invitationId, step)).rejects.toThrow()
    await expect(pass(invitationId, { email: null, times: 1 })).resolves.not.toThrow()
  })

  test('refuses it after a Send, and to forget that one was made', async () => {
    const { cycle, ann, invitationId } = await oneAsked()
    await send(await raterAt(cycle, ann))
    await expect(pass(invitationId, { email: null, times: 1 })).rejects.toThrow()
    await asRater({ invitationId }, (tx) =>
      tx.delete(raterProgress).where(eq(raterProgress.invitationId, invitationId)),
    )
    await expect(pass(invitationId, { email: null, times: 1 })).rejects.toThrow()
  })

  test('forgets a colleague’s address four months after the cycle has closed, no sooner and once', async () => {
    const { cycle, ann, bo, invitationId } = await oneAsked()
    await passInvitationOn(await raterAt(cycle, ann), { email: bo })
    await closeCycle(cycle.ctx, { cycleId: cycle.id })
    const kept = async () =>
      (
        await asCourier((tx) =>
          tx
            .select({ email: passedInvitations.email })
            .from(passedInvitations)
            .where(and(inArray(passedInvitations.invitationId, [invitationId]))),
        )
      )[0]?.email
    const closedFor = (days: number) =>
      asTenant(cycle.ctx, (tx) =>
        tx.execute(
          sql`UPDATE rating_cycle SET closed_at = now() - make_interval(days => ${days}) WHERE id = ${cycle.id}`,
        ),
      )
    await closedFor(colleagueDays - 1)
    await sweepRaters()
    expect(await kept()).toBe(bo)
    await closedFor(colleagueDays + 1)
    await sweepRaters()
    expect(await kept()).toBeNull()
    const again = sql`UPDATE passed_invitation SET email = NULL RETURNING 1 AS one`
    expect(await asOperator((tx) => selectRows(tx, z.unknown(), again))).toEqual([])
  })
})

async function personAt(email: string) {
  return userContext(await makeUser({ email }))
}

const Invited = z.object({ rater_id: z.string() })

/** A row as the rater's own door would write it. */
async function pass(invitationId: string, step: { email: string | null; times: number }) {
  return asRater({ invitationId }, async (tx) => {
    const [row] = await selectRows(
      tx,
      Invited,
      sql`SELECT rater_id FROM rater_invitation WHERE id = ${invitationId}`,
    )
    await tx.insert(passedInvitations).values({
      ...{ invitationId, raterId: row?.rater_id ?? '', printed: false },
      ...step,
    })
  })
}
