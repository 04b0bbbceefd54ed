import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { groupBy } from '@/server/domain/group-by'
import { DecisionProgressView, DecisionView } from '@/server/domain/reading/decisions'

/** Whether no other decision `d` took the place of it. */
export const isNewest = sql`NOT EXISTS (SELECT 1 FROM decision later WHERE later.replaces_id = d.id)`

type Place = { organizationId: string; credentialId: string; occupationId: string }

/** A provider's decisions about the lines of one map, by competency and newest first. */
export async function decisionsOfMap(
  tx: Transaction,
  { organizationId, credentialId, occupationId }: Place,
): Promise<Map<string, DecisionView[]>> {
  const rows = await readDecisions(
    tx,
    sql`d.organization_id = ${organizationId} AND d.credential_id = ${credentialId} AND d.occupation_id = ${occupationId}`,
  )
  return groupBy(rows, ({ competencyId }) => competencyId)
}

/** As a partnership reads it that the report is shared with: what was decided and by when, of nobody by name. */
export function asShared(decision: DecisionView): DecisionView {
  const progress = decision.progress.map((each) => ({ ...each, by: null }))
  return { ...decision, owner: null, approvedBy: null, by: null, progress }
}

/** Decisions `d`, newest first. */
export function readDecisions(tx: Transaction, which: SQL): Promise<DecisionView[]> {
  return selectRows(
    tx,
    DecisionRow,
    sql`SELECT ${decisionColumns} FROM decision d WHERE ${which} ${newestFirst}`,
  )
}

export const newestFirst = sql`ORDER BY ${isNewest} DESC, d.at DESC, d.id`

/** What `DecisionRow` reads of a decision `d`. */
export const decisionColumns = sql`d.id, d.competency_id AS "competencyId", d.choice, d.stage, d.reason,
  CASE WHEN d.owner_name IS NOT NULL THEN json_build_object('name', d.owner_name, 'member', EXISTS (
    SELECT 1 FROM member m WHERE m.organization_id = d.organization_id AND m.user_id = d.owner_user_id)) END AS owner,
  d.due_on::text AS "dueOn", d.approved_by AS "approvedBy", d.approved_on::text AS "approvedOn",
  d.effective_term AS "effectiveTerm", d.release_no AS "releaseNo", d.shown, d.hidden_on AS "hiddenOn", d.at,
  ${nameOf(sql`d.by_user`)} AS "by",
  (SELECT coalesce(json_agg(json_build_object('state', p.state, 'happenedOn', p.happened_on, 'note', p.note, 'at', p.at,
     'by', ${nameOf(sql`p.by_user`)}) ORDER BY p.at DESC, p.id), '[]')
   FROM decision_progress p WHERE p.decision_id = d.id) AS progress`

export const DecisionRow = DecisionView.extend({
  hiddenOn: z.coerce.date().nullable(),
  at: z.coerce.date(),
  progress: z.array(DecisionProgressView.extend({ at: z.coerce.date() })),
})

/** How a member is called: by name, else by address; null for somebody who has left. */
export function nameOf(user: SQL): SQL {
  return sql`(SELECT coalesce(u.name, u.email) FROM "user" u WHERE u.id = ${user})`
}
