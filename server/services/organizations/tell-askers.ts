import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asOperator, selectRows, type Transaction } from '@/server/db/tenancy'
import type { OperatorContext, OrgContext } from '@/server/services/context'
import { enqueue } from '@/server/services/outbox'
import { askedOperatorAlone, confirmersIn } from './who-confirms'

const Told = z.object({ to: z.string(), organization_id: z.string(), employers: z.coerce.number() })

/**
 * Tells what was decided, one mail a person and press: whoever asked, and the people of other partnerships that were
 * asked the same, who need do nothing more.
 */
export async function tellAskers(
  ctx: OrgContext | OperatorContext,
  what: 'confirmed' | 'refused',
  employerIds: readonly string[],
): Promise<void> {
  if (employerIds.length === 0) return
  const by = 'organization' in ctx ? ctx.organization.id : null
  await asOperator(async (tx) => {
    const mail = (template: string) => (row: z.infer<typeof Told>) => ({
      subjectId: randomUUID(),
      kind: 'mail' as const,
      payload: {
        ...{ template, to: row.to, aboutId: row.organization_id, byId: by },
        ...{ what, employers: row.employers },
        // In whose name it goes: nothing leaves of one that was stopped, or whose name waits.
        ...(by ? { senderId: by } : {}),
      },
    })
    await enqueue(tx, [
      ...(await askersOf(tx, by, employerIds)).map(mail('confirmation-decided')),
      ...(await othersAsked(tx, by, employerIds)).map(mail('confirmation-needless')),
    ])
  })
}

/** Who pressed for it and belongs to the asker still; `by` knows already. */
function askersOf(tx: Transaction, by: string | null, employerIds: readonly string[]) {
  return selectRows(
    tx,
    Told,
    sql`SELECT u.email AS to, p.organization_id, count(*) AS employers
        FROM employer_proposal p
        JOIN "user" u ON u.id = p.asked_by
        JOIN member m ON m.user_id = u.id AND m.organization_id = p.organization_id
        WHERE p.employer_id = ANY(${array(employerIds)}::uuid[]) AND p.asked_at IS NOT NULL
          AND p.organization_id IS DISTINCT FROM ${by}::uuid
        GROUP BY u.email, p.organization_id ORDER BY u.email, p.organization_id`,
  )
}

/** People of the partnerships that were asked, but for who decided and who asked. */
function othersAsked(tx: Transaction, by: string | null, employerIds: readonly string[]) {
  return selectRows(
    tx,
    Told,
    sql`SELECT u.email AS to, m.organization_id, count(DISTINCT p.employer_id) AS employers
        FROM employer_proposal p
        JOIN organization o ON o.id = p.employer_id
        CROSS JOIN LATERAL jsonb_to_recordset(${confirmersIn(sql`coalesce(o.county_id, p.county_id)`)})
          AS w (id uuid)
        JOIN member m ON m.organization_id = w.id AND m.role <> 'viewer'
        JOIN "user" u ON u.id = m.user_id
        WHERE p.employer_id = ANY(${array(employerIds)}::uuid[]) AND p.asked_at IS NOT NULL
          AND NOT ${askedOperatorAlone(sql`p`)}
          AND w.id IS DISTINCT FROM ${by}::uuid AND w.id <> p.organization_id
        GROUP BY u.email, m.organization_id ORDER BY u.email, m.organization_id`,
  )
}

function array(ids: readonly string[]): string {
  return `{${ids.join(',')}}`
}
