import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import type { TreeLink } from '@/server/domain/catalogue/framework-tree'

/** The parent links of what stands, by its ranks: ids would take much of the memory. */
export function standingTree(tx: Transaction, frameworkId: string): Promise<TreeLink[]> {
  return selectRows(
    tx,
    z.object({
      ...{ childId: z.string(), parentId: z.string() },
      ...{ sequence: z.string().nullable(), position: z.number() },
    }),
    sql`SELECT * FROM (
      SELECT DISTINCT ON (child.rank, parent.rank) child.rank::text AS "childId", parent.rank::text AS "parentId", a.sequence, a.position
      FROM competency_association a
      JOIN staged_standing child ON child.id = a.from_competency_id
      JOIN staged_standing parent ON parent.id = a.to_competency_id
      WHERE a.framework_id = ${frameworkId} AND a.type = 'isChildOf'
      ORDER BY child.rank, parent.rank, a.position) link ORDER BY position`,
  )
}
