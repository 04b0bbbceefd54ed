import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asOperator, selectRows } from '@/server/db/tenancy'
import { OrganizationKindSchema, VerificationSchema } from '@/server/domain/people/organizations'
import { heldNames } from '@/server/domain/people/sender-names'
import type { OperatorContext } from '@/server/services/context'

const Sender = z.object({
  id: z.string(),
  name: z.string(),
  kind: OrganizationKindSchema,
  verification: VerificationSchema,
  /** Mails left in its name in the last seven days. */
  mails: z.coerce.number().int(),
  stopped: z.boolean(),
  /** The name waits, or was refused; null when mail may go out under it. */
  nameState: z.enum(heldNames).nullable(),
})

export const SendersView = z.array(Sender)
export type SendersView = z.infer<typeof SendersView>

/** Names that wait, senders that were stopped, and who sent most in the last seven days; at most 200. */
export async function listSenders(_ctx: OperatorContext): Promise<SendersView> {
  return asOperator((tx) =>
    selectRows(
      tx,
      Sender,
      sql`SELECT o.id, o.name, o.kind, o.verification, coalesce(w.mails, 0) AS mails,
                 s.organization_id IS NOT NULL AS stopped,
                 CASE WHEN n.verdict IS NULL AND n.organization_id IS NOT NULL THEN 'waiting'
                      WHEN n.verdict = 'refused' THEN 'refused' END AS "nameState"
          FROM organization o
          LEFT JOIN (SELECT organization_id, sum(mails) AS mails FROM sender_mail
                     WHERE at > now() - interval '7 days' GROUP BY organization_id) w
            ON w.organization_id = o.id
          LEFT JOIN sender_hold s ON s.organization_id = o.id AND s.reason = 'stopped'
          LEFT JOIN sender_hold n ON n.organization_id = o.id AND n.reason = 'name'
          WHERE o.merged_into_id IS NULL
            AND (w.mails > 0 OR EXISTS (SELECT 1 FROM employer_proposal p WHERE p.organization_id = o.id
                                        AND p.asked_at > now() - interval '7 days') OR s.organization_id IS NOT NULL OR n.verdict = 'refused'
                 OR (n.organization_id IS NOT NULL AND n.verdict IS NULL))
          ORDER BY (n.organization_id IS NOT NULL AND n.verdict IS NULL) DESC,
                   s.organization_id IS NOT NULL DESC, w.mails DESC NULLS LAST, o.id
          LIMIT 200`,
    ),
  )
}
