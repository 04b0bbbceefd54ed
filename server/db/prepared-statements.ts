import type pg from 'pg'

/** Statements kept prepared on one connection: all that recur in practice, and a bound on the server's memory. */
const KEPT = 150

/** Texts remembered as seen; lists of many lengths make many that never recur. */
const REMEMBERED = 2_000

const SHORTEST = 60

/**
 * Lets a connection prepare what it is asked again and again: planning a query under row-level security takes the
 * server longer than answering it. A statement is named on its second use, by its text alone.
 */
export function prepareRecurring(client: pg.PoolClient): void {
  const names = new Map<string, string>()
  const seen = new Set<string>()
  const nameOf = (text: string): string | undefined => {
    const name = names.get(text)
    if (name !== undefined || text.length < SHORTEST) return name
    if (!seen.has(text)) {
      if (seen.size >= REMEMBERED) seen.clear()
      seen.add(text)
      return undefined
    }
    if (names.size >= KEPT) return undefined
    const given = `recurring-${names.size + 1}`
    names.set(text, given)
    return given
  }
  client.query = new Proxy(client.query, {
    apply(target, self, [statement, ...rest]: unknown[]) {
      return Reflect.apply(target, self, [named(statement, nameOf), ...rest])
    },
  })
}

/** The statement with its name; one that is named already, or is no single statement with parameters, as it is. */
function named(statement: unknown, nameOf: (text: string) => string | undefined): unknown {
  if (typeof statement !== 'object' || statement === null || !('text' in statement))
    return statement
  if (typeof statement.text !== 'string' || ('name' in statement && statement.name)) {
    return statement
  }
  const name = nameOf(statement.text)
  return name === undefined ? statement : { ...statement, name }
}
