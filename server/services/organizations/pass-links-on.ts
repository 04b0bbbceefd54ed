import { sql } from 'drizzle-orm'
import type { Transaction } from '@/server/db/tenancy'
import type { OperatorContext, OrgContext } from '@/server/services/context'

/**
 * Hands what is open between a record that was merged and others on to the record kept, inside the operator's door. A
 * shared device is known from its link alone, so the record kept takes it on; domains and people are read from the
 * records themselves. What somebody has called separate stays so.
 */
export async function passLinksOn(
  tx: Transaction,
  ctx: OperatorContext | OrgContext,
  { keptId, goneId }: { keptId: string; goneId: string },
): Promise<void> {
  await tx.execute(sql`
    INSERT INTO employer_link AS l (a_id, b_id, reasons, found_at, review_due)
    SELECT least(other, ${keptId}::uuid), greatest(other, ${keptId}::uuid), '["device"]'::jsonb, found_at, review_due
    FROM (SELECT CASE WHEN a_id = ${goneId} THEN b_id ELSE a_id END AS other, found_at, review_due
          FROM employer_link
          WHERE ${goneId}::uuid IN (a_id, b_id) AND state = 'open' AND reasons @> '["device"]'::jsonb) open
    WHERE other <> ${keptId}::uuid
    ON CONFLICT (a_id, b_id) DO UPDATE SET reasons = l.reasons || excluded.reasons
    WHERE l.state = 'open' AND NOT l.reasons @> excluded.reasons`)
  await tx.execute(sql`
    UPDATE employer_link
    SET state = 'separate', note = 'One of the records was merged.', decided_by = ${ctx.actor.userId},
        decided_at = ${ctx.now.toISOString()}::timestamptz
    WHERE ${goneId}::uuid IN (a_id, b_id) AND state = 'open'`)
}
