import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asTenant, selectRows } from '@/server/db/tenancy'
import { cycleStates } from '@/server/domain/asking/cycles'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import {
  AnsweredRow,
  AnsweredView,
  answeredColumns,
  answeredLook,
  answeredView,
} from './answered-band'
import { legalEmployer } from './invited-employers'

export const CycleSummary = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(cycleStates),
  occupation: z.string(),
  credentials: z.array(z.string()),
  opensAt: z.date().nullable(),
  closesAt: z.date(),
  timeZone: z.string(),
  invitedEmployers: z.number().int(),
  /** Those of them that nobody has confirmed. */
  unconfirmedEmployers: z.number().int(),
  answered: AnsweredView,
})
export type CycleSummary = z.infer<typeof CycleSummary>

const Row = AnsweredRow.extend({
  id: z.string(),
  title: z.string(),
  state: z.enum(cycleStates),
  occupation: z.string(),
  credentials: z.array(z.string()).nullable(),
  opens_at: z.coerce.date().nullable(),
  closes_at: z.coerce.date(),
  time_zone: z.string(),
  invited: z.coerce.number().int(),
  confirmed: z.coerce.number().int(),
})

/** The organization's rating cycles: open ones first, then drafts, then by closing day. */
export async function listCycles(ctx: OrgContext): Promise<CycleSummary[]> {
  await authorize(ctx, 'cycle.read')
  const rows = await asTenant(ctx, (tx) =>
    selectRows(
      tx,
      Row,
      sql`SELECT c.id, c.title, c.state, job.title AS occupation, c.opens_at, c.closes_at, c.time_zone, ${answeredColumns},
            (SELECT json_agg(v.name ORDER BY cc.position) FROM cycle_credential cc
              JOIN credential k ON k.id = cc.credential_id
              JOIN credential_version v ON v.id = k.current_version_id
              WHERE cc.cycle_id = c.id) AS credentials,
            (SELECT count(DISTINCT ${legalEmployer}) FROM rater_invitation i
              JOIN organization o ON o.id = i.employer_id
              LEFT JOIN organization kept ON kept.id = o.merged_into_id
              WHERE i.cycle_id = c.id AND i.delivery <> 'revoked') AS invited,
            (SELECT count(DISTINCT ${legalEmployer}) FROM rater_invitation i
              JOIN organization o ON o.id = i.employer_id
              LEFT JOIN organization kept ON kept.id = o.merged_into_id
              WHERE i.cycle_id = c.id AND i.delivery <> 'revoked'
                AND coalesce(kept.verification, o.verification) = 'V2') AS confirmed
          FROM rating_cycle c JOIN occupation job ON job.id = c.occupation_id ${answeredLook}
          WHERE c.organization_id = ${ctx.organization.id}
          ORDER BY array_position(ARRAY['open','draft','closed','cancelled'], c.state), c.closes_at DESC, c.id
          LIMIT 500`,
    ),
  )
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    state: row.state,
    occupation: row.occupation,
    credentials: row.credentials ?? [],
    opensAt: row.opens_at,
    closesAt: row.closes_at,
    timeZone: row.time_zone,
    invitedEmployers: row.invited,
    unconfirmedEmployers: row.invited - row.confirmed,
    answered: answeredView(row),
  }))
}
