import { getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { pickFields } from '@/server/domain/fields'

type Columns<Table extends PgTable> = Table['_']['columns']

/** The columns of a table that hold these fields, as a select takes them. */
export function columnsNamed<Table extends PgTable, Field extends keyof Columns<Table>>(
  table: Table,
  fields: readonly Field[],
): Pick<Columns<Table>, Field> {
  return pickFields(getTableColumns(table), fields)
}

/** The same for SQL by hand: `"tool"."weight" AS "weight", …`, where the table goes by its own name. */
export function selectedColumns<Table extends PgTable>(
  table: Table,
  fields: readonly (keyof Columns<Table> & string)[],
): SQL {
  const columns = Object.entries(columnsNamed(table, fields)).map(
    ([field, column]) => sql`${column} AS ${sql.identifier(field)}`,
  )
  return sql.join(columns, sql`, `)
}
