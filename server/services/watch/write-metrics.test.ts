import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { asOperator, asPublisher, asReader } from '@/server/db/tenancy'
import { mailLanes } from '@/server/domain/mail-lanes'
import { readPacket } from '@/server/services/ratings/read-packet'
import { submitRating } from '@/server/services/ratings/submit-rating'
import { makeCycle, raterAt } from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { writeMetrics } from './write-metrics'

type Mail = { template?: string; lane?: number; minutes: number; attempts?: number }

/** Leaves a mail that was due so many minutes ago and half a minute more: two clocks need not agree to the second. */
function leave({ template = 'sign-in', lane = mailLanes.first, minutes, attempts = 0 }: Mail) {
  return asOperator((tx) =>
    tx.execute(sql`INSERT INTO outbox (subject_id, id, kind, payload, lane, attempts, available_at, created_at)
      VALUES (${randomUUID()}, ${randomUUID()}, 'mail', ${JSON.stringify({ template })}::jsonb, ${lane}, ${attempts},
              now() - make_interval(mins => ${minutes}, secs => 30), now() - make_interval(mins => ${minutes}, secs => 30))`),
  )
}

/** The lines of some figures, without what the process itself takes. */
async function told(about = '', now = new Date()): Promise<string[]> {
  const text = await writeMetrics(now)
  return text
    .split('\n')
    .filter((line) => line.startsWith(`plumbline_${about}`) && !/^plumbline_process_/.test(line))
}

describeOnBothEngines('what is told to whoever scrapes', (engine) => {
  beforeEach(() => asOperator((tx) => tx.execute(sql`DELETE FROM outbox`)))

  test('mail that is late, by lane, for how long, and what was given up', async () => {
    await leave({ minutes: 1 })
    await leave({ minutes: 5 })
    await leave({ minutes: 12, attempts: 3 })
    await leave({ minutes: 50, attempts: 8, lane: mailLanes.other })
    await leave({ minutes: 50, lane: mailLanes.never })
    expect(await told('mail')).toEqual([
      'plumbline_mail_late{lane="first"} 2',
      'plumbline_mail_late{lane="newcomer"} 0',
      'plumbline_mail_late{lane="other"} 0',
      'plumbline_mail_oldest_seconds{lane="first"} 720',
      'plumbline_mail_oldest_seconds{lane="newcomer"} 0',
      'plumbline_mail_oldest_seconds{lane="other"} 0',
      'plumbline_mail_given_up{lane="first"} 0',
      'plumbline_mail_given_up{lane="newcomer"} 0',
      'plumbline_mail_given_up{lane="other"} 1',
    ])
  })

  test('how late mail is goes by the moment that is named, not by the database’s clock', async () => {
    await leave({ minutes: 1 })
    const inAnHour = new Date(Date.now() + 3_600_000)
    expect(await told('mail_oldest_seconds{lane="first"')).toEqual([
      'plumbline_mail_oldest_seconds{lane="first"} 0',
    ])
    expect(await told('mail_oldest_seconds{lane="first"', inAnHour)).toEqual([
      'plumbline_mail_oldest_seconds{lane="first"} 3660',
    ])
  })

  test('a note that a rater asked for after answering is not in it, however late', async () => {
    const before = await told()
    await leave({ template: 'rater-note', minutes: 90, lane: mailLanes.other })
    expect(await told()).toEqual(before)
  })

  test('one Send changes nothing, while what waits to be counted does', async () => {
    const cycle = await makeCycle({ addresses: ['ann@acme.example'], open: true })
    const rater = await raterAt(cycle, 'ann@acme.example')
    const touched = async () =>
      (
        await asPublisher((tx) =>
          tx.execute(sql`SELECT count(*) AS n FROM outbox WHERE kind = 'subject.touched'`),
        )
      ).rows[0]?.n
    await asOperator((tx) => tx.execute(sql`DELETE FROM outbox`))
    const [before, waiting] = [await told(), await touched()]
    const packet = await readPacket(rater, { packetId: null })
    await submitRating(rater, {
      packetId: packet.id,
      clientKey: randomUUID(),
      taps: [
        { field: 'role', answer: 'supervises' },
        { field: 'exposure', answer: 'few' },
        { field: 'i0', answer: '4' },
        { field: 'f0', answer: '3' },
      ],
    })
    expect(await told()).toEqual(before)
    expect(await touched()).not.toEqual(waiting)
  })

  test.runIf(engine === 'postgres')('one connection is not seen, a busy pool is', async () => {
    const whileTaken = async (connections: number) => {
      let letGo = () => {}
      const held = new Promise<void>((resolve) => {
        letGo = resolve
      })
      const entered: Promise<void>[] = []
      const taken = Array.from({ length: connections }, () => {
        let enter = () => {}
        entered.push(
          new Promise((resolve) => {
            enter = resolve
          }),
        )
        return asReader(async (tx) => {
          await tx.execute(sql`SELECT 1`)
          enter()
          await held
        })
      })
      await Promise.all(entered)
      const lines = await told('pool_busy_ratio{pool="app"')
      letGo()
      await Promise.all(taken)
      return lines
    }
    expect(await whileTaken(1)).toEqual(['plumbline_pool_busy_ratio{pool="app"} 0'])
    expect(await whileTaken(8)).toEqual(['plumbline_pool_busy_ratio{pool="app"} 0.75'])
  })

  test('a release under way is told in tenths, and a small one not at all', async () => {
    const before = await told('release')
    expect(before).toEqual(['plumbline_release_running 0', 'plumbline_release_done_ratio 0'])
    const start = (subjects: number) =>
      asPublisher(async (tx) => {
        await tx.execute(sql`DELETE FROM release WHERE no = 999`)
        await tx.execute(sql`INSERT INTO release (no, quarter, method_version, trigger, started_at, public_at, subjects, problems)
          VALUES (999, 8104, '1', 'nightly', now(), now(), ${subjects}, '[]')`)
      })
    const touch = (subjects: number, at = sql`now() - interval '1 hour'`) =>
      asPublisher((tx) =>
        tx.execute(sql`INSERT INTO outbox (subject_id, id, kind, payload, available_at)
          SELECT gen_random_uuid(), gen_random_uuid(), 'subject.touched', '{}', ${at} FROM generate_series(1, ${subjects})`),
      )
    await start(9)
    await touch(90)
    expect(await told('release')).toEqual([
      'plumbline_release_running 1',
      'plumbline_release_done_ratio 0',
    ])
    await start(130)
    await touch(200)
    expect(await told('release')).toEqual([
      'plumbline_release_running 1',
      'plumbline_release_done_ratio 0.3',
    ])
    await touch(5_000, sql`now() + interval '1 second'`)
    expect(await told('release_done')).toEqual(['plumbline_release_done_ratio 0.3'])
    await asPublisher((tx) => tx.execute(sql`DELETE FROM release WHERE no = 999`))
  })
})
