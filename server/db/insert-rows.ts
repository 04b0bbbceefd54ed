import { getTableColumns, getTableName, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Transaction } from './tenancy'

const batch = 2000

/**
 * Inserts rows that all give the same columns, in few statements of one value each: thousands of rows with a parameter for
 * every cell would be mostly work of the query builder. Times and SQL have to come from defaults.
 */
export async function insertRows<Table extends PgTable>(
  tx: Transaction,
  table: Table,
  rows: readonly Table['$inferInsert'][],
  options: { skipKnown: boolean } = { skipKnown: false },
): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = getTableColumns(table)
  const given = Object.keys(first).flatMap((key) => {
    const column = columns[key]
    return column ? [{ key, name: snake(key), type: column.getSQLType() }] : []
  })
  const names = sql.join(
    given.map(({ name }) => sql.identifier(name)),
    sql`, `,
  )
  const values = sql.join(
    given.map(({ key }) => sql.identifier(key)),
    sql`, `,
  )
  const shape = sql.join(
    given.map(({ key, type }) => sql`${sql.identifier(key)} ${sql.raw(type)}`),
    sql`, `,
  )
  const known = options.skipKnown ? sql`ON CONFLICT DO NOTHING` : sql``
  for (let at = 0; at < rows.length; at += batch) {
    const some = JSON.stringify(rows.slice(at, at + batch))
    await tx.execute(sql`
      INSERT INTO ${sql.identifier(getTableName(table))} (${names})
      SELECT ${values} FROM jsonb_to_recordset(${some}::jsonb) AS given (${shape}) ${known}`)
  }
}

/** As the connections are told to name columns. */
function snake(key: string): string {
  return key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
