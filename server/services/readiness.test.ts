import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { z } from 'zod'
import { adoptDatabase, closeDatabase, openPostgres } from '@/server/db/client'
import { jobPatience, openConnections, requestPatience } from '@/server/db/connections'
import { asOperator, patiently, selectRows, type Transaction } from '@/server/db/tenancy'
import { wasAwayLately } from '@/server/db/unavailable'
import { onCluster, urlOf } from '@/server/testing/cluster'
import { startTcpProxy, type TcpProxy } from '@/server/testing/tcp-proxy'
import { checkReadiness, sharedReadiness } from './readiness'

const template = inject('postgresTemplate')
const name = `plumbline_test_${randomUUID().replaceAll('-', '')}`
const short = {
  connections: 2,
  connect: 1_600,
  lock: 600,
  statement: 1_200,
  idle: 600,
  answer: 2_000,
}
const away = { code: 'unavailable' }

const Pid = z.object({ pid: z.number() })
const pidOf = async (tx: Transaction) =>
  (await selectRows(tx, Pid, sql`SELECT pg_backend_pid() AS pid`))[0]?.pid
const ask = () => asOperator(pidOf)

test('somebody who waits for a page is told before a job is, and before the database is given up on', () => {
  for (const patience of [requestPatience, jobPatience]) {
    expect(patience.lock).toBeLessThanOrEqual(patience.statement)
    expect(patience.answer).toBeGreaterThan(patience.statement)
  }
  // A connection that lost its network is found out within the ten seconds a recovery may take.
  expect(requestPatience.answer).toBeLessThan(10_000)
  for (const key of ['lock', 'statement', 'idle', 'answer'] as const)
    expect(jobPatience[key]).toBeGreaterThan(requestPatience[key])
})

test('whether the site is ready is looked up once a second, however many ask', async () => {
  vi.useFakeTimers()
  const check = vi.fn(async () => true)
  expect(await Promise.all([sharedReadiness(check), sharedReadiness(check)])).toEqual([true, true])
  await vi.advanceTimersByTimeAsync(500)
  await sharedReadiness(check)
  expect(check).toHaveBeenCalledOnce()
  await vi.advanceTimersByTimeAsync(600)
  await sharedReadiness(check)
  expect(check).toHaveBeenCalledTimes(2)
  await vi.advanceTimersByTimeAsync(1_100)
  vi.useRealTimers()
})

describe.skipIf(!template)('connections to PostgreSQL', () => {
  let proxy: TcpProxy

  beforeAll(async () => {
    await onCluster(`CREATE DATABASE ${name} TEMPLATE ${template}`)
    const app = new URL(urlOf(name, 'plumbline_test_app'))
    proxy = await startTcpProxy({ host: '127.0.0.1', port: Number(app.port) })
    app.hostname = '127.0.0.1'
    app.port = String(proxy.port)
    adoptDatabase(openPostgres(app.href, urlOf(name), app.href, short))
  })
  afterAll(async () => {
    await closeDatabase()
    await proxy.close()
    await onCluster(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  })

  /** Another session, which stands in the way. */
  async function whileLocked<T>(work: () => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: urlOf(name) })
    await client.connect()
    try {
      await client.query('BEGIN; SELECT pg_advisory_xact_lock(1)')
      return await work()
    } finally {
      await client.end()
    }
  }

  const lock = () => asOperator((tx) => tx.execute(sql`SELECT pg_advisory_xact_lock(1)`))

  test('a connection that cannot be opened is told alike, whatever the database calls the reason', async () => {
    const nowhere = openConnections(urlOf('there_is_no_such_database'), short)
    await expect(nowhere.transaction(async () => 'in')).rejects.toMatchObject({
      name: 'NotConnected',
      cause: { code: '3D000' },
    })
    await nowhere.end()
  })

  test('what one call waited for too long says nothing about the next', async () => {
    await sleep(5_100)
    await whileLocked(() => expect(lock()).rejects.toMatchObject(away))
    await expect(asOperator((tx) => tx.execute(sql`SELECT pg_sleep(20)`))).rejects.toMatchObject(
      away,
    )
    await expect(
      asOperator(async (tx) => {
        await sleep(short.idle * 3)
        return pidOf(tx)
      }),
    ).rejects.toMatchObject(away)
    expect(wasAwayLately()).toBe(false)
  }, 30_000)

  test('a lock that another session holds is not waited for', async () => {
    await whileLocked(async () => {
      await expect(lock()).rejects.toMatchObject({ ...away, cause: { cause: { code: '55P03' } } })
    })
    await lock()
  })

  test('a job waits for it longer', async () => {
    const waited = whileLocked(async () => {
      const job = patiently(lock)
      await sleep(short.answer * 2)
      return { job }
    })
    await (await waited).job
  })

  test('a statement that takes too long is cancelled', async () => {
    await expect(asOperator((tx) => tx.execute(sql`SELECT pg_sleep(20)`))).rejects.toMatchObject({
      ...away,
      cause: { cause: { code: '57014' } },
    })
  })

  test('a transaction that does nothing is ended, its connection replaced, and the process lives', async () => {
    let idle: number | undefined
    const slept = asOperator(async (tx) => {
      idle = await pidOf(tx)
      await sleep(short.idle * 3)
      return pidOf(tx)
    })
    await expect(slept).rejects.toMatchObject(away)
    const others = await Promise.all([ask(), ask(), ask()])
    expect(others).not.toContain(idle)
  })

  test('when all connections are taken the next is told so', async () => {
    const long = () => asOperator((tx) => tx.execute(sql`SELECT pg_sleep(0.9), pg_sleep(0)`))
    const taken = Array.from({ length: 8 }, long)
    const results = await Promise.allSettled(taken)
    const refused = results.filter((each) => each.status === 'rejected')
    expect(refused.length).toBeGreaterThan(0)
    for (const each of refused) expect(each.reason).toMatchObject(away)
    expect(await ask()).toBeGreaterThan(0)
  })

  test.each(['refuse', 'hang', 'lose'] as const)(
    'a database out of reach (%s) is told, not waited for, and back by itself',
    async (fault) => {
      await Promise.all([ask(), ask()])
      proxy[fault]()
      for (const _ of [1, 2]) {
        const results = await Promise.allSettled([ask(), ask(), ask(), checkReadiness(200)])
        for (const each of results.slice(0, 3))
          expect(each).toMatchObject({ status: 'rejected', reason: away })
        expect(results[3]).toMatchObject({ value: false })
        expect(wasAwayLately()).toBe(true)
      }
      proxy.pass()
      const since = Date.now()
      while (!(await checkReadiness())) {
        if (Date.now() - since > 10_000)
          throw new Error('It was not ready again within ten seconds.')
        await sleep(50)
      }
      // Every connection that was lost has made room.
      await Promise.all([ask(), ask(), ask()])
    },
  )

  test('connections that are cut are replaced', async () => {
    const before = await Promise.all([ask(), ask()])
    const during = asOperator(async (tx) => {
      await pidOf(tx)
      proxy.cut()
      await sleep(20)
      return pidOf(tx)
    })
    await expect(during).rejects.toMatchObject(away)
    const after = await Promise.all([ask(), ask()])
    for (const pid of after) expect(before).not.toContain(pid)
  })
})
