import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { ownWords } from '@/server/db/schema/ratings'
import { asCourier, asPublisher, asRater, asTenant } from '@/server/db/tenancy'
import { cancelCycle, closeCycle } from '@/server/services/cycles/end-cycle'
import { acceptAddress } from '@/server/services/organizations/accept-address'
import { listForeignAddresses } from '@/server/services/organizations/list-foreign-addresses'
import { reviewOfferedWords } from '@/server/services/releases/review-offered-words'
import { showOfferedWords } from '@/server/services/releases/show-offered-words'
import { listOfferedWords } from '@/server/services/requirements/list-offered-words'
import { listWaitingWords } from '@/server/services/requirements/list-waiting-words'
import { machinists, makeCycle, raterAt, type TestCycle } from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { offerAndLetThrough } from '@/server/testing/offered-words-factory'
import {
  makeOrganization,
  operatorContext,
  orgContext,
} from '@/server/testing/organizations-factory'
import { refusal } from '@/server/testing/refusal'
import type { RaterContext } from './rater-door'
import { readPacket } from './read-packet'
import { readReceipt } from './read-receipt'
import { saveAnswers } from './save-answers'
import { submitRating } from './submit-rating'
import { withdrawRatings } from './withdraw-ratings'

const answered = [
  { field: 'role', answer: 'supervises' },
  { field: 'exposure', answer: 'few' },
  { field: 'i0', answer: '4' },
]
const line = (text: string, offered = false) => [
  { field: 'forgotten', answer: text },
  { field: 'offered', answer: offered ? 'yes' : 'no' },
]

async function send(rater: RaterContext, taps: { field: string; answer: string }[]) {
  const { id: packetId } = await readPacket(rater, { packetId: null })
  const clientKey = randomUUID()
  const input = { packetId, clientKey, taps: [...answered, ...taps] }
  await submitRating(rater, input)
  return input
}

/** A cycle that asks so many confirmed employers. */
async function asking(employers: number, like?: TestCycle) {
  const tag = randomUUID().slice(0, 8)
  const addresses: string[] = []
  for (let at = 0; at < employers; at++) {
    const domain = `keel-${tag}-${at}.example`
    await makeOrganization({ kind: 'employer', verification: 'V2', domain })
    addresses.push(`ann@${domain}`)
  }
  const cycle = await makeCycle({ addresses, open: true, ...(like ? { ctx: like.ctx, like } : {}) })
  return { cycle, addresses, tag }
}

/** Closes it, yesterday. */
async function closedYesterday(cycle: TestCycle) {
  await closeCycle(cycle.ctx, { cycleId: cycle.id })
  await asTenant(cycle.ctx, (tx) =>
    tx.execute(
      sql`UPDATE rating_cycle SET closed_at = now() - interval '25 hours' WHERE id = ${cycle.id}`,
    ),
  )
}

const waiting = async (tag: string) =>
  (await listWaitingWords(await operatorContext())).filter(({ text }) => text.includes(tag))

async function letAllThrough(tag: string) {
  for (const { id, text } of await waiting(tag)) {
    await reviewOfferedWords(await operatorContext(), { id, verdict: 'let_through', text })
  }
}

async function shown(tag: string) {
  const editor = await orgContext({ kind: 'provider', verification: 'V2' })
  return (await listOfferedWords(editor)).filter(({ text }) => text.includes(tag))
}

/** The lines as the owner of the tables reads them. */
async function kept(rater: RaterContext) {
  const { sent } = await readReceipt(rater, { packetId: null })
  return { forgotten: sent?.forgotten, offered: sent?.offered }
}

