import { type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { selectRows, type Transaction } from '@/server/db/tenancy'

const slice = sql.raw('5000')

/**
 * All rows of a statement without parameters, fetched in slices: as they come and as they are kept, a hundred thousand of them
 * would be held twice.
 */
export async function selectInSlices<Row>(
  tx: Transaction,
  row: z.ZodType<Row>,
  statement: SQL,
): Promise<Row[]> {
  const rows: Row[] = []
  await tx.execute(sql`DECLARE sliced NO SCROLL CURSOR FOR ${statement}`)
  for (let more = true; more; ) {
    const some = await selectRows(tx, row, sql`FETCH FORWARD ${slice} FROM sliced`)
    rows.push(...some)
    more = some.length > 0
  }
  await tx.execute(sql`CLOSE sliced`)
  return rows
}
