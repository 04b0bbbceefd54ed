import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { users } from '@/server/db/schema/identity'
import { members } from '@/server/db/schema/organizations'
import {
  asCourier,
  asIdentity,
  asOperator,
  asPublisher,
  selectRows,
  type Transaction,
} from '@/server/db/tenancy'
import { env } from '@/server/env'
import { systemContext } from '@/server/services/context'
import { readMap } from '@/server/services/maps/read-map'
import { readPacket } from '@/server/services/ratings/read-packet'
import { startRating } from '@/server/services/ratings/start-rating'
import { readSummary } from '@/server/services/summaries/read-summary'
import { makeCycle } from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { DEMO_CREDENTIALS } from './content/credentials'
import { DEMO_PERSONAS } from './content/personas'
import { DEMO_REGION } from './content/places'
import { openRaterLink } from './open-rater-link'
import { removeDemo } from './remove-demo'
import { seedDemo } from './seed-demo'
import { startDemoSession } from './start-demo-session'

const now = new Date('2026-11-21T12:00:00Z')
const ctx = systemContext('command', 'test', now)

describeOnBothEngines('the sample', () => {
  let before: Record<string, number> = {}
  afterEach(() => vi.restoreAllMocks())

  test('is written, and all of it is marked as sample', async () => {
    before = await counted()
    expect(await seedDemo(now)).toBe(true)
    expect(await seedDemo(now)).toBe(false)
    expect(await counted()).toMatchObject({
      organization: 61,
      'organization WHERE sample': 61,
      competency: 60 + 12,
      credential: 6,
      offered_words: 5,
      rating_cycle: 7,
      release: 6,
      '"user"': 4,
    })
  })

  test('is entered as one of its people, by the rater through its invitation', async () => {
    const settings = env()
    settings.PLUMBLINE_DEMO = true
    try {
      expect(await startDemoSession(ctx, { as: 'educator' })).toMatchObject({
        path: '/o',
        session: { token: expect.any(String) },
      })
      const rater = await startDemoSession(ctx, { as: 'rater' })
      const link = expect.stringMatching(/^\/r\/[\w-]{32}$/)
      expect(rater).toEqual({ path: link, session: null, raterSession: expect.any(String) })
      // A link signs in as often as somebody likes, whatever device began.
      for (const { path, raterSession } of [rater, await startDemoSession(ctx, { as: 'rater' })]) {
        const device = { ...ctx, code: path.slice(3), session: raterSession ?? '' }
        await startRating(device)
        expect((await readPacket(device, { packetId: null })).mayPassOn).toBeDefined()
      }
    } finally {
      settings.PLUMBLINE_DEMO = false
    }
  })

  test('shows every state a map can have', async () => {
    const rows = (await Promise.all(DEMO_CREDENTIALS.map(({ key }) => mapOf(key)))).flat()
    const words = new Set(rows.map((row) => row.word))
    expect([...words].sort()).toEqual([
      'act',
      'borderline',
      'early',
      'keep',
      'looks_short',
      'low',
      'none',
      'review',
    ])
    expect(new Set(rows.map((row) => row.evidence))).toEqual(
      new Set(['few', 'several', 'many', null]),
    )
    expect(new Set(rows.map((row) => row.fit?.agreement))).toEqual(
      new Set(['agree', 'vary', 'split', undefined]),
    )
    expect(new Set(rows.map((row) => row.flag))).toEqual(new Set(['gap', 'surplus', null]))
    expect(new Set(rows.map((row) => row.claim))).toEqual(
      new Set(['claimed', 'not_claimed', 'not_described']),
    )
  })

  test('has a lean under ten employers and none from ten on', async () => {
    const rows = await mapOf('cnc')
    expect(rows.find((row) => row.word === 'early')).toMatchObject({
      evidence: 'few',
      leans: 'keep',
    })
    expect(rows.find((row) => row.word === 'borderline')?.employers).toBeGreaterThanOrEqual(10)
  })

  test('has demand that nobody has rated a credential on', async () => {
    const rows = await mapOf('dock-badge')
    expect(rows.filter((row) => row.importance?.employers === 6 && row.fit === null)).toHaveLength(
      7,
    )
  })

  test('has trends, where the same employers answered twice', async () => {
    const rows = await mapOf('nursing')
    const changes = rows.flatMap((row) => row.trend.fit?.change ?? [])
    expect(changes).toContain('unclear')
    expect(changes.some((change) => change.endsWith('higher'))).toBe(true)
    expect(changes.some((change) => change.endsWith('lower'))).toBe(true)
    expect(rows.filter((row) => row.fit && !row.trend.fit).length).toBeGreaterThan(0)
    const importance = rows.flatMap((row) => row.trend.importance?.change ?? [])
    expect(importance.some((change) => change.endsWith('higher'))).toBe(true)
  })

  test('can be read by sector where one is large enough', async () => {
    const rows = await mapOf('maintenance', '48-49')
    expect(rows.filter((row) => row.fit !== null).length).toBeGreaterThan(0)
  })

  test('has a region whose figures are weighted to its industries, beside the plain ones', async () => {
    const filter = { region: DEMO_REGION.slug, sector: 'all' } as const
    const { weighting, participation } = await readSummary(ctx, filter)
    const both = weighting?.rows.filter((row) => row.weighted.need !== null) ?? []
    expect(both.length).toBeGreaterThan(0)
    for (const row of both) {
      expect(row.plain.need).not.toBeNull()
      expect(row.effective).toBeGreaterThanOrEqual(10)
    }
    expect(weighting?.together).toEqual([{ sector: '44-45', with: '48-49' }])
    expect(weighting?.refused.map(({ kind }) => kind)).toContain('missing')
    expect(participation?.rows.find((row) => row.sector === '44-45')?.cells).toEqual([null])
  })

  test('goes in one action, and leaves what others asked meanwhile', async () => {
    const sample = await counted()
    await makeCycle({ addresses: ['ann@acme.example', 'bea@bolt.example'], open: true })
    const both = await counted()
    const theirs = (name: string) => Number(both[name]) - Number(sample[name])
    expect(theirs('rating_cycle')).toBe(1)
    expect(theirs('rater_invitation')).toBe(2)
    await removeDemo(ctx)
    for (const [name, count] of Object.entries(before)) before[name] = count + theirs(name)
    expect(await counted()).toEqual(before)
  })

  test('is written again although one of its people came back, and leaves that account alone', async () => {
    const [persona] = DEMO_PERSONAS
    const account = { id: randomUUID(), email: persona?.email ?? '', name: 'Back again' }
    await asIdentity({}, (tx) => tx.insert(users).values(account))
    const found = () =>
      asIdentity({}, (tx) => tx.select().from(users).where(eq(users.email, account.email)))
    const theirs = await found()
    expect(await seedDemo(now)).toBe(true)
    expect(await found()).toEqual(theirs)
    expect(
      await asIdentity({ userId: account.id }, (tx) => tx.select().from(members)),
    ).toHaveLength(1)
    await removeDemo(ctx)
    expect(await found()).toEqual(theirs)
    expect(await counted()).toEqual({ ...before, '"user"': Number(before['"user"']) + 1 })
  })

  test('has people while it is there, in the demonstration', async () => {
    const enter = (key: string) => startDemoSession(ctx, { as: key })
    await removeDemo(ctx)
    const demo = vi.spyOn(env(), 'PLUMBLINE_DEMO', 'get').mockReturnValue(true)
    for (const key of ['educator', 'rater', 'nobody']) {
      await expect(enter(key)).rejects.toMatchObject({ code: 'not_found' })
    }
    await seedDemo(now)
    expect((await enter('educator')).session).not.toBeNull()
    expect((await enter('rater')).path).toMatch(/^\/r\//)
    demo.mockReturnValue(false)
    await expect(enter('educator')).rejects.toMatchObject({ code: 'not_found' })
    await expect(openRaterLink(ctx)).rejects.toMatchObject({ code: 'not_found' })
    await removeDemo(ctx)
  })

  test('is removed by the operator or a command only', async () => {
    const anonymous = { ...ctx, actor: { kind: 'anonymous' as const } }
    await expect(removeDemo(anonymous)).rejects.toMatchObject({ code: 'forbidden' })
  })
})

async function mapOf(key: string, sector: 'all' | '48-49' = 'all') {
  const credential = DEMO_CREDENTIALS.find((each) => each.key === key)
  const map = await readMap(ctx, {
    credential: credential?.slug ?? '',
    occupation: credential?.occupations[0] ?? '',
    region: 'all',
    sector,
  })
  return map.rows
}

const Count = z.object({ n: z.coerce.number() })

const operatorCounts = [
  'requirement',
  'member',
  'confirmation',
  'sector_employment',
  'competency_version',
]

const publisherCounts = [
  'organization',
  'organization WHERE sample',
  'framework',
  'competency',
  'credential',
  `region WHERE kind = 'set'`,
  'rating_cycle',
  'rater_invitation',
  'rater',
  'rating',
  'requirement_statement',
  'offered_words',
  'cohort',
  'cohort_member',
  'cohort_version',
  'release',
  'release_reference',
  'pending_vote',
  'integrity_hold',
  'integrity_total',
  `outbox WHERE kind = 'mail'`,
  'subject WHERE credential_id IS NOT NULL',
]

async function counted(): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  const count = async (tx: Transaction, tables: string[]) => {
    for (const table of tables) {
      const [row] = await selectRows(tx, Count, sql.raw(`SELECT count(*) AS n FROM ${table}`))
      found[table] = row?.n ?? 0
    }
  }
  await asPublisher((tx) => count(tx, publisherCounts))
  await asOperator((tx) => count(tx, operatorCounts))
  await asCourier((tx) => count(tx, ['packet', 'rater_progress']))
  await asIdentity({}, (tx) => count(tx, ['"user"']))
  return found
}
