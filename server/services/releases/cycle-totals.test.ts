import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { database } from '@/server/db/client'
import { raterInvitations } from '@/server/db/schema/cycles'
import { organizations } from '@/server/db/schema/organizations'
import { asCourier, asOperator, asTenant } from '@/server/db/tenancy'
import { cancelCycle, closeCycle } from '@/server/services/cycles/end-cycle'
import { listCycles } from '@/server/services/cycles/list-cycles'
import { readCycle } from '@/server/services/cycles/read-cycle'
import { makeCycle, type TestCycle } from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makeOrganization } from '@/server/testing/organizations-factory'
import { writeCycleTotals } from './write-cycle-totals'

const OPENED = '2026-03-04T15:00:00Z'
const SUNDAY = '2026-03-08T06:00:00.000Z'
/** The clock goes forward on that Sunday. */
const NEXT_SUNDAY = '2026-03-15T05:00:00.000Z'
const CLOSING = '2026-03-21T05:00:00.000Z'

type Firm = { id: string; email: string }

/** An employer whose record was made, or confirmed, at a moment of the story. */
async function firm(
  overrides: Parameters<typeof makeOrganization>[0] = {},
  confirmedAt?: string,
): Promise<Firm> {
  const domain = `${randomUUID().slice(0, 12)}.example`
  const { id } = await makeOrganization({
    kind: 'employer',
    verification: confirmedAt ? 'V0' : 'V2',
    domain,
    ...overrides,
  })
  await since(id, '2026-01-01T00:00:00Z')
  if (confirmedAt) {
    await asOperator((tx) =>
      tx.update(organizations).set({ verification: 'V2' }).where(eq(organizations.id, id)),
    )
    await since(id, confirmedAt)
  }
  return { id, email: `hr@${domain}` }
}

/** Moves what the record says now to then. */
async function since(id: string, at: string): Promise<void> {
  await (await database()).withOwner(({ query }) =>
    query(
      `UPDATE employer_record SET since = $2 WHERE organization_id = $1
         AND since = (SELECT max(since) FROM employer_record WHERE organization_id = $1)`,
      [id, at],
    ),
  )
}

async function firms(count: number): Promise<Firm[]> {
  return Promise.all(Array.from({ length: count }, () => firm()))
}

/** Opened on a Wednesday in March, mails gone out, closing on Friday the 20th in Chicago. */
async function opened(of: readonly Firm[]): Promise<TestCycle> {
  const cycle = await makeCycle({ addresses: of.map(({ email }) => email), open: true })
  await asTenant(cycle.ctx, async (tx) => {
    await tx.execute(
      sql`UPDATE rating_cycle SET opens_at = ${OPENED}, closes_at = ${CLOSING} WHERE id = ${cycle.id}`,
    )
    await tx.execute(
      sql`UPDATE rater_invitation SET delivery = 'sent', sent_at = ${OPENED} WHERE cycle_id = ${cycle.id}`,
    )
  })
  return cycle
}

async function answers(cycle: TestCycle, of: readonly Firm[], at: string | null): Promise<void> {
  await asCourier(async (tx) => {
    for (const { email } of of) {
      await tx.execute(sql`
        INSERT INTO rater_progress (invitation_id, rater_id, cycle_id, started_at, submitted_at)
        SELECT id, rater_id, cycle_id, ${OPENED}::timestamptz, ${at} FROM rater_invitation
        WHERE cycle_id = ${cycle.id} AND email = ${email}
        ON CONFLICT (invitation_id) DO UPDATE SET submitted_at = excluded.submitted_at`)
    }
  })
}

const told = async (cycle: TestCycle) => {
  const { answered } = await readCycle(cycle.ctx, { cycleId: cycle.id })
  const [listed] = (await listCycles(cycle.ctx)).filter((each) => each.id === cycle.id)
  expect(listed?.answered).toEqual(answered)
  return answered.asOf ? `${answered.asOf.toISOString()} ${answered.band}` : null
}

async function closed(cycle: TestCycle, at = CLOSING): Promise<void> {
  await closeCycle(cycle.ctx, { cycleId: cycle.id })
  await asTenant(cycle.ctx, (tx) =>
    tx.execute(sql`UPDATE rating_cycle SET closed_at = ${at} WHERE id = ${cycle.id}`),
  )
}

const LATE = new Date('2026-04-20T00:00:00Z')

