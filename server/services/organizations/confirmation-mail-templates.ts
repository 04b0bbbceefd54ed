import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { organizations } from '@/server/db/schema/organizations'
import { asOperator, selectRows, type Transaction } from '@/server/db/tenancy'
import { env } from '@/server/env'
import { askedMail, decidedMail, needlessMail } from '@/server/mail/confirmation-mail'
import type { MailTemplate } from '@/server/services/mail-template'
import { isRefused } from './employer-links'
import { askedOperatorAlone, confirmersIn } from './who-confirms'

const Asked = z.looseObject({
  to: z.string(),
  senderId: z.uuid(),
  /** The partnership that is asked; null for the operator. */
  confirmerId: z.uuid().nullable(),
})

const Decided = z.looseObject({
  to: z.string(),
  aboutId: z.uuid(),
  byId: z.uuid().nullable(),
  what: z.enum(['confirmed', 'refused']),
  employers: z.number().int(),
})

/** The mails about confirming; none names an employer or says anything of an answer. */
export const confirmationMailTemplates: Record<string, MailTemplate> = {
  'confirmation-asked': {
    async render(_ctx, payload, words) {
      const { to, senderId, confirmerId } = Asked.parse(payload)
      const found = await asOperator(async (tx) => ({
        asker: await named(tx, senderId),
        confirmer: confirmerId ? await named(tx, confirmerId) : null,
        waiting: await stillWaiting(tx, senderId, confirmerId),
      }))
      // Decided meanwhile.
      if (!found.asker || found.waiting === 0) return null
      return askedMail(words, {
        ...{ to, asker: found.asker.name, confirmed: found.asker.confirmed },
        employers: found.waiting,
        url: urlOf(found.confirmer),
      })
    },
  },
  'confirmation-decided': {
    async render(_ctx, payload, words) {
      const { to, aboutId, byId, ...decided } = Decided.parse(payload)
      const [asker, by] = await asOperator(async (tx) => [
        await named(tx, aboutId),
        byId ? await named(tx, byId) : null,
      ])
      if (!asker) return null
      const url = `${env().appUrl}/o/${asker.slug}/cycles`
      return decidedMail(words, { to, by: by?.name ?? null, url, ...decided })
    },
  },
  'confirmation-needless': {
    async render(_ctx, payload, words) {
      const { to, aboutId, byId, ...decided } = Decided.parse(payload)
      const [asked, by] = await asOperator(async (tx) => [
        await named(tx, aboutId),
        byId ? await named(tx, byId) : null,
      ])
      if (!asked) return null
      return needlessMail(words, { to, by: by?.name ?? null, url: urlOf(asked), ...decided })
    },
  },
}

function urlOf(confirmer: { slug: string } | null): string {
  return confirmer ? `${env().appUrl}/o/${confirmer.slug}/employers` : `${env().appUrl}/operator`
}

async function named(tx: Transaction, id: string) {
  const [row] = await tx
    .select({
      name: organizations.name,
      slug: organizations.slug,
      confirmed: sql<boolean>`${organizations.verification} = 'V2'`,
    })
    .from(organizations)
    .where(eq(organizations.id, id))
  return row ?? null
}

const Count = z.object({ count: z.coerce.number() })

/** How many employers of an asker's wait for this partnership, or for the operator, to decide about. */
async function stillWaiting(
  tx: Transaction,
  asker: string,
  confirmer: string | null,
): Promise<number> {
  const theirs = confirmer
    ? sql`NOT ${askedOperatorAlone(sql`p`)} AND EXISTS (
            SELECT 1 FROM jsonb_to_recordset(${confirmersIn(sql`coalesce(o.county_id, p.county_id)`)}) AS w (id uuid)
            WHERE w.id = ${confirmer})`
    : sql`p.passed_on_at IS NOT NULL`
  const [row] = await selectRows(
    tx,
    Count,
    sql`SELECT count(*) AS count FROM employer_proposal p JOIN organization o ON o.id = p.employer_id
        WHERE p.organization_id = ${asker} AND p.asked_at IS NOT NULL AND o.verification <> 'V2'
          AND o.merged_into_id IS NULL AND NOT ${isRefused(sql`o`)} AND ${theirs}`,
  )
  return row?.count ?? 0
}
