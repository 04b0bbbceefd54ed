import type pg from 'pg'

type Row = Record<string, unknown>

/** Inserts rows a thousand at a time; columns that are not named keep their default. */
export async function insert(client: pg.Client, table: string, rows: Row[]): Promise<void> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
    .map((name) => `"${name}"`)
    .join(', ')
  for (let start = 0; start < rows.length; start += 1_000) {
    await client.query(
      `INSERT INTO ${table} (${columns})
       SELECT ${columns} FROM json_populate_recordset(null::${table}, $1)`,
      [JSON.stringify(rows.slice(start, start + 1_000))],
    )
  }
}
