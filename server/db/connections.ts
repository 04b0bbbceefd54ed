import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { prepareRecurring } from './prepared-statements'
import { isUnavailable, NotConnected } from './unavailable'

/** Where transactions run; a pool tells how many of its connections are taken, and how many wait for one. */
export type Connections = Pick<NodePgDatabase, 'transaction'> & { load?: () => PoolLoad }

export type PoolLoad = { size: number; taken: number; waiting: number }

/** How many connections, and how long each thing may take, in milliseconds. */
export type Patience = {
  connections: number
  /** Until one of them is free, or a new one is open. */
  connect: number
  /** Until a row or a table that another holds is free. */
  lock: number
  statement: number
  /** Between two statements of a transaction; the database then ends the connection. */
  idle: number
  /** Until the database says anything at all; longer than a statement, for it counts when the database hangs. */
  answer: number
}

/** Somebody waits for the page. */
export const requestPatience: Patience = {
  connections: 10,
  connect: 5_000,
  lock: 5_000,
  statement: 8_000,
  idle: 30_000,
  answer: 9_000,
}

/** A job or a release: nobody is kept from anything by its taking a while. */
export const jobPatience: Patience = {
  connections: 4,
  connect: 20_000,
  lock: 60_000,
  statement: 60_000,
  idle: 300_000,
  answer: 70_000,
}

/** An import, or what else one person starts that takes its time: these wait for one another, and jobs for none. */
export const errandPatience: Patience = { ...jobPatience, connections: 2, connect: 60_000 }

/** Connections of one login that wait for nothing longer than they may. */
export function openConnections(
  connectionString: string,
  patience: Patience,
): Connections & { end(): Promise<void> } {
  const pool = openPool(connectionString, patience)
  return {
    async transaction(work) {
      const client = await pool.connect().catch((cause: unknown) => {
        throw new NotConnected('The database could not be reached.', { cause })
      })
      let broken = false
      try {
        return await drizzle(client, { casing: 'snake_case' }).transaction(work)
      } catch (error) {
        broken = isUnavailable(error)
        throw (broken && endedBy.get(client)) || error
      } finally {
        // One that failed before its transaction began is given back too, and never to the next.
        client.release(broken)
      }
    },
    load: () => ({
      size: patience.connections,
      taken: pool.totalCount - pool.idleCount,
      waiting: pool.waitingCount,
    }),
    end: () => pool.end(),
  }
}

/** Why the database or the network ended a connection between two statements; the next statement can't tell. */
const endedBy = new WeakMap<pg.PoolClient, Error>()

function openPool(connectionString: string, patience: Patience): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max: patience.connections,
    connectionTimeoutMillis: patience.connect,
    idleTimeoutMillis: 30_000,
    statement_timeout: patience.statement,
    lock_timeout: patience.lock,
    idle_in_transaction_session_timeout: patience.idle,
    query_timeout: patience.answer,
  })
  pool.on('error', () => undefined)
  // A cut connection raises on the checked-out client as well, and would end the process.
  pool.on('connect', (client) => {
    client.on('error', (error) => {
      if (!endedBy.has(client)) endedBy.set(client, error)
    })
    prepareRecurring(client)
    endUnanswered(client)
  })
  return pool
}

/** A connection that got no answer is cut at once: a rollback sent after it would wait as long again. */
function endUnanswered(client: pg.PoolClient): void {
  client.query = new Proxy(client.query, {
    apply(target, self, given) {
      const answer: unknown = Reflect.apply(target, self, given)
      if (answer instanceof Promise) answer.catch((error: unknown) => endAfter(client, error))
      return answer
    },
  })
}

function endAfter(client: pg.PoolClient, error: unknown): void {
  if (!(error instanceof Error) || error.message !== 'Query read timeout') return
  if ('end' in client && typeof client.end === 'function') void client.end()
}
