import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { asOperator, asTenant, selectRows, type Transaction } from '@/server/db/tenancy'
import { REVIEW_STATES, SEEN_SIGNALS } from '@/server/domain/method/integrity'
import { authorize } from '@/server/services/authorize'
import type { OperatorContext, OrgContext } from '@/server/services/context'

export const ListHolds = z.strictObject({ state: z.enum(REVIEW_STATES).default('held') })
export type ListHolds = z.infer<typeof ListHolds>

const Hold = z.object({
  id: z.string(),
  employer: z.string(),
  credential: z.string(),
  occupation: z.string(),
  /** What was seen, never a level nor which pattern levels show. */
  signals: z.array(z.enum(SEEN_SIGNALS)),
  state: z.enum(REVIEW_STATES),
  raisedAt: z.coerce.date(),
  reviewDue: z.coerce.date(),
  decidedAt: z.coerce.date().nullable(),
  /** The reasons noted, oldest first, a line each. */
  note: z.string(),
  /** Whether the reader may decide, or take back what was decided. */
  mayDecide: z.boolean(),
})

export const HoldsView = z.object({
  holds: z.array(Hold.extend({ overdue: z.boolean() })),
  counts: z.record(z.enum(REVIEW_STATES), z.number().int()),
})
export type HoldsView = z.infer<typeof HoldsView>

const shown = 200

/** Held answers of the whole site for its operator, those due first. */
export function listHolds(ctx: OperatorContext, input: ListHolds): Promise<HoldsView> {
  return asOperator((tx) => view(tx, ctx.now, input, sql`true`))
}

/** Held answers a confirmed partnership reviews: of employers in its counties, asked by others than itself. */
export async function listOwnHolds(ctx: OrgContext, input: ListHolds): Promise<HoldsView> {
  await authorize(ctx, 'hold.read')
  const { id } = ctx.organization
  const own = sql`h.state = 'held' OR h.decided_by_organization_id IS NOT DISTINCT FROM ${id}::uuid`
  return asTenant(ctx, (tx) => view(tx, ctx.now, input, own))
}

async function view(
  tx: Transaction,
  now: Date,
  { state }: ListHolds,
  mayDecide: SQL,
): Promise<HoldsView> {
  const order: SQL = state === 'held' ? sql`h.review_due, h.id` : sql`h.decided_at DESC, h.id`
  const holds = await selectRows(
    tx,
    Hold,
    sql`SELECT h.id, e.name AS employer, coalesce(v.name, k.slug) AS credential, o.title AS occupation,
               h.seen AS signals, h.state, h.raised_at AS "raisedAt", h.review_due AS "reviewDue",
               h.decided_at AS "decidedAt", h.note, (${mayDecide}) AS "mayDecide"
        FROM integrity_hold h
        JOIN organization e ON e.id = h.employer_id
        JOIN subject s ON s.id = h.subject_id
        JOIN occupation o ON o.id = s.occupation_id
        JOIN credential k ON k.id = s.credential_id
        LEFT JOIN credential_version v ON v.id = k.current_version_id
        WHERE h.state = ${state} ORDER BY ${order} LIMIT ${shown}`,
  )
  const counted = await selectRows(
    tx,
    z.object({ state: z.enum(REVIEW_STATES), count: z.coerce.number() }),
    sql`SELECT h.state, count(*) AS count FROM integrity_hold h GROUP BY h.state`,
  )
  const count = (of: string) => counted.find((each) => each.state === of)?.count ?? 0
  return {
    holds: holds.map((hold) => ({
      ...hold,
      overdue: hold.state === 'held' && hold.reviewDue < now,
    })),
    counts: { held: count('held'), accepted: count('accepted'), rejected: count('rejected') },
  }
}
