import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asReader, selectRows, type Transaction } from '@/server/db/tenancy'
import {
  type ProviderSays,
  PublicDecision,
  type SaysFilter,
} from '@/server/domain/reading/provider-says'

/**
 * What a provider says in public beside a map: its replies and what it decided, as the policies of the reader's door let
 * them out. The same for everybody, and of no map that is not there.
 */
export async function readProviderSays(filter: SaysFilter): Promise<ProviderSays> {
  return asReader((tx) => providerSays(tx, filter))
}

/** The same, through a reader's door that is open. */
export async function providerSays(tx: Transaction, filter: SaysFilter): Promise<ProviderSays> {
  const replies = new Map(
    (await newestReplies(tx, filter))
      .filter(({ withdrawn }) => !withdrawn)
      .map(({ competencyId, text, at }) => [competencyId, { text, at }]),
  )
  const decisions = new Map(
    (await newestDecisions(tx, filter)).map(({ competencyId, ...decision }) => [
      competencyId,
      decision,
    ]),
  )
  const lines = new Set([...replies.keys(), ...decisions.keys()].filter((id) => id !== null))
  return {
    reply: replies.get(null) ?? null,
    lines: [...lines].sort().map((competencyId) => ({
      competencyId,
      reply: replies.get(competencyId) ?? null,
      decision: decisions.get(competencyId) ?? null,
    })),
  }
}

const ReplyRow = z.object({
  competencyId: z.uuid().nullable(),
  withdrawn: z.boolean(),
  text: z.string(),
  at: z.coerce.date(),
})

/** The newest version beside each place that is out, withdrawals among them. */
function newestReplies(tx: Transaction, { credential, occupation }: SaysFilter) {
  return selectRows(
    tx,
    ReplyRow,
    sql`SELECT DISTINCT ON (r.competency_id) r.competency_id AS "competencyId", r.state = 'withdrawn' AS withdrawn,
          r.text, coalesce(r.published_at, r.at) AS at
        FROM reply r JOIN credential c ON c.id = r.credential_id JOIN occupation j ON j.id = r.occupation_id
        WHERE c.slug = ${credential} AND j.code = ${occupation} AND r.organization_id = c.organization_id
        ORDER BY r.competency_id, r.at DESC, r.id`,
  )
}

const DecisionRow = PublicDecision.extend({ competencyId: z.uuid(), at: z.coerce.date() })

/** The newest decision of each line that is out, with what became of it last. */
function newestDecisions(tx: Transaction, { credential, occupation }: SaysFilter) {
  return selectRows(
    tx,
    DecisionRow,
    sql`SELECT DISTINCT ON (d.competency_id) d.competency_id AS "competencyId", d.choice, d.stage, d.reason,
          d.due_on::text AS "dueOn", d.approved_on::text AS "approvedOn", d.effective_term AS "effectiveTerm",
          d.release_no AS "releaseNo", d.at,
          (SELECT json_build_object('state', p.state, 'happenedOn', p.happened_on) FROM decision_progress p
           WHERE p.decision_id = d.id ORDER BY p.at DESC LIMIT 1) AS progress
        FROM decision d JOIN credential c ON c.id = d.credential_id JOIN occupation j ON j.id = d.occupation_id
        WHERE c.slug = ${credential} AND j.code = ${occupation} AND d.organization_id = c.organization_id
        ORDER BY d.competency_id, d.at DESC, d.id`,
  )
}
