import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asOperator, selectRows } from '@/server/db/tenancy'
import { mailLanes } from '@/server/domain/mail-lanes'
import { askedFor } from '@/server/services/cycles/invitation-mail'
import { mailTries } from './deliver-mail'

/** Mail that should have left by now, of one lane. */
export type WaitingMail = { lane: string; late: number; oldestMinutes: number; givenUp: number }

/** What leaves within so many minutes is on its way, and nobody has to look. */
const USUAL_MINUTES = 2

/** What raters ask for themselves: its coming and going would show that one has opened its link, or answered. */
export const toldOfNobody = sql`ARRAY[${sql.join(
  askedFor.map((template) => sql`${template}`),
  sql`, `,
)}]`

/**
 * Mail by lane, tries and when it should have left; of senders that wait for the operator it is held on purpose, and not
 * in it.
 */
export const waitingMail = sql`(
  SELECT lane, attempts, CASE WHEN attempts = 0 THEN available_at ELSE created_at END AS due
  FROM outbox o
  WHERE kind = 'mail' AND lane <> ${mailLanes.never} AND payload->>'template' <> ALL(${toldOfNobody})
    AND NOT EXISTS (SELECT 1 FROM sender_hold h
                    WHERE h.organization_id = o.sender_id AND h.verdict IS DISTINCT FROM 'accepted')
) AS waiting`

const Row = z.object({
  lane: z.coerce.number(),
  late: z.coerce.number(),
  oldestMinutes: z.coerce.number(),
  givenUp: z.coerce.number(),
})

/** How much mail is late, lane by lane, and for how long. */
export async function readWaitingMail(now: Date): Promise<WaitingMail[]> {
  const at = sql`${now.toISOString()}::timestamptz`
  const rows = await asOperator((tx) =>
    selectRows(
      tx,
      Row,
      sql`SELECT lane, count(*) FILTER (WHERE attempts < ${mailTries}) AS late,
                 coalesce(floor(max(extract(epoch FROM ${at} - due) / 60)
                   FILTER (WHERE attempts < ${mailTries})), 0) AS "oldestMinutes",
                 count(*) FILTER (WHERE attempts >= ${mailTries}) AS "givenUp"
          FROM ${waitingMail}
          WHERE due < ${at} - make_interval(mins => ${USUAL_MINUTES})
          GROUP BY lane`,
    ),
  )
  const none = { late: 0, oldestMinutes: 0, givenUp: 0 }
  const { never: _, ...carried } = mailLanes
  return Object.entries(carried).map(([lane, number]) => ({
    ...(rows.find((row) => row.lane === number) ?? none),
    lane,
  }))
}
