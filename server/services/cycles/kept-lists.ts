import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import type { KeptLists } from '@/server/domain/asking/packets'
import { legalEmployer } from './invited-employers'

const Kept = z.object({ legal_id: z.string(), list: z.array(z.string()) })

/** What each legal employer was given in the cycle that this one repeats, answered or not; nothing where it repeats none. */
export async function keptLists(
  tx: Transaction,
  { repeatsId }: { repeatsId: string | null },
): Promise<KeptLists> {
  if (!repeatsId) return new Map()
  const rows = await selectRows(
    tx,
    Kept,
    sql`SELECT DISTINCT ON (legal_id) ${legalEmployer} AS legal_id, to_json(l.competency_ids) AS list
        FROM packet p
        JOIN question_list l ON l.id = p.question_list_id
        JOIN organization o ON o.id = p.employer_id
        LEFT JOIN organization kept ON kept.id = o.merged_into_id
        WHERE p.cycle_id = ${repeatsId}
        ORDER BY legal_id, p.employer_id, p.position`,
  )
  return new Map(rows.map(({ legal_id, list }) => [legal_id, list]))
}
