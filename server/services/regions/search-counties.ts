import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asReader, selectRows } from '@/server/db/tenancy'

export const CountyOption = z.object({ id: z.string(), name: z.string(), state: z.string() })

/** Counties whose name begins with the words, or all of one state; by state and name. */
export async function searchCounties(input: {
  query: string
  stateId: string | null
}): Promise<z.infer<typeof CountyOption>[]> {
  const [place = '', state = ''] = input.query.split(',').map((part) => part.trim().toLowerCase())
  const begins = (text: string) => `${text.slice(0, 60).replace(/[\\%_]/g, '\\$&')}%`
  return asReader((tx) =>
    selectRows(
      tx,
      CountyOption,
      sql`SELECT c.id, c.name, s.name AS state FROM region c JOIN region s ON s.id = c.parent_id
          WHERE c.kind = 'county' AND lower(c.name) LIKE ${begins(place)}
            AND lower(s.name) LIKE ${begins(state)}
            AND (${input.stateId}::text IS NULL OR s.id = ${input.stateId})
          ORDER BY s.name, c.name COLLATE "und-x-icu" LIMIT ${input.stateId ? 300 : 12}`,
    ),
  )
}

export const StateOption = z.object({ id: z.string(), name: z.string() })

export async function listStates(): Promise<z.infer<typeof StateOption>[]> {
  return asReader((tx) =>
    selectRows(
      tx,
      StateOption,
      sql`SELECT id, name FROM region WHERE kind = 'state' ORDER BY name COLLATE "und-x-icu"`,
    ),
  )
}

export const IndustryOption = z.object({ id: z.string(), code: z.string(), title: z.string() })

/** Sectors and subsectors of the NAICS, to choose an organization's industry from. */
export async function listIndustries(): Promise<z.infer<typeof IndustryOption>[]> {
  return asReader((tx) =>
    selectRows(
      tx,
      IndustryOption,
      sql`SELECT id, code, title FROM industry WHERE level IN (2, 3) ORDER BY sector, level, code`,
    ),
  )
}
