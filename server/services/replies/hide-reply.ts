import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asOperator, selectRows, type Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import type { HideReply } from '@/server/domain/reading/replies'
import { recordAudit } from '@/server/services/audit'
import { requireOperator } from '@/server/services/authorize'
import type { Context } from '@/server/services/context'
import { enqueue } from '@/server/services/outbox'

const Hidden = z.object({ replyId: z.string(), organizationId: z.string() })

/**
 * Hides a published reply, and every version before it, so that no earlier text comes back. Its provider's owners are told
 * why; pages that hold it are dropped (`page-refresh.ts`).
 */
export async function hideReply(ctx: Context, { replyId, reason }: HideReply): Promise<void> {
  const operator = await requireOperator(ctx, 'reply.hide')
  await asOperator(async (tx) => {
    const hidden = await hide(tx, { replyId, reason, by: operator.actor.userId, at: ctx.now })
    const [own] = hidden.filter((row) => row.replyId === replyId)
    if (!own) throw await whyNot(tx, replyId)
    await recordAudit(tx, operator, {
      verb: 'reply.hide',
      organizationId: own.organizationId,
      target: { kind: 'reply', id: replyId },
      detail: { reason },
    })
    await tellOwners(tx, own.organizationId, replyId)
  })
}

type Hiding = { replyId: string; reason: string; by: string; at: Date }

function hide(tx: Transaction, { replyId, reason, by, at }: Hiding) {
  return selectRows(
    tx,
    Hidden,
    sql`INSERT INTO hidden_reply (reply_id, organization_id, reason, by_user, at)
        SELECT v.id, v.organization_id, ${reason}, ${by}::uuid, ${at.toISOString()}::timestamptz
        FROM reply r JOIN reply v ON v.credential_id = r.credential_id AND v.occupation_id = r.occupation_id
          AND v.competency_id IS NOT DISTINCT FROM r.competency_id AND v.at <= r.at AND v.state = 'published'
        WHERE r.id = ${replyId}::uuid AND r.state = 'published'
        ON CONFLICT DO NOTHING RETURNING reply_id AS "replyId", organization_id AS "organizationId"`,
  )
}

async function whyNot(tx: Transaction, replyId: string): Promise<DomainError> {
  const found = await selectRows(
    tx,
    z.object({ one: z.number() }),
    sql`SELECT 1 AS one FROM hidden_reply WHERE reply_id = ${replyId}::uuid`,
  )
  return found.length > 0
    ? new DomainError('conflict', 'replies.hiddenAlready')
    : new DomainError('not_found', 'replies.none')
}

async function tellOwners(tx: Transaction, organizationId: string, replyId: string): Promise<void> {
  const owners = await selectRows(
    tx,
    z.object({ to: z.string() }),
    sql`SELECT u.email AS "to" FROM member m JOIN "user" u ON u.id = m.user_id
        WHERE m.organization_id = ${organizationId} AND m.role = 'owner' ORDER BY u.email`,
  )
  await enqueue(
    tx,
    owners.map(({ to }) => ({
      subjectId: replyId,
      kind: 'mail' as const,
      payload: { template: 'reply-hidden', to, replyId },
    })),
  )
}
