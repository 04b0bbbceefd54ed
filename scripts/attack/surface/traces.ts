import { database } from '@/server/db/client'
import { log } from '@/server/log'
import { mailWords } from '@/server/mail/mail-words'
import { systemContext } from '@/server/services/context'
import { raterMails } from '@/server/services/cycles/invitation-mail'
import { mailTemplates } from '@/server/services/mail/mail-templates'

export type Traces = { mails: Map<string, string>; rows: string[] }

/**
 * What a Send leaves beside the ledger: every mail to the rater as it would be sent, work in the queue, the audit.
 * Ids, tokens, codes and times are drawn anew each time and are struck out.
 */
export async function tracesOf(invitationId: string, now: Date): Promise<Traces> {
  const words = mailWords()
  const mails = new Map<string, string>()
  for (const [template, { render }] of Object.entries(mailTemplates)) {
    if (!raterMails.some((mail) => mail === template)) continue
    const mail = await render(systemContext('job', 'mail', now), { template, invitationId }, words)
    mails.set(template, struckOut(JSON.stringify(mail)))
  }
  const rows: string[] = []
  await (await database()).withOwner(async ({ query }) => {
    for (const table of ['outbox', 'audit_event', 'answer_trace', 'rater_progress', 'job_run']) {
      const found = await query(`SELECT to_jsonb(t)::text AS line FROM ${table} t`)
      rows.push(...found.rows.map((row) => `${table} ${struckOut(String(row.line))}`))
    }
  })
  return { mails, rows: rows.sort() }
}

/** From now on writes down what the process would log, at any level, instead of logging it. */
export function recordLog(): string[] {
  const lines: string[] = []
  for (const level of ['debug', 'info', 'warn', 'error', 'fatal']) {
    Reflect.set(log, level, (...given: unknown[]) => {
      lines.push(struckOut(`log ${level} ${JSON.stringify(given)}`))
    })
  }
  return lines
}

/** Without what is drawn anew each time. */
export function struckOut(text: string): string {
  return text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<id>')
    .replace(/\d{4}-\d\d-\d\dT[\d:.+Z]+/g, '<time>')
    .replace(/"seconds_each": ?[\d.]+/g, '<pace>')
    .replace(/[\w-]{32,}/g, '<token>')
    .replace(/\b[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}\b/g, '<code>')
}
