import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asOperator, selectRows } from '@/server/db/tenancy'
import { LINK_REASONS, LINK_STATES } from '@/server/domain/people/employer-links'
import type { OperatorContext } from '@/server/services/context'

const End = z.object({ id: z.string(), name: z.string(), domain: z.string().nullable() })

const Row = z.object({
  a: End,
  b: End,
  reasons: z.array(z.enum(LINK_REASONS)),
  state: z.enum(LINK_STATES),
  foundAt: z.coerce.date(),
  reviewDue: z.coerce.date(),
  note: z.string(),
})

export const EmployerLink = Row.extend({ overdue: z.boolean() })
export type EmployerLink = z.infer<typeof EmployerLink>

const shown = 200

/** Pairs of employers that may be one, open ones first; pairs made one employer meanwhile are left out. */
export async function listLinks(ctx: OperatorContext): Promise<EmployerLink[]> {
  const rows = await asOperator((tx) =>
    selectRows(
      tx,
      Row,
      sql`SELECT jsonb_build_object('id', a.id, 'name', a.name, 'domain', a.domain) AS a,
                 jsonb_build_object('id', b.id, 'name', b.name, 'domain', b.domain) AS b,
                 l.reasons, l.state, l.found_at AS "foundAt", l.review_due AS "reviewDue", l.note
          FROM employer_link l
          JOIN organization a ON a.id = l.a_id AND a.merged_into_id IS NULL
          JOIN organization b ON b.id = l.b_id AND b.merged_into_id IS NULL
          WHERE coalesce(a.parent_id, a.id) <> coalesce(b.parent_id, b.id)
          ORDER BY l.state, l.review_due, a.name, b.name LIMIT ${shown}`,
    ),
  )
  return rows.map((row) => ({ ...row, overdue: row.state === 'open' && row.reviewDue < ctx.now }))
}
