import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asOperator, selectRows, type Transaction } from '@/server/db/tenancy'
import { operatorFrom } from '@/server/domain/people/confirmations'
import { isRefused } from './employer-links'
import { tellOperators } from './request-confirmation'

const Waits = z.object({
  organization_id: z.string(),
  employer_id: z.string(),
  asked_at: z.coerce.date(),
})

/**
 * Asks the operator about employers that a partnership was asked to confirm and has not decided about in five working
 * days; once each, and by no more than one mail a day and asker. Returns how many.
 */
export async function passConfirmationsOn(now: Date): Promise<number> {
  return asOperator(async (tx) => {
    const waiting = await selectRows(
      tx,
      Waits,
      sql`SELECT p.organization_id, p.employer_id, p.asked_at FROM employer_proposal p
          JOIN organization o ON o.id = p.employer_id
          WHERE p.asked_at IS NOT NULL AND p.passed_on_at IS NULL
            AND o.verification <> 'V2' AND o.merged_into_id IS NULL AND NOT ${isRefused(sql`o`)}`,
    )
    const due = waiting.filter((each) => operatorFrom(each.asked_at) <= now)
    if (due.length === 0) return 0
    const lately = await toldLately(tx, now)
    await tx.execute(
      sql`UPDATE employer_proposal p SET passed_on_at = ${now.toISOString()}::timestamptz
          FROM jsonb_to_recordset(${JSON.stringify(due)}::jsonb) AS d (organization_id uuid, employer_id uuid)
          WHERE p.organization_id = d.organization_id AND p.employer_id = d.employer_id`,
    )
    for (const asker of new Set(due.map((each) => each.organization_id))) {
      if (!lately.has(asker)) await tellOperators(tx, asker)
    }
    return due.length
  })
}

/** Askers about whose employers the operator was mailed in the last day. */
async function toldLately(tx: Transaction, now: Date): Promise<Set<string>> {
  const at = sql`${now.toISOString()}::timestamptz`
  const rows = await selectRows(
    tx,
    Waits.pick({ organization_id: true }),
    sql`SELECT DISTINCT organization_id FROM employer_proposal
        WHERE passed_on_at > ${at} - interval '1 day' AND passed_on_at <= ${at}`,
  )
  return new Set(rows.map((row) => row.organization_id))
}
