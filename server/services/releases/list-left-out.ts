import { and, desc, eq, gt, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { auditEvents } from '@/server/db/schema/organizations'
import { subjects } from '@/server/db/schema/ratings'
import { asOperator, asPublisher, selectRows } from '@/server/db/tenancy'
import { readBallots } from '@/server/domain/ledger'
import { quarterOf } from '@/server/domain/map-cells'
import type { OperatorContext } from '@/server/services/context'
import { type EmployerRegister, loadEmployers } from './employer-register'
import { LEFT_OUT } from './finish-release'
import { itemKey } from './item-states'
import { type Moment, releaseStoredItem } from './release-item'
import {
  itemsOf,
  NOTHING_STORED,
  type ReadSubject,
  type ReleaseProblem,
  readSubject,
} from './release-subject'

/** An item no release can hold as it is stored, by the words people know it by. */
export const LeftOut = z.object({
  scale: z.enum(['importance', 'fit', 'value']),
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
    const ballots = readBallots(rows, moment.asOf.getTime(), employers)
    return itemsOf(items, stored, scale).flatMap((competencyId): ReleaseProblem[] => {
      const before = stored.get(itemKey(scale, competencyId)) ?? NOTHING_STORED
      try {
        releaseStoredItem(ledger, { scale, ballots, competencyId }, before, employers, moment)
        return []
      } catch (error) {
        if (!(error instanceof RangeError)) throw error
        return [{ subjectId, scale, competencyId, reason: error.message }]
      }
    })
  })
}

const REMEMBERED_DAYS = 90
const SUBJECTS = 50

/** Items that releases of late left out and would leave out still: looked at again as they are asked for. */
export async function listLeftOut(ctx: OperatorContext): Promise<LeftOut[]> {
  const since = new Date(ctx.now.getTime() - REMEMBERED_DAYS * 86_400_000)
  const told = await asOperator((tx) =>
    tx
      .select({ id: auditEvents.targetId })
      .from(auditEvents)
      .where(and(eq(auditEvents.verb, LEFT_OUT), gt(auditEvents.at, since)))
      .groupBy(auditEvents.targetId)
      .orderBy(desc(sql`max(${auditEvents.at})`))
      .limit(SUBJECTS),
  )
  const ids = told.flatMap(({ id }) => id ?? [])
  if (ids.length === 0) return []
  const moment = { asOf: ctx.now, quarter: quarterOf(ctx.now) }
  const problems = await asPublisher(async (tx) => {
    const employers = await loadEmployers(tx, ctx.now)
    const found: ReleaseProblem[] = []
    for (const { id, kind } of await tx.select().from(subjects).where(inArray(subjects.id, ids))) {
      found.push(
        ...problemsOf(await readSubject(tx, { id, kind }, employers, moment), employers, moment),
      )
    }
    return found
  })
  return nameProblems(problems)
}

/** The same problems by the words people know their items by. */
export async function nameProblems(problems: readonly ReleaseProblem[]): Promise<LeftOut[]> {
  if (problems.length === 0) return []
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
