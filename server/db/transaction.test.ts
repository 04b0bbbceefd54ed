import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { z } from 'zod'
import { onCluster, urlOf } from '@/server/testing/cluster'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makeOrganization, tenant } from '@/server/testing/organizations-factory'
import { startTcpProxy, type TcpProxy } from '@/server/testing/tcp-proxy'
import { adoptDatabase, closeDatabase, openPostgres } from './client'
import { requestPatience } from './connections'
import { recurring } from './recurring'
import { auditEvents } from './schema/organizations'
import { asTenant, selectRows, type Transaction } from './tenancy'
import { withCommit } from './transaction'

const note = (tx: Transaction, organizationId: string, id: string = crypto.randomUUID()) =>
  tx.insert(auditEvents).values({
    id,
    organizationId,
    actorKind: 'job',
    verb: 'test.note',
    outcome: 'done',
    detail: {},
  })

const notesOf = (organizationId: string) =>
  asTenant(tenant(organizationId), async (tx) => {
    const rows = await tx.select({ id: auditEvents.id }).from(auditEvents)
    return rows.length
  })

const failing = (tx: Transaction) => tx.execute(sql`SELECT 1 / 0`)

describeOnBothEngines('writes sent with the commit', () => {
  test('are kept with those that were waited for, and read by what comes after them', async () => {
    const { id } = await makeOrganization()
    const seen = await asTenant(tenant(id), async (tx) => {
      await withCommit(tx, note(tx, id))
      await note(tx, id)
      await withCommit(tx, note(tx, id))
      return (await tx.select({ id: auditEvents.id }).from(auditEvents)).length
    })
    expect([seen, await notesOf(id)]).toEqual([3, 3])
  })

  test('may be more than are let under way at once', async () => {
    const { id } = await makeOrganization()
    await asTenant(tenant(id), async (tx) => {
      for (let at = 0; at < 150; at++) await withCommit(tx, note(tx, id))
    })
    expect(await notesOf(id)).toBe(150)
  })

  test('that fail keep everything from being stored, and say why', async () => {
    const { id } = await makeOrganization()
    const twice = crypto.randomUUID()
    const writing = asTenant(tenant(id), async (tx) => {
      await note(tx, id)
      await withCommit(tx, note(tx, id, twice))
      await withCommit(tx, note(tx, id, twice))
      await withCommit(tx, note(tx, id))
    })
    await expect(writing).rejects.toMatchObject({ name: 'DomainError', code: 'conflict' })
    expect(await notesOf(id)).toBe(0)
  })

  test('that fail are told, and not the statement that was refused after them', async () => {
    const { id } = await makeOrganization()
    const twice = crypto.randomUUID()
    const writing = asTenant(tenant(id), async (tx) => {
      await withCommit(tx, note(tx, id, twice))
      await withCommit(tx, note(tx, id, twice))
      await note(tx, id)
    })
    await expect(writing).rejects.toMatchObject({ name: 'DomainError', code: 'conflict' })
    expect(await notesOf(id)).toBe(0)
  })

  test('are taken back with what is refused after them', async () => {
    const { id } = await makeOrganization()
    const writing = asTenant(tenant(id), async (tx) => {
      await withCommit(tx, note(tx, id))
      throw new Error('refused')
    })
    await expect(writing).rejects.toThrow('refused')
    expect(await notesOf(id)).toBe(0)
  })

  test('come too late when their transaction has ended', async () => {
    const { id } = await makeOrganization()
    const ended = await asTenant(tenant(id), async (tx) => tx)
    await expect(withCommit(ended, note(ended, id))).rejects.toThrow('has ended')
    expect(await notesOf(id)).toBe(0)
  })
})

describeOnBothEngines('a transaction', () => {
  test('whose work hides a failure is not taken for kept', async () => {
    const { id } = await makeOrganization()
    const writing = asTenant(tenant(id), async (tx) => {
      await note(tx, id)
      await failing(tx).catch(() => undefined)
    })
    await expect(writing).rejects.toThrow()
    expect(await notesOf(id)).toBe(0)
  })

  test('tells the first of several statements that fail, and the next one is none the worse', async () => {
    const { id } = await makeOrganization()
    const writing = asTenant(tenant(id), (tx) =>
      Promise.all([note(tx, id), failing(tx), note(tx, id)]),
    )
    await expect(writing).rejects.toMatchObject({ cause: { code: '22012' } })
    expect(await notesOf(id)).toBe(0)
  })
})

const byVerb = recurring(['verb'], (tx, { verb }) =>
  tx.select({ id: auditEvents.id }).from(auditEvents).where(eq(auditEvents.verb, verb)),
)

describeOnBothEngines('a recurring statement', () => {
  test('takes the values of each time, on any connection', async () => {
    const { id } = await makeOrganization()
    await asTenant(tenant(id), (tx) => note(tx, id))
    const count = (verb: string) =>
      asTenant(tenant(id), async (tx) => (await byVerb(tx, { verb }).execute()).length)
    const counts = await Promise.all(
      Array.from({ length: 12 }, (_, at) => count(at % 2 === 0 ? 'test.note' : 'test.other')),
    )
    expect(counts).toEqual(Array.from({ length: 12 }, (_, at) => (at % 2 === 0 ? 1 : 0)))
  })
})

