import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asOperator, selectRows } from '@/server/db/tenancy'
import { type PublishedReplies, PublishedReply } from '@/server/domain/reading/replies'
import { requireOperator } from '@/server/services/authorize'
import type { Context } from '@/server/services/context'

const PAGE_SIZE = 25

const Row = PublishedReply.extend({ publishedAt: z.coerce.date() })

/**
 * Replies that stand in public or are about to, the newest first; the operator may hide any. One that stands until a later
 * one takes its place is among them.
 */
export async function listPublishedReplies(
  ctx: Context,
  { page }: { page: number },
): Promise<PublishedReplies> {
  await requireOperator(ctx, 'reply.list')
  const standing = sql`FROM reply r WHERE r.state = 'published'
    AND NOT EXISTS (SELECT 1 FROM hidden_reply h WHERE h.reply_id = r.id)
    AND NOT EXISTS (SELECT 1 FROM reply later WHERE later.credential_id = r.credential_id
      AND later.occupation_id = r.occupation_id AND later.competency_id IS NOT DISTINCT FROM r.competency_id
      AND later.at > r.at
      AND (later.state = 'withdrawn' OR later.published_at <= greatest(now(), r.published_at)))`
  return asOperator(async (tx) => {
    const [count] = await selectRows(
      tx,
      z.object({ total: z.coerce.number().int() }),
      sql`SELECT count(*) AS total ${standing}`,
    )
    const items = await selectRows(
      tx,
      Row,
      sql`SELECT s.id, s.text, s.published_at AS "publishedAt", o.name AS provider,
            json_build_object('slug', c.slug, 'name', v.name) AS credential,
            json_build_object('code', j.code, 'title', j.title) AS occupation, k.label AS line
          FROM (SELECT r.* ${standing}) s
          JOIN organization o ON o.id = s.organization_id
          JOIN credential c ON c.id = s.credential_id
          JOIN credential_version v ON v.id = c.current_version_id
          JOIN occupation j ON j.id = s.occupation_id
          LEFT JOIN competency m ON m.id = s.competency_id
          LEFT JOIN competency_version k ON k.id = m.current_version_id
          ORDER BY s.published_at DESC, s.id LIMIT ${PAGE_SIZE} OFFSET ${(page - 1) * PAGE_SIZE}`,
    )
    return { total: count?.total ?? 0, pageSize: PAGE_SIZE, items }
  })
}