describeOnBothEngines('what a rater finds missing', () => {
  test('is saved with the taps, sent with Send, kept once, and gone with them', async () => {
    const { cycle, addresses, tag } = await asking(1)
    const rater = await raterAt(cycle, addresses[0] ?? '')
    const { id: packetId } = await readPacket(rater, { packetId: null })
    await saveAnswers(rater, { packetId, taps: line(`Reads a gauge ${tag}`) })
    expect((await readPacket(rater, { packetId: null })).draft).toMatchObject({
      ...{ forgotten: `Reads a gauge ${tag}`, offered: false },
    })
    await send(rater, [])
    expect(await kept(rater)).toEqual({ forgotten: `Reads a gauge ${tag}`, offered: false })
    const input = await send(rater, line(`Reads two gauges ${tag}`, true))
    expect(await kept(rater)).toEqual({ forgotten: `Reads two gauges ${tag}`, offered: true })
    expect((await submitRating(rater, input)).again).toBe(true)
    await expect(
      submitRating(rater, { ...input, taps: [...input.taps, ...line(`Another ${tag}`)] }),
    ).rejects.toThrow(refusal('ratings.sentOtherwise'))
    expect(await kept(rater)).toEqual({ forgotten: `Reads two gauges ${tag}`, offered: true })
    await withdrawRatings(rater)
    await closedYesterday(cycle)
    expect(await waiting(tag)).toEqual([])
  })

  test('is taken back by sending none', async () => {
    const { cycle, addresses, tag } = await asking(1)
    const rater = await raterAt(cycle, addresses[0] ?? '')
    await send(rater, line(`Reads a gauge ${tag}`, true))
    await send(rater, line('', true))
    expect(await kept(rater)).toMatchObject({ forgotten: '' })
  })

  test('waits for the operator from the day after its cycle has closed, when it was offered', async () => {
    const { cycle, addresses, tag } = await asking(2)
    const [one = '', two = ''] = addresses
    await send(await raterAt(cycle, one), line(`Offered ${tag}`, true))
    await send(await raterAt(cycle, two), line(`Kept ${tag}`))
    expect(await waiting(tag)).toEqual([])
    await closeCycle(cycle.ctx, { cycleId: cycle.id })
    expect(await waiting(tag)).toEqual([])
    await asTenant(cycle.ctx, (tx) =>
      tx.execute(
        sql`UPDATE rating_cycle SET closed_at = now() - interval '25 hours' WHERE id = ${cycle.id}`,
      ),
    )
    expect((await waiting(tag)).map(({ text }) => text)).toEqual([`Offered ${tag}`])
  })

  test('never waits of a cycle that was called off', async () => {
    const { cycle, addresses, tag } = await asking(1)
    await send(await raterAt(cycle, addresses[0] ?? ''), line(`Offered ${tag}`, true))
    await cancelCycle(cycle.ctx, { cycleId: cycle.id })
    await asTenant(cycle.ctx, (tx) =>
      tx.execute(
        sql`UPDATE rating_cycle SET closed_at = now() - interval '25 hours' WHERE id = ${cycle.id}`,
      ),
    )
    expect(await waiting(tag)).toEqual([])
  })

  test('is shown once five employers of one asker’s closed cycles have offered one; four of another and own pages do not fill up', async () => {
    const first = await asking(3)
    const { tag } = first
    const second = await asking(2, first.cycle)
    const other = await asking(4)
    for (const { cycle, addresses } of [first, second, other]) {
      for (const [at, address] of addresses.entries()) {
        const whose = cycle === other.cycle ? 'other' : cycle === second.cycle ? 'second' : 'first'
        await send(await raterAt(cycle, address), line(`${whose} ${at} ${tag}`, true))
      }
    }
    await offerAndLetThrough(machinists, `own page ${tag}`)
    await closedYesterday(first.cycle)
    await closedYesterday(other.cycle)
    await letAllThrough(tag)
    await showOfferedWords(new Date())
    expect(await shown(tag)).toEqual([])

    await closedYesterday(second.cycle)
    await letAllThrough(tag)
    await showOfferedWords(new Date())
    const texts = (await shown(tag)).map(({ text }) => text).sort()
    expect(texts).toEqual(
      ['first 0', 'first 1', 'first 2', 'second 0', 'second 1'].map((text) => `${text} ${tag}`),
    )

    const third = await asking(4, first.cycle)
    for (const [at, address] of third.addresses.entries()) {
      await send(await raterAt(third.cycle, address), line(`third ${at} ${tag}`, true))
    }
    await closedYesterday(third.cycle)
    await letAllThrough(tag)
    await showOfferedWords(new Date())
    expect(await shown(tag)).toHaveLength(5)
  })

  test('fills up no five from addresses that do not speak for their employers, until each is accepted', async () => {
    const tag = randomUUID().slice(0, 8)
    const addresses: string[] = []
    for (let at = 0; at < 5; at++) {
      const domain = `keel-${tag}-${at}.example`
      const name = `Maker ${tag} ${at}`
      await makeOrganization({ kind: 'employer', verification: 'V2', domain, name })
      addresses.push(at === 0 ? `ann@${domain}` : `m-${tag}-${at}@gmail.com,${name}`)
    }
    const cycle = await makeCycle({ addresses, open: true })
    for (const [at, address] of addresses.entries()) {
      const rater = await raterAt(cycle, address.split(',')[0] ?? '')
      await send(rater, line(`Line ${at} ${tag}`, true))
    }
    await closedYesterday(cycle)
    await letAllThrough(tag)
    await showOfferedWords(new Date())
    expect(await shown(tag)).toEqual([])

    const operator = await operatorContext()
    const foreign = (await listForeignAddresses(operator)).filter((each) =>
      each.employer.includes(tag),
    )
    expect(foreign).toHaveLength(4)
    for (const [at, { invitationId }] of foreign.entries()) {
      await acceptAddress(operator, { invitationId, note: 'known to us' })
      await showOfferedWords(new Date())
      expect(await shown(tag)).toHaveLength(at < 3 ? 0 : 5)
    }
  })

  test('is not shown while the answers it came with are held', async () => {
    const { cycle, addresses, tag } = await asking(5)
    for (const address of addresses) {
      await send(await raterAt(cycle, address), line(`${address} ${tag}`, true))
    }
    await closedYesterday(cycle)
    await letAllThrough(tag)
    const hold = (review: 'held' | null) =>
      asPublisher((tx) =>
        tx.execute(sql`UPDATE rating SET review = ${review} WHERE id IN (
          SELECT id FROM rating WHERE cycle_id = ${cycle.id} ORDER BY id LIMIT 1)`),
      )
    await hold('held')
    await showOfferedWords(new Date())
    expect(await shown(tag)).toEqual([])
    await hold(null)
    await showOfferedWords(new Date())
    expect(await shown(tag)).toHaveLength(5)
  })

  test('counts a legal employer once, whoever of it answers', async () => {
    const tag = randomUUID().slice(0, 8)
    const domain = `one-${tag}.example`
    await makeOrganization({ kind: 'employer', verification: 'V2', domain })
    const five = ['ann', 'bo', 'cy', 'di', 'ed'].map((who) => `${who}@${domain}`)
    const board = await makeCycle({ addresses: five, open: true })
    for (const address of five) {
      await send(await raterAt(board, address), line(`${address} ${tag}`, true))
    }
    await closedYesterday(board)
    await letAllThrough(tag)
    await showOfferedWords(new Date())
    expect(await shown(tag)).toEqual([])
  })

  test('is read by no door but its writer’s while the cycle is open, reviewed by nobody', async () => {
    const { cycle, addresses, tag } = await asking(1)
    const rater = await raterAt(cycle, addresses[0] ?? '')
    await send(rater, line(`Offered ${tag}`, true))
    const mine = eq(ownWords.cycleId, cycle.id)
    const any = sql`SELECT 1 FROM own_words WHERE cycle_id = ${cycle.id}`
    for (const door of [
      () => asTenant(cycle.ctx, (tx) => tx.execute(any)),
      () => asCourier((tx) => tx.execute(any)),
    ]) {
      await expect(door()).rejects.toThrow()
    }
    expect(await waiting(tag)).toEqual([])
    const published = await asPublisher((tx) =>
      tx.update(ownWords).set({ review: 'let_through' }).where(mine).returning({ id: ownWords.id }),
    )
    expect(published).toEqual([])
    expect(await asRater({}, (tx) => tx.select().from(ownWords).where(mine))).toEqual([])
  })

  test.each([
    ['another employer', { organizationId: randomUUID() }],
    ['another cycle', { cycleId: randomUUID() }],
    ['another occupation', { occupationId: 'soc2018:29-1141' }],
    ['a review of its own', { review: 'let_through' as const }],
  ])('the database refuses one with %s', async (_, forged) => {
    const { cycle, addresses } = await asking(1)
    const rater = await raterAt(cycle, addresses[0] ?? '')
    const { id: packetId } = await readPacket(rater, { packetId: null })
    await send(rater, line('A line'))
    const [row] = await asCourier((tx) =>
      tx.execute(
        sql`SELECT id, rater_id, employer_id FROM rater_invitation WHERE cycle_id = ${cycle.id}`,
      ),
    ).then(({ rows }) => rows as { id: string; rater_id: string; employer_id: string }[])
    if (!row) throw new Error('Nobody is invited.')
    const who = { invitationId: row.id, raterId: row.rater_id }
    const plain = {
      ...{ id: randomUUID(), organizationId: row.employer_id, raterId: row.rater_id, packetId },
      ...{ cycleId: cycle.id, occupationId: machinists, text: 'A line', offered: true },
    }
    const write = (values: typeof ownWords.$inferInsert) =>
      asRater(who, async (tx) => {
        await tx.delete(ownWords).where(eq(ownWords.packetId, packetId))
        await tx.insert(ownWords).values(values)
      })
    await expect(write({ ...plain, ...forged })).rejects.toThrow()
    await write(plain)
  })
})
