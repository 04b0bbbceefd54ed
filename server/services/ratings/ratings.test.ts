import { randomUUID } from 'node:crypto'
import { eq, inArray, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { credentialVersions } from '@/server/db/schema/credentials'
import { raterProgress } from '@/server/db/schema/cycles'
import { rateLimits } from '@/server/db/schema/identity'
import { organizations } from '@/server/db/schema/organizations'
import {
  asCourier,
  asIdentity,
  asOperator,
  asPublisher,
  asTenant,
  selectRows,
} from '@/server/db/tenancy'
import { limits } from '@/server/domain/limits'
import { env } from '@/server/env'
import { revokeInvitation } from '@/server/services/cycles/change-invitation'
import { cancelCycle, closeCycle } from '@/server/services/cycles/end-cycle'
import { readCycle } from '@/server/services/cycles/read-cycle'
import { countWrongCode } from '@/server/services/limits/wrong-codes'
import {
  codeIn,
  endAt,
  invitationOf,
  machinists,
  mailedCodeIn,
  mailTo,
  makeCycle,
  onAnotherDevice,
  raterAt,
  raterContext,
} from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makeRelease, makeSubject, publishCohort } from '@/server/testing/published-factory'
import { checkCode } from './check-code'
import { declineInvitation } from './decline-invitation'
import { mailCode } from './mail-code'
import { mailNote } from './mail-note'
import type { RaterContext } from './rater-door'
import { readInvitation } from './read-invitation'
import { readPacket } from './read-packet'
import { readReceipt } from './read-receipt'
import { saveAnswers } from './save-answers'
import { startRating } from './start-rating'
import { submitRating } from './submit-rating'
import { unsubscribeRater } from './unsubscribe-rater'
import { withdrawRatings } from './withdraw-ratings'

const email = 'ann@acme.example'

const answers = [
  { field: 'role', answer: 'supervises' },
  { field: 'exposure', answer: 'few' },
  { field: 'i0', answer: '4' },
  { field: 'f0', answer: '2' },
  { field: 'i1', answer: '?' },
  { field: 'f1', answer: 'x' },
  { field: 'value', answer: '3' },
]

/** The secret that the asking device keeps. */
const device = 'd'.repeat(32)

/** Another code than this. */
const wrongFor = (code: string) => (code === 'ABCD-EFGH' ? 'ABCD-EFGJ' : 'ABCD-EFGH')

/** As many wrong codes as the site takes. */
async function spendWrongCodes(): Promise<void> {
  for (let at = 0; at < limits['wrong-code-site'].tries; at++) {
    await countWrongCode(raterContext('x'))
  }
}

const refused = (code: string) => expect.objectContaining({ name: 'DomainError', code })

async function packetOf(ctx: RaterContext) {
  return (await readPacket(ctx, { packetId: null })).id
}

async function send(ctx: RaterContext, taps = answers, clientKey: string = randomUUID()) {
  return submitRating(ctx, { packetId: await packetOf(ctx), clientKey, taps })
}

async function ledger(cycleId: string) {
  return asPublisher((tx) =>
    selectRows(
      tx,
      z.object({ fit: z.string(), importance: z.string(), value: z.number().nullable() }),
      sql`SELECT r.fit, s.importance, r.value FROM rating r
          JOIN requirement_statement s ON s.rater_id = r.rater_id AND s.client_key = r.client_key
          WHERE r.cycle_id = ${cycleId} ORDER BY r.submitted_at, r.id`,
    ),
  )
}

