import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { outbox } from '@/server/db/schema/outbox'
import { asOperator, selectRows } from '@/server/db/tenancy'
import { reportError } from '@/server/domain/error-report'
import { type MailLane, mailLanes, mailsToDomainAtOnce } from '@/server/domain/mail-lanes'
import { log } from '@/server/log'
import { mailWords } from '@/server/mail/mail-words'
import { type MailPatience, MailRefused, mailPatience, sendMail } from '@/server/mail/send-mail'
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

/** Which lanes a sender carries, and how long it waits for the mail server. */
export type MailSender = {
  lanes: readonly MailLane[]
  patience: MailPatience
  /** Once told, it begins no other mail. */
  stop?: AbortSignal
}

const { never: _, ...carried } = mailLanes
const anySender: MailSender = { lanes: Object.values(carried), patience: mailPatience }

/**
 * Sends what is due, one mail after the other; several senders at once share the queue. A row is leased for two minutes
 * rather than held in a transaction: what a mail links to must be committed before the mail leaves, and a mail server
 * may be slow. A process that dies in between sends that mail twice, never not at all.
 */
export async function deliverMail(ctx: Context, sender: MailSender = anySender): Promise<MailRun> {
  const run: MailRun = { sent: 0, dropped: 0, bounced: 0, failed: 0 }
  while (!sender.stop?.aborted) {
    const row = await claim(sender.lanes)
    if (!row) break
    run[await deliver(ctx, row, sender.patience)] += 1
  }
  return run
}

/**
 * The next mail: by lane, then the order of ids drawn by chance, for what else waits, or was answered, must not show in
 * who is written to first. One claim at a time, so that a domain's places are counted.
 */
async function claim(lanes: readonly MailLane[]): Promise<Claimed | undefined> {
  const allowed = sql.join(
    lanes.map((lane) => sql`${lane}`),
    sql`, `,
  )
  const [row] = await asOperator(async (tx) => {
    await tx.execute(sql`SELECT pg_advisory_xact_lock(${claimLock})`)
    return selectRows(
      tx,
      Claimed,
      sql`WITH busy AS (
            SELECT destination, lane FROM outbox
            WHERE leased_until > now() AND destination IS NOT NULL
            GROUP BY destination, lane HAVING count(*) >= ${mailsToDomainAtOnce}),
          next AS (
            SELECT subject_id, id FROM outbox
            WHERE kind = 'mail' AND available_at <= now() AND attempts < ${mailTries}
              AND lane IN (${allowed})
              AND NOT EXISTS (SELECT 1 FROM sender_hold h
                              WHERE h.organization_id = outbox.sender_id
                                AND h.verdict IS DISTINCT FROM 'accepted')
              AND NOT EXISTS (SELECT 1 FROM busy
                              WHERE busy.destination = outbox.destination AND busy.lane = outbox.lane)
            ORDER BY lane, available_at, subject_id, id LIMIT 1 FOR UPDATE SKIP LOCKED)
          UPDATE outbox SET attempts = attempts + 1, available_at = now() + interval '2 minutes',
                            leased_until = now() + interval '2 minutes'
          FROM next WHERE outbox.subject_id = next.subject_id AND outbox.id = next.id
          RETURNING outbox.subject_id, outbox.id, payload, attempts`,
    )
  })
  return row
}

const claimLock = 7_301_956

async function deliver(ctx: Context, row: Claimed, patience: MailPatience): Promise<keyof MailRun> {
  const template = mailTemplates[row.payload.template]
  try {
    if (!template) throw new Error(`There is no mail "${row.payload.template}".`)
    const mail = await template.render(ctx, row.payload, mailWords())
    if (mail) await sendMail(mail, ctx.now, patience)
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
        leasedUntil: null,
        lastError: reportError(error).message.slice(0, 300),
      })
      .where(and(eq(outbox.subjectId, row.subject_id), eq(outbox.id, row.id))),
  )
}