describeOnBothEngines('how many employers have answered', () => {
  test('is said once, when the planned last day is over, in a band', async () => {
    const asked = await firms(6)
    const cycle = await opened(asked)
    await answers(cycle, asked.slice(0, 5), '2026-03-05T12:00:00Z')
    await writeCycleTotals(new Date(NEXT_SUNDAY))
    expect(await told(cycle)).toBeNull()
    await closed(cycle, '2026-03-10T12:00:00Z')
    await writeCycleTotals(new Date('2026-03-21T04:59:00Z'))
    expect(await told(cycle)).toBeNull()
    await writeCycleTotals(new Date(CLOSING))
    expect(await told(cycle)).toBe(`${CLOSING} 5to9`)
    await answers(cycle, asked, null)
    expect(await writeCycleTotals(LATE)).toBe(0)
    expect(await told(cycle)).toBe(`${CLOSING} 5to9`)
  })

  test('counts what was sent before each Sunday of the zone, whenever the job runs', async () => {
    const asked = await firms(11)
    const cycle = await opened(asked)
    expect((await readCycle(cycle.ctx, { cycleId: cycle.id })).answered.weekly).toBe(true)
    await answers(cycle, asked.slice(0, 5), '2026-03-08T05:59:00Z')
    await answers(cycle, asked.slice(5, 10), '2026-03-08T06:01:00Z')
    await writeCycleTotals(new Date('2026-03-09T20:00:00Z'))
    expect(await told(cycle)).toBe(`${SUNDAY} 5to9`)
    await writeCycleTotals(new Date('2026-03-16T09:00:00Z'))
    expect(await told(cycle)).toBe(`${NEXT_SUNDAY} 10to19`)
    await answers(cycle, asked, null)
    await closed(cycle)
    await writeCycleTotals(LATE)
    expect(await told(cycle)).toBe(`${CLOSING} 10to19`)
  })

  test('is said on no Sunday where fewer than ten are reached, which a decline does not tell', async () => {
    const asked = await firms(10)
    const cycle = await opened(asked)
    const before = await readCycle(cycle.ctx, { cycleId: cycle.id })
    await asTenant(cycle.ctx, (tx) =>
      tx
        .update(raterInvitations)
        .set({ delivery: 'declined' })
        .where(eq(raterInvitations.email, asked[0]?.email ?? '')),
    )
    const after = await readCycle(cycle.ctx, { cycleId: cycle.id })
    const others = ({ invitations, ...rest }: typeof before) => ({
      ...rest,
      invitations: invitations.filter((row) => row.email !== asked[0]?.email),
    })
    expect(others(after)).toEqual(others(before))
    await writeCycleTotals(new Date(NEXT_SUNDAY))
    expect(await told(cycle)).toBeNull()
  })

  test('counts confirmed employers, once each, and addresses that speak for them', async () => {
    const asked = await firms(4)
    const parent = await firm()
    const [site, other] = [await firm({ parentId: parent.id }), await firm({ parentId: parent.id })]
    const unconfirmed = await firm({ verification: 'V0' })
    const late = await firm({}, '2026-03-25T00:00:00Z')
    const stranger = { ...(await firm()), email: `someone@${randomUUID().slice(0, 8)}.example` }
    const all = [...asked, site, other, unconfirmed, late]
    const cycle = await opened(all)
    await asTenant(cycle.ctx, (tx) =>
      tx
        .update(raterInvitations)
        .set({ employerId: stranger.id, email: stranger.email })
        .where(eq(raterInvitations.email, asked[3]?.email ?? '')),
    )
    expect((await readCycle(cycle.ctx, { cycleId: cycle.id })).invitedEmployers).toBe(7)
    await answers(cycle, [...all.filter((each) => each !== asked[3]), stranger], OPENED)
    await closed(cycle)
    await writeCycleTotals(LATE)
    expect(await told(cycle)).toBe(`${CLOSING} under5`)
  })

  test('counts who was confirmed before it closed with the closing day', async () => {
    const asked = [...(await firms(10)), await firm({}, '2026-03-12T00:00:00Z')]
    const cycle = await opened(asked)
    await answers(cycle, asked.slice(-5), OPENED)
    await writeCycleTotals(new Date(NEXT_SUNDAY))
    expect(await told(cycle)).toBe(`${NEXT_SUNDAY} under5`)
    await closed(cycle)
    await writeCycleTotals(LATE)
    expect(await told(cycle)).toBe(`${CLOSING} 5to9`)
  })

  test('moves with an extended last day, and is not said of a cycle that was called off', async () => {
    const asked = await firms(5)
    const extended = await opened(asked)
    await asTenant(extended.ctx, (tx) =>
      tx.execute(
        sql`UPDATE rating_cycle SET closes_at = '2026-04-25T05:00:00Z' WHERE id = ${extended.id}`,
      ),
    )
    const off = await opened(await firms(10))
    await cancelCycle(off.ctx, { cycleId: off.id })
    await writeCycleTotals(LATE)
    expect(await told(extended)).toBeNull()
    expect(await told(off)).toBeNull()
  })

  test('counts as one employer what was merged into another, invited and answered alike', async () => {
    const [kept, gone, ...others] = await firms(6)
    const asked = [kept, gone, ...others].flatMap((each) => each ?? [])
    const cycle = await opened(asked)
    await answers(cycle, asked, OPENED)
    await asOperator((tx) =>
      tx
        .update(organizations)
        .set({ mergedIntoId: kept?.id ?? null })
        .where(eq(organizations.id, gone?.id ?? '')),
    )
    await asOperator((tx) =>
      tx
        .update(organizations)
        .set({ mergedIntoId: kept?.id ?? null })
        .where(eq(organizations.id, others[0]?.id ?? '')),
    )
    expect((await readCycle(cycle.ctx, { cycleId: cycle.id })).invitedEmployers).toBe(4)
    await closed(cycle)
    await writeCycleTotals(LATE)
    expect(await told(cycle)).toBe(`${CLOSING} under5`)
  })
})
