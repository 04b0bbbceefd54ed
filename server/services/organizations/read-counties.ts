import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { type CountyMeant, countyMeant, firstLetters } from '@/server/domain/people/county-names'

const Row = z.object({
  id: z.string(),
  name: z.string(),
  code: z.string(),
  state: z.string(),
  postal: z.string(),
})

/** Which county each of these texts means, by the text; where several do, the state of the county `near` is taken. */
export async function readCounties(
  tx: Transaction,
  texts: readonly string[],
  near: string | null = null,
): Promise<Map<string, CountyMeant>> {
  const wanted = [...new Set(texts)].filter((text) => text.trim() !== '')
  if (wanted.length === 0) return new Map()
  const letters = [...new Set(wanted.flatMap(firstLetters))]
  const counties = await selectRows(
    tx,
    Row,
    sql`SELECT c.id, c.name, coalesce(c.code, '') AS code, s.name AS state, substr(s.id, 4) AS postal
        FROM region c JOIN region s ON s.id = c.parent_id
        WHERE c.kind = 'county'
          AND (left(lower(unaccent(c.name)), 1) IN (${list(letters)}) OR c.code IN (${list(wanted.map(code))}))`,
  )
  const [home] = near
    ? await selectRows(
        tx,
        z.object({ postal: z.string() }),
        sql`SELECT substr(parent_id, 4) AS postal FROM region WHERE id = ${near}`,
      )
    : []
  return new Map(wanted.map((text) => [text, countyMeant(text, counties, home?.postal ?? null)]))
}

/** As a code would be written, if it is one. */
function code(text: string): string {
  return text.replaceAll(/\D/g, '').padStart(5, '0')
}

function list(values: readonly string[]) {
  const all = values.length > 0 ? values : ['']
  return sql.join(
    all.map((value) => sql`${value}`),
    sql`, `,
  )
}
