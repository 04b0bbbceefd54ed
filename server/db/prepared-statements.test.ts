import { sql } from 'drizzle-orm'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makeOrganization, tenant } from '@/server/testing/organizations-factory'
import { prepareRecurring } from './prepared-statements'
import { employmentFiles } from './schema/employment'
import { asOperator, asTenant, selectRows, type Transaction } from './tenancy'

const statement = (index: number) =>
  `SELECT name FROM organization WHERE slug = $1 AND kind = $2 -- ${index}`

/** A connection that answers with what it was sent. */
function connection() {
  const sent: unknown[][] = []
  const client = Object.assign(new pg.Client(), {
    release: () => undefined,
    query: (...given: unknown[]) => sent.push(given),
  })
  prepareRecurring(client)
  const query: (...given: unknown[]) => unknown = client.query
  return {
    send: (...given: unknown[]): unknown => {
      query(...given)
      return sent.at(-1)?.[0]
    },
    sent,
  }
}

const Named = z.object({ name: z.string() })
const nameOf = (sent: unknown) => Named.safeParse(sent).data?.name ?? null

describe('statements that recur', () => {
  test('are named on their second use, by their text alone, and sent with all they came with', () => {
    const { send, sent } = connection()
    const done = () => undefined
    const first = { text: statement(0), values: ['a'] }
    expect(send(first, done)).toBe(first)
    const named = { text: statement(0), values: ['b'], name: 'recurring-1' }
    expect(send({ text: statement(0), values: ['b'] }, done)).toEqual(named)
    expect(sent.at(-1)?.[1]).toBe(done)
    expect(nameOf(send({ text: statement(0), values: ['c'] }))).toBe('recurring-1')
    send({ text: statement(1), values: [] })
    expect(nameOf(send({ text: statement(1), values: [] }))).toBe('recurring-2')
  })

  test.each([
    ['a plain string', statement(0)],
    ['a short one', { text: 'SELECT 1' }],
    ['one that has a name', { text: statement(0), name: 'own' }],
    ['what is no statement', { text: 7 }],
  ])('%s is sent as it is', (_, given) => {
    const { send } = connection()
    send(given)
    expect(send(given)).toBe(given)
  })

  test('are 150 at most on one connection, and those keep their names', () => {
    const { send } = connection()
    const names = Array.from({ length: 160 }, (_, index) => {
      send({ text: statement(index) })
      return nameOf(send({ text: statement(index) }))
    })
    expect(new Set(names.slice(0, 150)).size).toBe(150)
    expect(names.slice(150).every((name) => name === null)).toBe(true)
    expect(nameOf(send({ text: statement(149) }))).toBe('recurring-150')
    expect(nameOf(connection().send({ text: statement(0) }))).toBeNull()
  })

  test('are forgotten as seen after 2,000 others', () => {
    const { send } = connection()
    const first = { text: statement(0) }
    send(first)
    for (let index = 1; index < 2_000; index++) send({ text: statement(index) })
    expect(nameOf(send(first))).toBe('recurring-1')
    const other = connection()
    other.send(first)
    for (let index = 1; index <= 2_000; index++) other.send({ text: statement(index) })
    expect(nameOf(other.send(first))).toBeNull()
    expect(nameOf(other.send(first))).toBe('recurring-1')
  })
})

const Seen = z.object({ pid: z.number(), role: z.string(), files: z.string().nullable() })

describeOnBothEngines('one connection behind several doors', (engine) => {
  test('answers a prepared statement by the door it is asked through', async () => {
    const [first, second] = [await makeOrganization(), await makeOrganization()]
    const file = (fileName: string, organizationId: string | null) => ({
      ...{
        id: crypto.randomUUID(),
        organizationId,
        fileName,
        ...{ body: new Uint8Array(), sheet: {} },
        rows: [],
        problems: [],
        problemCount: 0,
      },
    })
    for (const { id } of [first, second]) {
      await asTenant(tenant(id), (tx) => tx.insert(employmentFiles).values(file(id, id)))
    }
    await asOperator((tx) => tx.insert(employmentFiles).values(file('operator', null)))
    const look = async (tx: Transaction) => {
      const [seen] = await selectRows(
        tx,
        Seen,
        sql`SELECT pg_backend_pid() AS pid, current_user::text AS role,
                   (SELECT string_agg(file_name, ',') FROM employment_file WHERE problem_count = ${0}) AS files`,
      )
      return seen
    }
    const pids = new Set<number | undefined>()
    // A server may plan a statement for good from its sixth use on.
    for (let round = 0; round < 8; round++) {
      for (const { id } of [first, second]) {
        const seen = await asTenant(tenant(id), look)
        expect(seen).toMatchObject({ role: 'plumbline_app', files: id })
        pids.add(seen?.pid)
      }
      const seen = await asOperator(look)
      expect(seen).toMatchObject({ role: 'plumbline_operator', files: 'operator' })
      pids.add(seen?.pid)
    }
    expect(pids.size).toBe(1)
    const prepared = await asOperator((tx) =>
      selectRows(
        tx,
        Named,
        sql`SELECT name FROM pg_prepared_statements WHERE statement LIKE ${'%pg_backend_pid%'}
            AND name LIKE ${'recurring-%'}`,
      ),
    )
    expect(prepared).toHaveLength(engine === 'postgres' ? 1 : 0)
  })
})
