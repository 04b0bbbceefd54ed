import { PGlite } from '@electric-sql/pglite'
import type { Database } from '@/server/db/client'

/** Statements are sent together: each is known by its number, for later ones may be sent before it is answered. */
type Listener = {
  before?: (number: number) => void
  after?: (number: number, statement: string, rows: number) => void
}

/** From now on tells of each statement that the embedded database is sent inside a transaction. */
export function listenTo(db: Database, { before, after }: Listener): void {
  const client: unknown = Reflect.get(db, 'client')
  if (!(client instanceof PGlite)) throw new Error('Only the embedded database can be listened to.')
  const open = client.transaction.bind(client)
  let sent = 0
  client.transaction = (work) =>
    open((tx) =>
      work(
        new Proxy(tx, {
          get(target, name) {
            const member: unknown = Reflect.get(target, name)
            if (name !== 'query' || typeof member !== 'function') return member
            return async (...given: unknown[]) => {
              sent += 1
              const number = sent
              before?.(number)
              const result: unknown = await Reflect.apply(member, target, given)
              after?.(number, String(given[0]), rowsIn(result))
              return result
            }
          },
        }),
      ),
    )
}

/** What is late goes by the clock, and is looked up at most once in five seconds; an attack of its own scrapes it. */
const ofTheClock = /^SELECT 'jobs' AS what\b/

/**
 * Writes down each statement and how many rows came back. What a statement is sent with is left out: ids of requests
 * are drawn anew each time.
 */
export function recordStatements(db: Database): string[] {
  const lines: string[] = []
  let last = ''
  listenTo(db, {
    after(_, statement, rows) {
      // What opens and what ends a transaction that looked at the clock comes and goes with it.
      if (ofTheClock.test(statement) && last.startsWith('SELECT set_config')) lines.pop()
      const ends = statement === 'SELECT 1' && ofTheClock.test(last)
      last = statement
      if (!ends && !ofTheClock.test(statement)) lines.push(`${rows} rows: ${statement}`)
    },
  })
  return lines
}

function rowsIn(result: unknown): number {
  const rows: unknown = result instanceof Object ? Reflect.get(result, 'rows') : undefined
  return Array.isArray(rows) ? rows.length : 0
}
