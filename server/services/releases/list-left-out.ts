import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asOperator, selectRows } from '@/server/db/tenancy'
import { readBallots } from '@/server/domain/method/ledger'
import { SCALES } from '@/server/domain/scales'
import type { OperatorContext } from '@/server/services/context'
import type { EmployerRegister } from './employer-register'
import { LEFT_OUT } from './finish-release'
import { type Moment, releaseStoredItem } from './release-stored-item'
import { itemsOf, type ReadSubject, ReleaseProblem } from './release-subject'

/** An item no release can hold as it is stored, by the words people know it by. */
export const LeftOut = z.object({
  scale: z.enum(SCALES),
  occupation: z.string(),
  credential: z.string().nullable(),
  competency: z.string().nullable(),
  reason: z.string(),
})
export type LeftOut = z.infer<typeof LeftOut>

/** Whatever stands in the way of an item's release, item by item. Reads only. */
export function problemsOf(
  { ledger, stored }: ReadSubject,
  employers: EmployerRegister,
  moment: Moment,
): ReleaseProblem[] {
  const { subjectId } = ledger
  return ledger.scales.flatMap(({ scale, rows, items }) => {
    const ballots = readBallots(rows, moment.asOf.getTime(), employers, moment.due)
    return itemsOf(items, stored, scale).flatMap((competencyId): ReleaseProblem[] => {
      const item = { scale, ballots, competencyId }
      try {
        releaseStoredItem(ledger, item, stored.of(item), { moment, employers })
        return []
      } catch (error) {
        if (!(error instanceof RangeError)) throw error
        return [{ subjectId, scale, competencyId, reason: error.message }]
      }
    })
  })
}

const REMEMBERED_DAYS = 90
const MOST = 500

/**
 * Items that the last look at their subject left out, as that look recorded them: no ledger is read again for it.
 * A look that left something out leaves another within a day; where that one was taken, what it found counts.
 */
export async function listLeftOut(ctx: OperatorContext): Promise<LeftOut[]> {
  const since = new Date(ctx.now.getTime() - REMEMBERED_DAYS * 86_400_000).toISOString()
  const told = await asOperator((tx) =>
    selectRows(
      tx,
      ReleaseProblem,
      sql`SELECT e.target_id AS "subjectId", e.detail ->> 'scale' AS scale,
                 e.detail ->> 'competency' AS "competencyId", e.detail ->> 'reason' AS reason
          FROM (SELECT target_id, max(at) AS at FROM audit_event
                WHERE verb = ${LEFT_OUT} AND at > ${since}::timestamptz GROUP BY target_id) last
          JOIN audit_event e ON e.verb = ${LEFT_OUT} AND e.target_id = last.target_id AND e.at = last.at
          WHERE EXISTS (SELECT FROM outbox o
                        WHERE o.kind = 'subject.touched' AND o.subject_id = last.target_id::uuid
                          AND o.available_at <= last.at + interval '24 hours')
          ORDER BY e.at DESC LIMIT ${MOST}`,
    ),
  )
  return nameProblems(told)
}

/** The same problems by the words people know their items by. */
export async function nameProblems(problems: readonly ReleaseProblem[]): Promise<LeftOut[]> {
  return asOperator((tx) =>
    selectRows(
      tx,
      LeftOut,
      sql`SELECT p.scale, p.reason, o.title AS occupation, cv.name AS credential, kv.label AS competency
          FROM jsonb_to_recordset(${JSON.stringify(problems)}::jsonb)
               AS p("subjectId" uuid, scale text, "competencyId" uuid, reason text)
          JOIN subject s ON s.id = p."subjectId"
          JOIN occupation o ON o.id = s.occupation_id
          LEFT JOIN credential c ON c.id = s.credential_id
          LEFT JOIN credential_version cv ON cv.id = c.current_version_id
          LEFT JOIN competency k ON k.id = p."competencyId"
          LEFT JOIN competency_version kv ON kv.id = k.current_version_id
          ORDER BY occupation, credential NULLS FIRST, competency, p.scale`,
    ),
  )
}
