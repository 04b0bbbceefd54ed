import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { prepareRecurring } from './prepared-statements'
import { runTransaction, type Transaction } from './transaction'
import { isUnavailable, NotConnected } from './unavailable'

/** Where transactions run. */
export type Connections = {
  /** `local` are settings, such as the role, that hold from its first statement on and end with it. */
  transaction<T>(work: (tx: Transaction) => Promise<T>, local?: Local): Promise<T>
  /** A pool tells how many of its connections are taken, and how many wait for one. */
  load?: () => PoolLoad
}

export type Local = Readonly<Record<string, string>>

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
    async transaction(work, local = {}) {
      const client = await pool.connect().catch((cause: unknown) => {
        throw new NotConnected('The database could not be reached.', { cause })
      })
      let broken = false
      try {
        const end = () => commit(client)
        return await runTransaction(transactionOn(client), open(client, local), { work, end })
      } catch (error) {
        broken = isUnavailable(error) || !(await rollBack(client))
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

/** What a connection may without a transaction's role: were a transaction not begun, its writes would be refused. */
const RESTING_ROLE = 'plumbline_reader'

const transactions = new WeakMap<pg.PoolClient, Transaction>()

/** One for all transactions of a connection, so that what was built for one is there for the next. */
function transactionOn(client: pg.PoolClient): Transaction {
  const known = transactions.get(client)
  if (known) return known
  const made = drizzle(client, { casing: 'snake_case' })
  transactions.set(client, made)
  return made
}

/** Sends what opens a transaction and waits for none of it; when any of it fails, so does everything after it. */
function open(client: pg.PoolClient, local: Local): Promise<unknown>[] {
  const settings = Object.entries(local)
  const begun = client.query('BEGIN')
  if (settings.length === 0) return [begun]
  const calls = settings.map((_, at) => `set_config($${2 * at + 1}, $${2 * at + 2}, true)`)
  return [begun, client.query({ text: `SELECT ${calls.join(', ')}`, values: settings.flat() })]
}

/** The database answers a commit of what had failed with ROLLBACK, and says no more. */
async function commit(client: pg.PoolClient): Promise<void> {
  const { command } = await client.query('COMMIT')
  if (command !== 'COMMIT') throw new Error(`The transaction ended with ${command}.`)
}

async function rollBack(client: pg.PoolClient): Promise<boolean> {
  return client.query('ROLLBACK').then(
    () => true,
    () => false,
  )
}

/** Why the database or the network ended a connection between two statements; the next statement can't tell. */
const endedBy = new WeakMap<pg.PoolClient, Error>()

/** An address may carry options of its own, which would take the place of ours. */
function atRest(connectionString: string): pg.PoolConfig {
  const url = new URL(connectionString)
  const own = url.searchParams.get('options') ?? ''
  url.searchParams.delete('options')
  return {
    connectionString: own ? url.href : connectionString,
    options: `${own} -c role=${RESTING_ROLE}`.trim(),
  }
}

function openPool(connectionString: string, patience: Patience): pg.Pool {
  const pool = new pg.Pool({
    ...atRest(connectionString),
    max: patience.connections,
    connectionTimeoutMillis: patience.connect,
    idleTimeoutMillis: 30_000,
    statement_timeout: patience.statement,
    lock_timeout: patience.lock,
    idle_in_transaction_session_timeout: patience.idle,
    // A connection that got no answer in time is cut.
    query_timeout: patience.answer,
    pipeline: true,
  })
  pool.on('error', () => undefined)
  // A cut connection raises on the checked-out client as well, and would end the process.
  pool.on('connect', (client) => {
    client.on('error', (error) => {
      if (!endedBy.has(client)) endedBy.set(client, error)
    })
    prepareRecurring(client)
    sendTogether(client)
  })
  return pool
}

/** What is sent in one turn leaves in one piece: each piece costs a call of the system, and wakes the server. */
function sendTogether(client: pg.PoolClient): void {
  const { stream } = client.connection
  let held = false
  const hold = () => {
    if (held) return
    held = true
    stream.cork()
    process.nextTick(() => {
      held = false
      stream.uncork()
    })
  }
  client.query = new Proxy(client.query, {
    apply(target, self, given) {
      hold()
      return Reflect.apply(target, self, given)
    },
  })
}