describeOnBothEngines('the rater', () => {
  const openCycle = () => makeCycle({ addresses: [email], open: true })

  it('is asked of an apprenticeship about its end, and of anything else about the start', async () => {
    const cycle = await openCycle()
    const rater = await raterAt(cycle, email)
    const asked = async () => {
      const packet = await readPacket(rater, { packetId: null })
      const copy = await readReceipt(rater, { packetId: null })
      return [packet.apprenticeship, copy.apprenticeship]
    }
    expect(await asked()).toEqual([false, false])
    await asTenant(cycle.ctx, (tx) =>
      tx
        .update(credentialVersions)
        .set({ kind: 'apprenticeship' })
        .where(inArray(credentialVersions.credentialId, [...cycle.credentialIds])),
    )
    expect(await asked()).toEqual([true, true])
  })

  it('is told who stores the answers, before and after they are sent', async () => {
    const rater = await raterAt(await openCycle(), email)
    const { OPERATOR_NAME } = env()
    expect((await readPacket(rater, { packetId: null })).operator).toBe(OPERATOR_NAME)
    expect((await readReceipt(rater, { packetId: null })).operator).toBe(OPERATOR_NAME)
  })

  it('goes from the mail to a receipt, and the rows hold exactly the answers', async () => {
    const cycle = await openCycle()
    const mail = await mailTo(cycle, email)
    expect(`/r/${codeIn(mail)}`.length).toBeLessThanOrEqual(40)
    const rater = await raterAt(cycle, email)
    const packet = await readPacket(rater, { packetId: null })
    expect(packet.questions.map((question) => question.name)).toEqual([
      'Competency 1',
      'Competency 2',
      'Competency 3',
    ])
    await send(rater)
    expect(await ledger(cycle.id)).toEqual([{ fit: '2x-', importance: '4?-', value: 3 }])
    const receipt = await readReceipt(rater, { packetId: null })
    expect(receipt.sent?.lines[0]).toMatchObject({ importance: '4', fit: '2', fitGroup: null })
  })

  it('reads beside the receipt what living groups of finished releases said', async () => {
    const cycle = await openCycle()
    const rater = await raterAt(cycle, email)
    await send(rater)
    await closeCycle(cycle.ctx, { cycleId: cycle.id })
    const subjectId = await makeSubject(machinists, cycle.credentialIds[0] ?? '')
    const now = new Date()
    const competencyId = cycle.competencyIds[0] ?? ''
    const fit = { subjectId, scale: 'fit', competencyId } as const
    const releases = [
      { no: 1, at: new Date(now.getTime() - 5 * 366 * 86_400_000) },
      { no: 2, at: now },
      { no: 3, at: now, finished: false },
    ] as const
    for (const release of releases) await makeRelease(release)
    const [old, finished, halfWritten] = releases
    await publishCohort({ ...fit, release: old, counts: [5, 0, 0, 0, 0] })
    await publishCohort({ ...fit, release: finished, counts: [0, 2, 3, 1, 0] })
    await publishCohort({ ...fit, release: halfWritten, counts: [0, 0, 0, 2, 5] })
    const { sent } = await readReceipt(rater, { packetId: null })
    expect(sent?.lines[0]?.fitGroup).toEqual({ employers: 6, counts: [0, 2, 3, 1, 0] })
  })

  it('spends nothing by opening the link, however often', async () => {
    const cycle = await openCycle()
    const rater = await raterAt(cycle, email, false)
    for (let time = 0; time < 3; time++) {
      expect(await readInvitation(rater)).toMatchObject({ state: 'open', started: false })
    }
    expect((await startRating(rater)).session).toMatch(/^[\w-]{32}$/)
    expect(await readInvitation(rater)).toMatchObject({ started: true, hasSession: false })
  })

  it('proves by the press on Start alone that its employer is reached at a domain of its own', async () => {
    const domain = `${randomUUID().slice(0, 8)}.example`
    const cycle = await makeCycle({ addresses: [`ann@${domain}`], open: true })
    const level = () =>
      asOperator((tx) =>
        tx
          .select({ verification: organizations.verification })
          .from(organizations)
          .where(eq(organizations.domain, domain)),
      )
    const rater = await raterAt(cycle, `ann@${domain}`, false)
    await readInvitation(rater)
    expect(await level()).toEqual([{ verification: 'V0' }])
    await startRating(rater)
    expect(await level()).toEqual([{ verification: 'V1' }])
  })

  it('pressed on twenty pages at once is one start, and the others are asked for a code', async () => {
    const cycle = await openCycle()
    const rater = await raterAt(cycle, email, false)
    const starts = await Promise.allSettled(Array.from({ length: 20 }, () => startRating(rater)))
    const begun = starts.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
    const others = starts.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
    expect(begun).toHaveLength(1)
    expect(others).toEqual(Array(19).fill(refused('unauthenticated')))
    await packetOf({ ...rater, session: begun[0]?.session ?? '' })
  })

  it('pressed twenty times on one page is one session', async () => {
    const cycle = await openCycle()
    const rater = await raterAt(cycle, email, false)
    const device = 'd'.repeat(32)
    const starts = await Promise.all(
      Array.from({ length: 20 }, () => startRating(rater, { device })),
    )
    expect(new Set(starts.map(({ session }) => session))).toEqual(new Set([device]))
    await packetOf({ ...rater, session: device })
    await expect(startRating(rater, { device: 'e'.repeat(32) })).rejects.toEqual(
      refused('unauthenticated'),
    )
  })

  it('gets a link of its own with every mail, and all of them open the same answers', async () => {
    const cycle = await openCycle()
    const first = await raterAt(cycle, email)
    const second = codeIn(await mailTo(cycle, email))
    expect(second).not.toBe(first.code)
    await saveAnswers(first, { packetId: await packetOf(first), taps: answers })
    const packet = await readPacket({ ...first, code: second }, { packetId: null })
    expect(packet.draft.importance).toBe('4?-')
  })

  it('loses no tap of two devices on one packet', async () => {
    const cycle = await openCycle()
    const phone = await raterAt(cycle, email)
    const desk = await onAnotherDevice(cycle, email, phone)
    const packetId = await packetOf(phone)
    await Promise.all([
      saveAnswers(phone, { packetId, taps: [{ field: 'i0', answer: '4' }] }),
      saveAnswers(desk, { packetId, taps: [{ field: 'i1', answer: '1' }] }),
      saveAnswers(phone, { packetId, taps: [{ field: 'f0', answer: '3' }] }),
      saveAnswers(desk, { packetId, taps: [{ field: 'i2', answer: '2' }] }),
    ])
    const { draft } = await readPacket(desk, { packetId })
    expect(draft).toMatchObject({ importance: '412', fit: '3--' })
  })

  describe('sending', () => {
    it('twice with one key is one row and the same answer', async () => {
      const cycle = await openCycle()
      const rater = await raterAt(cycle, email)
      const key = randomUUID()
      const once = await send(rater, answers, key)
      const twice = await send(rater, answers, key)
      expect(twice).toEqual({ ...once, again: true })
      const both = await Promise.all([send(rater, answers, key), send(rater, answers, key)])
      expect(both.map((each) => each.sentAt)).toEqual([once.sentAt, once.sentAt])
      expect(await ledger(cycle.id)).toHaveLength(1)
    })

    it('another body under the same key is a conflict and changes nothing', async () => {
      const cycle = await openCycle()
      const rater = await raterAt(cycle, email)
      const key = randomUUID()
      await send(rater, answers, key)
      await expect(send(rater, [{ field: 'i0', answer: '1' }], key)).rejects.toEqual(
        refused('conflict'),
      )
      expect((await readPacket(rater, { packetId: null })).draft.importance).toBe('4?-')
    })

    it('one key for two credentials is a conflict', async () => {
      const cycle = await makeCycle({ addresses: [email], credentials: 2, open: true })
      const rater = await raterAt(cycle, email)
      const key = randomUUID()
      await send(rater, answers, key)
      const { packets } = await readReceipt(rater, { packetId: null })
      const packetId = packets[1]?.id ?? ''
      await expect(
        submitRating(rater, { packetId, clientKey: key, taps: answers }),
      ).rejects.toEqual(refused('conflict'))
      expect(await ledger(cycle.id)).toHaveLength(1)
    })

    it('again with a new key changes the answer until the cycle closes', async () => {
      const cycle = await openCycle()
      const rater = await raterAt(cycle, email)
      await send(rater)
      await send(rater, [{ field: 'f0', answer: '4' }])
      expect((await readReceipt(rater, { packetId: null })).sent?.lines[0]?.fit).toBe('4')
      await closeCycle(cycle.ctx, { cycleId: cycle.id })
      await expect(send(rater)).rejects.toEqual(refused('conflict'))
    })

    it('is noted when it came first, and not again', async () => {
      const cycle = await openCycle()
      const rater = await raterAt(cycle, email)
      const { sentAt } = await send(rater)
      await send(rater, [{ field: 'f0', answer: '4' }])
      const noted = await asCourier((tx) =>
        tx
          .select({ sentAt: raterProgress.submittedAt })
          .from(raterProgress)
          .where(eq(raterProgress.cycleId, cycle.id)),
      )
      expect(noted).toEqual([{ sentAt }])
    })

    it('without having seen a holder sends importance only', async () => {
      const cycle = await openCycle()
      const rater = await raterAt(cycle, email)
      await send(rater, [...answers, { field: 'exposure', answer: 'none' }])
      expect(await ledger(cycle.id)).toEqual([{ fit: '---', importance: '4?-', value: null }])
    })

    it.each([
      [[], 'role'],
      [[{ field: 'role', answer: 'does' }], 'exposure'],
      [answers.slice(0, 2), 'i0'],
    ])('is refused while something is missing: %#', async (taps, field) => {
      const rater = await raterAt(await openCycle(), email)
      await expect(send(rater, taps)).rejects.toMatchObject({ code: 'invalid', field })
    })

    it.each([
      { field: 'i0', answer: '9' },
      { field: 'f0', answer: '5' },
      { field: 'i3', answer: '4' },
      { field: 'role', answer: 'owner' },
    ])('unknown levels are refused and nothing is kept: %o', async (tap) => {
      const rater = await raterAt(await openCycle(), email)
      const packetId = await packetOf(rater)
      const taps = [{ field: 'i1', answer: '4' }, tap]
      await expect(saveAnswers(rater, { packetId, taps })).rejects.toEqual(refused('invalid'))
      expect((await readPacket(rater, { packetId })).draft.importance).toBe('---')
    })

    it('leaves no level in audit, outbox or mail', async () => {
      const cycle = await openCycle()
      const rater = await raterAt(cycle, email)
      await send(rater)
      const rows = await asPublisher((tx) =>
        selectRows(
          tx,
          z.object({ payload: z.record(z.string(), z.unknown()) }),
          sql`SELECT payload FROM outbox`,
        ),
      )
      const invitationId = await invitationOf(cycle, email)
      expect(rows.filter(({ payload }) => payload.invitationId === invitationId)).toEqual([
        { payload: { template: 'rater-invitation', invitationId } },
      ])
      expect(JSON.stringify(rows)).not.toMatch(/4\?-|2x-|"code"|token/)
    })
  })

  describe('a note that answers are in', () => {
    it('is mailed when it is asked for, once a day, without a level', async () => {
      const cycle = await openCycle()
      const rater = await raterAt(cycle, email)
      await send(rater)
      await mailNote(rater)
      const mail = await mailTo(cycle, email, 'rater-note')
      expect(mail?.subject).toContain('Certificate 1')
      expect(mail?.text).not.toMatch(/Must have|Close|Preferred/)
      const second = { ...rater, code: codeIn(await mailTo(cycle, email)) }
      await expect(mailNote(second)).rejects.toEqual(refused('limit_reached'))
    })

    it('is refused where nothing was sent, and to a device that did not start', async () => {
      const cycle = await openCycle()
      const rater = await raterAt(cycle, email)
      await expect(mailNote(rater)).rejects.toEqual(refused('conflict'))
      await send(rater)
      await expect(mailNote(raterContext(rater.code))).rejects.toEqual(refused('unauthenticated'))
      await withdrawRatings(rater)
      await expect(mailNote(rater)).rejects.toEqual(refused('conflict'))
    })
  })

  describe('a link', () => {
    it('nobody minted is not found', async () => {
      const guess = raterContext('A'.repeat(32))
      for (const attempt of [
        () => readInvitation(guess),
        () => startRating(guess),
        () => readPacket(guess, { packetId: null }),
        () => withdrawRatings(guess),
        () => declineInvitation(guess),
        () => unsubscribeRater(guess),
        () => mailCode(guess, { device }),
        () => checkCode(guess, { typed: 'ABCD-EFGH', device }),
      ]) {
        await expect(attempt()).rejects.toEqual(refused('not_found'))
      }
    })

    it('opens no answers on a device that did not start, even before any are there', async () => {
      const cycle = await openCycle()
      const stranger = await raterAt(cycle, email, false)
      await expect(readPacket(stranger, { packetId: null })).rejects.toEqual(
        refused('unauthenticated'),
      )
      await expect(readReceipt(stranger, { packetId: null })).rejects.toEqual(
        refused('unauthenticated'),
      )
      await expect(withdrawRatings(stranger)).rejects.toEqual(refused('unauthenticated'))
    })

    it('started elsewhere asks any other device for a code, also before anything was answered', async () => {
      const cycle = await openCycle()
      const first = await raterAt(cycle, email)
      const other = raterContext(codeIn(await mailTo(cycle, email)))
      expect(await readInvitation(other)).toMatchObject({ started: true, hasSession: false })
      await expect(startRating(other)).rejects.toEqual(refused('unauthenticated'))
      await declineInvitation(first)
      await expect(startRating(other)).rejects.toEqual(refused('unauthenticated'))
      await withdrawRatings(first)
      await expect(startRating(other)).rejects.toEqual(refused('unauthenticated'))
      await packetOf(await onAnotherDevice(cycle, email, other))
    })

    it('first opened with a code is started by it, and sends like any other', async () => {
      const cycle = await openCycle()
      const coded = await onAnotherDevice(cycle, email, await raterAt(cycle, email, false))
      await send(coded)
      expect((await readReceipt(coded, { packetId: null })).sent).not.toBeNull()
      await expect(startRating(raterContext(coded.code))).rejects.toEqual(
        refused('unauthenticated'),
      )
    })

    it('of a later cycle shows nothing of what its rater answered before', async () => {
      const before = await openCycle()
      const old = await raterAt(before, email)
      const again = await makeCycle({ ctx: before.ctx, addresses: [email], open: true })
      const fresh = async () => {
        const rater = await raterAt(again, email)
        return {
          rater,
          read: [
            await readPacket(rater, { packetId: null }),
            await readReceipt(rater, { packetId: null }),
          ],
        }
      }
      await send(old)
      const { rater, read } = await fresh()
      expect(read[0]).toMatchObject({
        sentBefore: false,
        draft: { role: null, importance: '---', fit: '---' },
      })
      expect(read[1]).toMatchObject({ sent: null, packets: [{ sent: false }] })
      const carried = { ...raterContext(rater.code), session: old.session }
      await expect(readPacket(carried, { packetId: null })).rejects.toEqual(
        refused('unauthenticated'),
      )
      await expect(readReceipt(carried, { packetId: null })).rejects.toEqual(
        refused('unauthenticated'),
      )
    })

    it('used elsewhere asks a new device for a mailed code, and only that code opens it', async () => {
      const cycle = await openCycle()
      const first = await raterAt(cycle, email)
      await saveAnswers(first, { packetId: await packetOf(first), taps: answers })
      const other = raterContext(first.code)
      await expect(startRating(other)).rejects.toEqual(refused('unauthenticated'))
      await mailCode(other, { device })
      expect((await checkCode(other, { typed: '', device })).session).toBeNull()
      const mail = await mailTo(cycle, email, 'rater-code')
      const code = mailedCodeIn(mail?.subject ?? '')
      expect((await checkCode(other, { typed: wrongFor(code), device })).session).toBeNull()
      const { session } = await checkCode(other, { typed: code.toLowerCase(), device })
      const packet = await readPacket({ ...other, session: session ?? '' }, { packetId: null })
      expect(packet.draft.importance).toBe('4?-')
      expect((await checkCode(other, { typed: code, device })).session).toBeNull()
    })

    it('takes a code on the device alone that asked, and from another does not even count a guess', async () => {
      const cycle = await openCycle()
      const first = await raterAt(cycle, email)
      const other = raterContext(first.code)
      await mailCode(other, { device })
      const code = mailedCodeIn((await mailTo(cycle, email, 'rater-code'))?.subject ?? '')
      const elsewhere = 'e'.repeat(32)
      for (let guess = 0; guess < 6; guess++) {
        expect((await checkCode(other, { typed: code, device: elsewhere })).session).toBeNull()
      }
      expect((await checkCode(other, { typed: code, device })).session).not.toBeNull()
    })

    it('lets a mail take one guess while too many wrong codes are typed anywhere', async () => {
      const cycle = await openCycle()
      const first = await raterAt(cycle, email)
      const other = raterContext(first.code)
      await spendWrongCodes()
      await mailCode(other, { device })
      const code = mailedCodeIn((await mailTo(cycle, email, 'rater-code'))?.subject ?? '')
      expect((await checkCode(other, { typed: wrongFor(code), device })).session).toBeNull()
      await expect(checkCode(other, { typed: code, device })).rejects.toEqual(
        refused('limit_reached'),
      )
      await mailCode(other, { device })
      const again = mailedCodeIn((await mailTo(cycle, email, 'rater-code'))?.subject ?? '')
      expect((await checkCode(other, { typed: again, device })).session).not.toBeNull()
      await asIdentity({}, (tx) => tx.delete(rateLimits))
    })

    it('asks for no more than a few codes', async () => {
      const rater = await raterAt(await openCycle(), email)
      for (let time = 0; time < 5; time++) await mailCode(rater, { device })
      await expect(mailCode(rater, { device })).rejects.toEqual(refused('limit_reached'))
    })

    it('that was taken back stops working, also for whoever has started', async () => {
      const cycle = await openCycle()
      const rater = await raterAt(cycle, email)
      await send(rater)
      await revokeInvitation(cycle.ctx, {
        cycleId: cycle.id,
        invitationId: await invitationOf(cycle, email),
      })
      expect((await readInvitation(rater)).state).toBe('revoked')
      await expect(readPacket(rater, { packetId: null })).rejects.toEqual(refused('forbidden'))
      await expect(startRating(rater)).rejects.toEqual(refused('forbidden'))
      expect(await mailTo(cycle, email)).toBeNull()
      expect(await withdrawRatings(rater)).toEqual({ withdrawn: 1 })
    })

    it('that is too old stops working', async () => {
      const cycle = await openCycle()
      const rater = await raterAt(cycle, email)
      await asCourier((tx) => tx.execute(sql`UPDATE rater_link SET expires_at = now()`))
      expect((await readInvitation(rater)).state).toBe('expired')
      await expect(startRating(rater)).rejects.toEqual(refused('forbidden'))
      await expect(send({ ...rater })).rejects.toEqual(refused('forbidden'))
    })

    it('of a closed cycle takes nothing, but shows the rater the own copy', async () => {
      const cycle = await openCycle()
      const rater = await raterAt(cycle, email)
      await send(rater)
      await endAt(cycle, '-1 minute')
      expect((await readInvitation(rater)).state).toBe('closed')
      await expect(startRating(rater)).rejects.toEqual(refused('conflict'))
      await expect(saveAnswers(rater, { packetId: randomUUID(), taps: [] })).rejects.toEqual(
        refused('conflict'),
      )
      expect((await readReceipt(rater, { packetId: null })).sent).not.toBeNull()
    })

    it('of a cancelled cycle says so and takes nothing', async () => {
      const cycle = await openCycle()
      const rater = await raterAt(cycle, email)
      await cancelCycle(cycle.ctx, { cycleId: cycle.id })
      expect((await readInvitation(rater)).state).toBe('cancelled')
      await expect(startRating(rater)).rejects.toEqual(refused('conflict'))
      expect(await mailTo(cycle, email)).toBeNull()
    })

    it('never opens the packet of another rater', async () => {
      const one = await openCycle()
      const two = await openCycle()
      const mine = await raterAt(one, email)
      const foreign = await packetOf(await raterAt(two, email))
      await expect(readPacket(mine, { packetId: foreign })).rejects.toEqual(refused('not_found'))
      await expect(saveAnswers(mine, { packetId: foreign, taps: [] })).rejects.toEqual(
        refused('not_found'),
      )
      await expect(
        submitRating(mine, { packetId: foreign, clientKey: randomUUID(), taps: answers }),
      ).rejects.toEqual(refused('not_found'))
    })
  })

  it('withdraws: the rows are gone, and the asker sees no difference', async () => {
    const cycle = await openCycle()
    const rater = await raterAt(cycle, email)
    await send(rater)
    const before = await readCycle(cycle.ctx, { cycleId: cycle.id })
    expect(await withdrawRatings(rater)).toEqual({ withdrawn: 1 })
    expect(await ledger(cycle.id)).toEqual([])
    expect(await readCycle(cycle.ctx, { cycleId: cycle.id })).toEqual(before)
    expect((await readPacket(rater, { packetId: null })).draft.role).toBeNull()
  })

  it('declines after a Send without any change for the asker, and gets no more mail', async () => {
    const cycle = await openCycle()
    const rater = await raterAt(cycle, email)
    await send(rater)
    await declineInvitation(rater)
    expect((await readInvitation(rater)).declined).toBe(true)
    expect((await readCycle(cycle.ctx, { cycleId: cycle.id })).invitations[0]?.delivery).toBe(
      'sent',
    )
    expect(await mailTo(cycle, email)).toBeNull()
    await startRating(rater)
    expect((await readInvitation(rater)).declined).toBe(false)
    expect(await mailTo(cycle, email)).not.toBeNull()
  })

  it('declines, is shown as declined, and may still start, which the asker is not told', async () => {
    const cycle = await openCycle()
    const rater = await raterAt(cycle, email, false)
    await declineInvitation(rater)
    const delivery = async () =>
      (await readCycle(cycle.ctx, { cycleId: cycle.id })).invitations[0]?.delivery
    expect(await delivery()).toBe('declined')
    expect(await mailTo(cycle, email)).toBeNull()
    await startRating(rater)
    expect(await delivery()).toBe('declined')
  })

  it('unsubscribes and gets no mail of another asker either', async () => {
    const address = 'quiet@acme.example'
    const one = await makeCycle({ addresses: [address], open: true })
    await unsubscribeRater(await raterAt(one, address, false))
    const two = await makeCycle({ addresses: [address], open: true })
    expect(await mailTo(two, address)).toBeNull()
    expect((await readCycle(two.ctx, { cycleId: two.id })).invitations[0]?.delivery).toBe(
      'declined',
    )
  })

  it('is offered the next credential with what it already said about the job', async () => {
    const cycle = await makeCycle({ addresses: [email], credentials: 2, open: true })
    const rater = await raterAt(cycle, email)
    await send(rater)
    const { packets } = await readReceipt(rater, { packetId: null })
    expect(packets.map((each) => [each.credential, each.sent])).toEqual([
      ['Certificate 1', true],
      ['Certificate 2', false],
    ])
    const next = await readPacket(rater, { packetId: packets[1]?.id ?? null })
    expect(next.draft).toMatchObject({
      role: 'supervises',
      exposure: null,
      importance: '4?-',
      fit: '---',
    })
  })
})
