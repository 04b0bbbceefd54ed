import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { outbox } from '@/server/db/schema/outbox'
import { asOperator, selectRows } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { mailLanes } from '@/server/domain/mail-lanes'
import { recordAudit } from '@/server/services/audit'
import type { OperatorContext } from '@/server/services/context'
import { mailTries } from './deliver-mail'
import { toldOfNobody } from './mail-waiting'

export const OutboxView = z.object({
  kinds: z.array(
    z.object({ kind: z.string(), waiting: z.number().int(), failed: z.number().int() }),
  ),
  failed: z.array(
    z.object({
      subjectId: z.string(),
      id: z.string(),
      kind: z.string(),
      /** Which mail; its address and contents stay out of sight. */
      template: z.string().nullable(),
      attempts: z.number().int(),
      lastError: z.string().nullable(),
      createdAt: z.date(),
      nextTry: z.date().nullable(),
    }),
  ),
})
export type OutboxView = z.infer<typeof OutboxView>

const Kind = z.object({
  kind: z.string(),
  waiting: z.coerce.number().int(),
  failed: z.coerce.number().int(),
})

const Failed = z.object({
  subject_id: z.string(),
  id: z.string(),
  kind: z.string(),
  template: z.string().nullable(),
  attempts: z.coerce.number().int(),
  last_error: z.string().nullable(),
  created_at: z.coerce.date(),
  available_at: z.coerce.date(),
})

/** What raters asked for themselves is left out, as where late mail is counted. */
const told = sql`coalesce(payload ->> 'template', '') <> ALL(${toldOfNobody})`

/**
 * Mail that waits, and whatever has failed so far. How many answers wait to be counted is not told here: it would move
 * with one Send.
 */
export async function listOutbox(_ctx: OperatorContext): Promise<OutboxView> {
  return asOperator(async (tx) => {
    const kinds = await selectRows(
      tx,
      Kind,
      sql`SELECT kind, count(*) AS waiting, count(*) FILTER (WHERE last_error IS NOT NULL) AS failed
          FROM outbox WHERE (kind = 'mail' OR last_error IS NOT NULL) AND lane <> ${mailLanes.never} AND ${told}
          GROUP BY kind ORDER BY kind`,
    )
    const rows = await selectRows(
      tx,
      Failed,
      sql`SELECT subject_id, id, kind, payload ->> 'template' AS template, attempts, last_error,
                 created_at, available_at
          FROM outbox WHERE last_error IS NOT NULL AND ${told} ORDER BY created_at DESC LIMIT 100`,
    )
    return {
      kinds,
      failed: rows.map((row) => ({
        subjectId: row.subject_id,
        id: row.id,
        kind: row.kind,
        template: row.template,
        attempts: row.attempts,
        lastError: row.last_error,
        createdAt: row.created_at,
        nextTry: row.attempts < mailTries ? row.available_at : null,
      })),
    }
  })
}

export const OutboxKey = z.strictObject({ subjectId: z.uuid(), id: z.uuid() })
export type OutboxKey = z.infer<typeof OutboxKey>

/** Tries a failed piece of work again at once, with all its tries before it. */
export async function retryOutbox(ctx: OperatorContext, input: OutboxKey): Promise<void> {
  await asOperator(async (tx) => {
    const [row] = await tx
      .update(outbox)
      .set({ attempts: 0, availableAt: sql`now()` })
      .where(and(eq(outbox.subjectId, input.subjectId), eq(outbox.id, input.id)))
      .returning({ id: outbox.id })
    if (!row) throw new DomainError('not_found', 'mail.doneMeanwhile')
    await recordAudit(tx, ctx, { verb: 'outbox.retry', target: { kind: 'outbox', id: input.id } })
  })
}

/** Gives a failed mail up. */
export async function dropOutbox(ctx: OperatorContext, input: OutboxKey): Promise<void> {
  await asOperator(async (tx) => {
    const [row] = await tx
      .delete(outbox)
      .where(
        and(
          eq(outbox.subjectId, input.subjectId),
          eq(outbox.id, input.id),
          eq(outbox.kind, 'mail'),
        ),
      )
      .returning({ id: outbox.id })
    if (!row) throw new DomainError('not_found', 'mail.doneMeanwhile')
    await recordAudit(tx, ctx, { verb: 'outbox.drop', target: { kind: 'outbox', id: input.id } })
  })
}
