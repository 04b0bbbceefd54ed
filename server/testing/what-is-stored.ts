import { z } from 'zod'
import { database } from '@/server/db/client'

/** Everything that is kept, told by the transactions that wrote it; not how often was tried, and what was refused. */
export async function whatIsStored(): Promise<string> {
  const db = await database()
  return db.withOwner(async ({ query }) => {
    const { rows } = await query(`SELECT relname FROM pg_class WHERE relkind = 'r'
      AND relnamespace = 'public'::regnamespace AND relname NOT IN ('rate_limit', 'occupation', 'industry') ORDER BY 1`)
    const counts = rows.map(({ relname }) => {
      const where = relname === 'audit_event' ? `WHERE outcome = 'done'` : ''
      return `(SELECT concat('${relname} ', count(*), ' ', sum(xmin::text::numeric)) FROM "${relname}" ${where})`
    })
    const { rows: told } = await query(`SELECT concat_ws(', ', ${counts.join(', ')}) AS told`)
    return z.object({ told: z.string() }).parse(told[0]).told
  })
}