const template = inject('postgresTemplate')
const State = z.object({ role: z.string(), acting: z.string(), pid: z.number() })

describe.skipIf(!template)('a connection', () => {
  const name = `plumbline_test_${crypto.randomUUID().replaceAll('-', '')}`
  const patience = { ...requestPatience, connections: 1, statement: 400, answer: 2_000 }
  let proxy: TcpProxy
  let db: ReturnType<typeof openPostgres>

  beforeAll(async () => {
    await onCluster(`CREATE DATABASE ${name} TEMPLATE ${template}`)
    const app = new URL(urlOf(name, 'plumbline_test_app'))
    proxy = await startTcpProxy({ host: app.hostname, port: Number(app.port) })
    app.hostname = '127.0.0.1'
    app.port = String(proxy.port)
    db = openPostgres(app.href, urlOf(name), app.href, patience)
    adoptDatabase(db)
  })
  afterEach(() => proxy.pass())
  afterAll(async () => {
    await closeDatabase()
    await proxy.close()
    await onCluster(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  })

  const state = async (tx: Transaction) => {
    const [row] = await selectRows(
      tx,
      State,
      sql`SELECT current_user::text AS role, pg_backend_pid() AS pid,
                 coalesce(current_setting('plumbline.organization_id', true), '') AS acting`,
    )
    return row
  }

  test('leaves no role and no setting to the next, whether or not its transaction failed', async () => {
    const { id } = await makeOrganization()
    const clean = { role: 'plumbline_reader', acting: '' }
    const before = await db.app.transaction(state)
    expect(before).toMatchObject(clean)
    const inside = await asTenant(tenant(id), state)
    expect(inside).toEqual({ role: 'plumbline_app', acting: id, pid: before?.pid })
    expect(await db.app.transaction(state)).toEqual(before)
    await expect(
      asTenant(tenant(id), (tx) => Promise.all([failing(tx), note(tx, id)])),
    ).rejects.toThrow()
    expect(await db.app.transaction(state)).toEqual(before)
    await expect(
      asTenant(tenant(id), async () => {
        throw new Error('refused')
      }),
    ).rejects.toThrow('refused')
    expect(await db.app.transaction(state)).toEqual(before)
  })

  test('does nothing for a door whose role it may not take', async () => {
    const { id } = await makeOrganization()
    const writing = db.app.transaction((tx) => note(tx, id), { role: 'pg_monitor' })
    await expect(writing).rejects.toMatchObject({ code: '42501' })
    expect(await notesOf(id)).toBe(0)
  })

  test('rests in the same role where its address has options of its own, and keeps those', async () => {
    const url = new URL(urlOf(name))
    url.searchParams.set('options', '-c search_path=public')
    const given = openPostgres(url.href)
    try {
      const [row] = await given.app.transaction((tx) =>
        selectRows(
          tx,
          z.object({ role: z.string(), path: z.string() }),
          sql`SELECT current_user::text AS role, current_setting('search_path') AS path`,
        ),
      )
      expect(row).toEqual({ role: 'plumbline_reader', path: 'public' })
    } finally {
      await given.close()
    }
  })

  test('may write nothing outside a transaction, whatever its login may', async () => {
    const { id } = await makeOrganization()
    const owner = openPostgres(urlOf(name))
    try {
      const writing = owner.app.transaction(async (tx) => {
        await tx.execute(sql`COMMIT`)
        await note(tx, id)
      })
      await expect(writing).rejects.toMatchObject({ cause: { code: '42501' } })
    } finally {
      await owner.close()
    }
    expect(await notesOf(id)).toBe(0)
  })

  test('that waits too long for one of several statements keeps nothing, and serves the next', async () => {
    const { id } = await makeOrganization()
    const writing = asTenant(tenant(id), (tx) =>
      Promise.all([note(tx, id), tx.execute(sql`SELECT pg_sleep(20)`), note(tx, id)]),
    )
    await expect(writing).rejects.toMatchObject({ name: 'DomainError', code: 'unavailable' })
    expect(await notesOf(id)).toBe(0)
  })

  test('that is lost while statements are under way says so, and the next one is another', async () => {
    const { id } = await makeOrganization()
    const writing = asTenant(tenant(id), async (tx) => {
      await withCommit(tx, note(tx, id))
      const slow = tx.execute(sql`SELECT pg_sleep(0.3)`)
      setTimeout(() => proxy.cut(), 50)
      await Promise.all([slow, note(tx, id)])
    })
    await expect(writing).rejects.toMatchObject({ name: 'DomainError', code: 'unavailable' })
    expect(await notesOf(id)).toBe(0)
  })

  test('that is lost before the commit is answered never says that it was kept', async () => {
    const { id } = await makeOrganization()
    const writing = asTenant(tenant(id), async (tx) => {
      await note(tx, id)
      proxy.hang()
      await withCommit(tx, note(tx, id))
    })
    await expect(writing).rejects.toMatchObject({ name: 'DomainError', code: 'unavailable' })
    proxy.cut()
    expect(await notesOf(id)).toBe(0)
  })
})
