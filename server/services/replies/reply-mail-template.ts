import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asOperator, selectRows } from '@/server/db/tenancy'
import { env } from '@/server/env'
import { replyHiddenMail } from '@/server/mail/reply-mail'
import type { MailTemplate } from '@/server/services/mail-template'

const Payload = z.looseObject({ to: z.string(), replyId: z.uuid() })

const Row = z.object({
  reason: z.string(),
  organization: z.string(),
  slug: z.string(),
  credential: z.string(),
  credentialSlug: z.string(),
  occupation: z.string(),
})

/** The mail to owners of a provider whose reply was hidden; none once the reply is gone. */
export const replyHiddenTemplate: MailTemplate = {
  async render(_ctx, payload, words) {
    const { to, replyId } = Payload.parse(payload)
    const [row] = await asOperator((tx) =>
      selectRows(
        tx,
        Row,
        sql`SELECT h.reason, o.name AS organization, o.slug, v.name AS credential, c.slug AS "credentialSlug",
              j.code AS occupation
            FROM hidden_reply h JOIN reply r ON r.id = h.reply_id JOIN organization o ON o.id = r.organization_id
            JOIN credential c ON c.id = r.credential_id JOIN credential_version v ON v.id = c.current_version_id
            JOIN occupation j ON j.id = r.occupation_id
            WHERE h.reply_id = ${replyId}::uuid`,
      ),
    )
    if (!row) return null
    const { reason, organization, credential } = row
    const report = `${row.slug}/reports/${row.credentialSlug}/${row.occupation}`
    const url = `${env().appUrl}/o/${report}#reply`
    return replyHiddenMail(words, { ...{ to, organization, credential, reason }, url })
  },
}
