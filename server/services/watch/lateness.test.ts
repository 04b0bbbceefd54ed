import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { beforeEach, expect, test, vi } from 'vitest'
import { asIndexer, asOperator } from '@/server/db/tenancy'
import { describeOnBothEngines } from '@/server/testing/databases'
import { readLateness, sharedLateness } from './lateness'

const noon = new Date('2026-11-30T12:00:00Z')
const night = new Date('2026-11-30T01:00:00Z')

/** When each job ran last, as so many minutes before. */
function ran(minutes: Record<string, number>, now = noon) {
  return asOperator(async (tx) => {
    await tx.execute(sql`DELETE FROM job_run`)
    for (const [job, ago] of Object.entries(minutes))
      await tx.execute(sql`INSERT INTO job_run (job, ran_at)
        VALUES (${job}, ${now.toISOString()}::timestamptz - make_interval(mins => ${ago}))`)
  })
}

const fine = {
  cycles: 1,
  'cycle-totals': 40,
  confirmations: 40,
  decisions: 40,
  lines: 1,
  retention: 40,
  release: 1,
  'nightly-release': 700,
}

describeOnBothEngines('what is late', () => {
  beforeEach(() => asOperator((tx) => tx.execute(sql`DELETE FROM outbox`)))

  test.each([
    ['nothing', {}, []],
    ['totals of cycles', { 'cycle-totals': 200 }, ['cycle-totals']],
    ['employers nobody decides about', { confirmations: 200 }, ['confirmations']],
    ['reminders and digests', { decisions: 200 }, ['decisions']],
    ['what is kept too long', { retention: 200 }, ['retention']],
    ['closings and follow-ups', { cycles: 20 }, ['cycles']],
    ['a release that did not begin', { 'nightly-release': 800 }, ['release']],
    ['a release left half made', { 'nightly-release-maker': 45 }, ['release']],
    ['a release in the making', { 'nightly-release-maker': 1 }, []],
  ])('%s', async (_, change, late) => {
    await ran({ ...fine, ...change })
    expect(await readLateness(noon)).toEqual(late)
  })

  test('everything where nobody works, and one name where nobody ever did', async () => {
    await ran({
      cycles: 300,
      'cycle-totals': 300,
      confirmations: 300,
      decisions: 300,
      lines: 300,
      retention: 300,
      'nightly-release': 2_000,
    })
    expect(await readLateness(noon)).toEqual([
      'jobs',
      'cycles',
      'cycle-totals',
      'confirmations',
      'decisions',
      'retention',
      'release',
    ])
    await ran({})
    expect(await readLateness(noon)).toEqual(['jobs'])
  })

  test('lists, once nobody has looked for changes, or one waits to be read', async () => {
    await ran(fine)
    const minutesAgo = (minutes: number) =>
      new Date(noon.getTime() - 60_000 * minutes).toISOString()
    const looked = (minutes: number) =>
      asIndexer((tx) =>
        tx.execute(sql`INSERT INTO map_line_state (quarter, seen_at, looked_at)
          VALUES (0, now(), ${minutesAgo(minutes)}) ON CONFLICT (one) DO UPDATE SET looked_at = excluded.looked_at`),
      )
    await looked(1)
    expect(await readLateness(noon)).toEqual([])
    await looked(20)
    expect(await readLateness(noon)).toEqual(['lines'])
    await looked(1)
    await asIndexer((tx) =>
      tx.execute(
        sql`INSERT INTO map_line_due (kind, key, marked_at) VALUES ('release', '1', ${minutesAgo(20)})`,
      ),
    )
    expect(await readLateness(noon)).toEqual(['lines'])
    await asIndexer(async (tx) => {
      await tx.execute(sql`DELETE FROM map_line_due`)
      await tx.execute(sql`UPDATE map_line_state SET looked_at = ${minutesAgo(1)}`)
    })
  })

  test('a night’s release has two hours to begin', async () => {
    await ran({ ...fine, 'nightly-release': 1_400 }, night)
    expect(await readLateness(night)).toEqual([])
  })

  test('mail that has not left, but for what raters asked for and what waits for the operator', async () => {
    await ran(fine)
    const leave = (template: string, minutes: number, attempts = 0) =>
      asOperator((tx) =>
        tx.execute(sql`INSERT INTO outbox (subject_id, id, kind, payload, attempts, available_at, created_at)
          VALUES (${randomUUID()}, ${randomUUID()}, 'mail', ${JSON.stringify({ template })}::jsonb, ${attempts},
                  ${noon.toISOString()}::timestamptz - make_interval(mins => ${minutes}),
                  ${noon.toISOString()}::timestamptz - make_interval(mins => ${minutes}))`),
      )
    await leave('rater-note', 90)
    await leave('rater-code', 90)
    await leave('sign-in', 5)
    expect(await readLateness(noon)).toEqual([])
    await leave('sign-in', 11, 8)
    expect(await readLateness(noon)).toEqual([])
    await leave('sign-in', 11)
    expect(await readLateness(noon)).toEqual(['mail'])
  })
})

test('it is looked up every five seconds, however many ask, and nothing is late that can’t be seen', async () => {
  const read = vi.fn(() => Promise.reject(new Error('away')))
  const at = (seconds: number) => new Date(noon.getTime() + 1_000 * seconds)
  expect(await Promise.all([0, 1, 4].map((s) => sharedLateness(at(s), read)))).toEqual([[], [], []])
  expect(read).toHaveBeenCalledOnce()
  await sharedLateness(at(6), read)
  expect(read).toHaveBeenCalledTimes(2)
})

test('nobody waits long for it', async () => {
  const never = () => new Promise<never>(() => undefined)
  expect(await sharedLateness(new Date('2027-01-01T00:00:00Z'), never)).toEqual([])
})
