import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { ReplyView } from '@/server/domain/reading/replies'

type Place = { organizationId: string; credentialId: string; occupationId: string }

/** A provider's words beside one map and its lines, as its workspace keeps them: the newest version of each. */
export function repliesOfMap(
  tx: Transaction,
  { organizationId, credentialId, occupationId }: Place,
): Promise<ReplyView[]> {
  return selectRows(
    tx,
    Row,
    sql`WITH version AS (
          SELECT r.* FROM reply r
          WHERE r.organization_id = ${organizationId} AND r.credential_id = ${credentialId}
            AND r.occupation_id = ${occupationId}
        ), newest AS (
          SELECT v.* FROM version v WHERE NOT EXISTS (SELECT 1 FROM version later WHERE later.replaces_id = v.id)
        )
        SELECT n.id, n.competency_id AS "competencyId", n.text, n.state, n.at,
          (SELECT coalesce(u.name, u.email) FROM "user" u WHERE u.id = n.by_user) AS "by",
          CASE WHEN p.state = 'published' AND h.reply_id IS NULL
            THEN json_build_object('id', p.id, 'text', p.text, 'at', p.published_at) END AS published,
          CASE WHEN o.state = 'published' AND o.id <> p.id
              AND NOT EXISTS (SELECT 1 FROM hidden_reply x WHERE x.reply_id = o.id)
            THEN json_build_object('text', o.text, 'at', o.published_at) END AS meanwhile,
          CASE WHEN p.state = 'published' AND h.reply_id IS NOT NULL
            THEN json_build_object('reason', h.reason, 'at', h.at) END AS hidden
        FROM newest n
        LEFT JOIN LATERAL (
          SELECT v.* FROM version v
          WHERE v.competency_id IS NOT DISTINCT FROM n.competency_id AND v.state <> 'draft'
          ORDER BY v.at DESC, v.id LIMIT 1) p ON true
        LEFT JOIN LATERAL (
          SELECT v.* FROM version v
          WHERE v.competency_id IS NOT DISTINCT FROM n.competency_id
            AND (v.state = 'withdrawn' OR v.published_at <= now())
          ORDER BY v.at DESC, v.id LIMIT 1) o ON true
        LEFT JOIN hidden_reply h ON h.reply_id = p.id
        ORDER BY n.competency_id NULLS FIRST`,
  )
}

const moment = { at: z.coerce.date() }

const Row = ReplyView.extend({
  ...moment,
  published: z.object({ id: z.uuid(), text: z.string(), ...moment }).nullable(),
  meanwhile: z.object({ text: z.string(), ...moment }).nullable(),
  hidden: z.object({ reason: z.string(), ...moment }).nullable(),
})
