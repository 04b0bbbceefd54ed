import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { outbox } from '@/server/db/schema/outbox'
import { asOperator, selectRows } from '@/server/db/tenancy'
import { reportError } from '@/server/domain/error-report'
import { log } from '@/server/log'
import { mailWords } from '@/server/mail/mail-words'
import { MailRefused, sendMail } from '@/server/mail/send-mail'
import type { Context } from '@/server/services/context'
import { mailTemplates } from './mail-templates'

/** After this many tries a mail waits for the operator. */
export const mailTries = 8

const Claimed = z.object({
  subject_id: z.string(),
  id: z.string(),
  payload: z.looseObject({ template: z.string() }),
  attempts: z.coerce.number(),
})

type Claimed = z.infer<typeof Claimed>

export type MailRun = { sent: number; dropped: number; bounced: number; failed: number }

/**
 * Sends what is due. A row is leased for five minutes rather than held in a transaction: what a
 * mail links to must be committed before the mail leaves, and a mail server may be slow. A process
 * that dies in between sends that mail twice, never not at all.
 */
export async function deliverMail(ctx: Context, limit = 50): Promise<MailRun> {
  const run: MailRun = { sent: 0, dropped: 0, bounced: 0, failed: 0 }
  const claimed = await claim(limit)
  if (claimed.length === 0) return run
  const words = await mailWords()
  for (const row of claimed) run[await deliver(ctx, row, words)] += 1
  return run
}

/** In the order of ids drawn by chance: what else waits, or was answered, must not show in who is written to first. */
async function claim(limit: number): Promise<Claimed[]> {
  const rows = await asOperator((tx) =>
    selectRows(
      tx,
      Claimed,
      sql`UPDATE outbox SET attempts = attempts + 1, available_at = now() + interval '5 minutes'
          WHERE (subject_id, id) IN (
            SELECT subject_id, id FROM outbox
            WHERE kind = 'mail' AND available_at <= now() AND attempts < ${mailTries}
            ORDER BY available_at, subject_id, id LIMIT ${limit} FOR UPDATE SKIP LOCKED)
          RETURNING subject_id, id, payload, attempts`,
    ),
  )
  return rows.sort((one, other) => place(one).localeCompare(place(other)))
}

const place = (row: Claimed) => `${row.subject_id} ${row.id}`

async function deliver(
  ctx: Context,
  row: Claimed,
  words: Awaited<ReturnType<typeof mailWords>>,
): Promise<keyof MailRun> {
  const template = mailTemplates[row.payload.template]
  try {
    if (!template) throw new Error(`There is no mail "${row.payload.template}".`)
    const mail = await template.render(ctx, row.payload, words)
    if (mail) await sendMail(mail, ctx.now)
    await remove(row)
    return mail ? 'sent' : 'dropped'
  } catch (error) {
    if (error instanceof MailRefused) {
      await template?.bounced?.(ctx, row.payload)
      await remove(row)
      return 'bounced'
    }
    log.warn(
      { err: error, template: row.payload.template, attempts: row.attempts },
      'mail not sent',
    )
    await postpone(row, error)
    return 'failed'
  }
}

async function remove(row: Claimed): Promise<void> {
  await asOperator((tx) =>
    tx.delete(outbox).where(and(eq(outbox.subjectId, row.subject_id), eq(outbox.id, row.id))),
  )
}

/** Waits 1, 2, 4 … minutes; the reason keeps no address, for the operator's page shows it. */
async function postpone(row: Claimed, error: unknown): Promise<void> {
  const minutes = 2 ** (row.attempts - 1)
  await asOperator((tx) =>
    tx
      .update(outbox)
      .set({
        availableAt: sql`now() + make_interval(mins => ${minutes})`,
        lastError: reportError(error).message.slice(0, 300),
      })
      .where(and(eq(outbox.subjectId, row.subject_id), eq(outbox.id, row.id))),
  )
}
