import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { asPublisher } from '@/server/db/tenancy'
import { enqueue } from '@/server/services/outbox'
import { describeOnBothEngines } from '@/server/testing/databases'
import { endNight, keepNight, leaveNight, takeNight } from './due-release'

const at = (hour: number, day = 1) => new Date(Date.UTC(2026, 3, day, hour))

/** As if nobody had been heard of for so many minutes. */
const silence = (minutes: number) =>
  asPublisher((tx) =>
    tx.execute(sql`UPDATE job_run SET ran_at = now() - make_interval(mins => ${minutes})
      WHERE job = 'nightly-release-maker'`),
  )

describeOnBothEngines('a release', () => {
  beforeEach(() => asPublisher((tx) => tx.execute(sql`DELETE FROM job_run`)))

  test('is due once a night, not because an answer came or went or a cycle closed', async () => {
    expect(await takeNight(at(1))).toEqual(at(1))
    await endNight()
    expect(await takeNight(at(2))).toBeNull()
    await asPublisher((tx) =>
      enqueue(tx, {
        subjectId: randomUUID(),
        kind: 'subject.touched',
        payload: { cycleId: randomUUID() },
        availableAt: at(0),
      }),
    )
    expect(await takeNight(at(23))).toBeNull()
    expect(await takeNight(at(0, 2))).toEqual(at(0, 2))
  })

  test('is made by one of many that ask at once', async () => {
    const asked = await Promise.all([1, 2, 3, 4].map(() => takeNight(at(1))))
    expect(asked.filter(Boolean)).toEqual([at(1)])
  })

  test('whose maker fell silent is taken up once, as of the moment it was begun', async () => {
    expect(await takeNight(at(1))).toEqual(at(1))
    await silence(9)
    expect(await takeNight(at(2))).toBeNull()
    await silence(11)
    expect([await takeNight(at(2)), await takeNight(at(2))]).toEqual([at(1), null])
    await silence(11)
    await keepNight()
    expect(await takeNight(at(2))).toBeNull()
    await endNight()
    expect(await takeNight(at(2))).toBeNull()
  })

  test('that its maker left is taken up at once, and one that is made never', async () => {
    expect(await takeNight(at(1))).toEqual(at(1))
    await leaveNight()
    expect(await takeNight(at(3))).toEqual(at(1))
    await endNight()
    await leaveNight()
    expect(await takeNight(at(3))).toBeNull()
  })

  test('that was left is taken up before the next night’s, also when that has come', async () => {
    expect(await takeNight(at(23))).toEqual(at(23))
    await leaveNight()
    expect(await takeNight(at(1, 2))).toEqual(at(23))
    await endNight()
    expect(await takeNight(at(1, 2))).toEqual(at(1, 2))
  })

  test('is not begun for another night while the last is being made', async () => {
    expect(await takeNight(at(1))).toEqual(at(1))
    expect(await takeNight(at(1, 2))).toBeNull()
    await endNight()
    expect(await takeNight(at(1, 2))).toEqual(at(1, 2))
  })
})
