import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { decisionReminders } from '@/server/db/schema/decisions'
import { asOperator, selectRows, type Transaction } from '@/server/db/tenancy'
import { zoneOfCounty } from '@/server/domain/people/time-zones'
import { dueReminder, reminderDays } from '@/server/domain/reading/decision-mails'
import { dayIn, daysAfter } from '@/server/domain/wall-clock'
import { zoneCountyOf } from '@/server/services/organizations/organization-zone'
import { enqueue } from '@/server/services/outbox'
import { wantsMail } from './mail-reader'
import { isNewest } from './read-decisions'

/**
 * Queues a mail to each member whose decision is due in 14 days or tomorrow, once each however many processes look. Returns how
 * many.
 */
export function queueReminders(now: Date): Promise<number> {
  return asOperator(async (tx) => {
    const near = await decisionsNear(tx, now)
    const due = near.flatMap(({ county, at, dueOn, ...decision }) => {
      const zone = zoneOfCounty(county)
      const days = dueReminder({ dueOn, decidedOn: dayIn(at, zone) }, dayIn(now, zone))
      return days === null ? [] : [{ ...decision, days }]
    })
    if (due.length === 0) return 0
    const taken = await tx
      .insert(decisionReminders)
      .values(due.map(({ decisionId, days }) => ({ decisionId, days, at: now })))
      .onConflictDoNothing()
      .returning({ decisionId: decisionReminders.decisionId })
    const sent = new Set(taken.map(({ decisionId }) => decisionId))
    const mails = due.filter(({ decisionId }) => sent.has(decisionId))
    await enqueue(
      tx,
      mails.map(({ days: _, ...reader }) => ({
        subjectId: reader.decisionId,
        kind: 'mail' as const,
        payload: { template: 'decision-reminder', ...reader },
      })),
    )
    return mails.length
  })
}

const Near = z.object({
  decisionId: z.string(),
  organizationId: z.string(),
  userId: z.string(),
  to: z.string(),
  dueOn: z.string(),
  at: z.coerce.date(),
  county: z.string().nullable(),
})

/** Decisions of members that want mail and have something left to do, a day around those that may be due by their clock. */
function decisionsNear(tx: Transaction, now: Date): Promise<z.infer<typeof Near>[]> {
  const today = now.toISOString().slice(0, 10)
  return selectRows(
    tx,
    Near,
    sql`SELECT d.id AS "decisionId", d.organization_id AS "organizationId", u.id AS "userId", u.email AS to,
               d.due_on::text AS "dueOn", d.at, ${zoneCountyOf(sql`o`)} AS county
        FROM decision d
        JOIN organization o ON o.id = d.organization_id
        JOIN member m ON m.organization_id = d.organization_id AND m.user_id = d.owner_user_id
        JOIN "user" u ON u.id = m.user_id
        WHERE d.due_on BETWEEN ${daysAfter(today, -1)}::date AND ${daysAfter(today, reminderDays[0] + 1)}::date
          AND ${isNewest} AND ${wantsMail} AND ${isOpen} AND d.choice IN ('accept', 'plan')
        ORDER BY d.id`,
  )
}

/** Whether it has not been said of a decision `d` that it is done or dropped. */
const isOpen = sql`coalesce((SELECT p.state FROM decision_progress p WHERE p.decision_id = d.id
  ORDER BY p.at DESC, p.id LIMIT 1), 'open') NOT IN ('done', 'dropped')`
