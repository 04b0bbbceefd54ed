import { type Placeholder, sql } from 'drizzle-orm'
import type { Statement, Transaction } from './transaction'

type Builder<Answer> = {
  prepare(name: string): { execute(values: Record<string, unknown>): Promise<Answer> }
}

/**
 * A statement that is built once a connection, with a place for each value: building takes longer than sending. For what
 * every tap asks; elsewhere a builder reads better.
 */
export function recurring<Name extends string, Answer>(
  names: readonly Name[],
  build: (tx: Transaction, places: Record<Name, Placeholder>) => Builder<Answer>,
): (tx: Transaction, values: Record<Name, unknown>) => Statement<Answer> {
  const built = new WeakMap<Transaction, ReturnType<Builder<Answer>['prepare']>>()
  const places = placesFor(names)
  return (tx, values) => {
    const statement = built.get(tx) ?? build(tx, places).prepare('')
    built.set(tx, statement)
    return { execute: () => statement.execute(values) }
  }
}

/** One for each name, which is why the record is complete. */
function placesFor<Name extends string>(names: readonly Name[]): Record<Name, Placeholder> {
  const places: Partial<Record<Name, Placeholder>> = {}
  for (const name of names) places[name] = sql.placeholder(name)
  return places as Record<Name, Placeholder>
}
