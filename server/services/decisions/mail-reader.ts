import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { decisionMailOff } from '@/server/db/schema/decisions'
import { asOperator, selectRows } from '@/server/db/tenancy'
import type { Context, OrgContext } from '@/server/services/context'
import { enterOrganization } from '@/server/services/organizations/enter-organization'

/** Whom a mail about decisions goes to, as its outbox row names them. */
export const MailReader = z.looseObject({
  to: z.string(),
  userId: z.uuid(),
  organizationId: z.uuid(),
})
export type MailReader = z.infer<typeof MailReader>

/** Whether a member `m` wants mail about decisions. */
export const wantsMail = sql`NOT EXISTS (
  SELECT 1 FROM decision_mail_off x WHERE x.organization_id = m.organization_id AND x.user_id = m.user_id)`

const Found = z.object({ email: z.string(), slug: z.string() })

/**
 * The context of who is mailed, so that a mail says what its reader may read on the site at that moment; null for somebody who
 * has left, or has switched these mails off.
 */
export async function readerContext(
  ctx: Context,
  { userId, organizationId }: Pick<MailReader, 'userId' | 'organizationId'>,
): Promise<OrgContext | null> {
  const [found] = await asOperator((tx) =>
    selectRows(
      tx,
      Found,
      sql`SELECT u.email, o.slug FROM member m
          JOIN "user" u ON u.id = m.user_id JOIN organization o ON o.id = m.organization_id
          WHERE m.user_id = ${userId} AND m.organization_id = ${organizationId} AND ${wantsMail}`,
    ),
  )
  if (!found) return null
  const actor = { kind: 'user' as const, userId, email: found.email, operator: false }
  return enterOrganization({ ...ctx, actor }, found.slug)
}

/** An address that is refused for good gets no more of these mails. */
export async function stopMail({ now }: Context, payload: unknown): Promise<void> {
  const { userId, organizationId } = MailReader.parse(payload)
  await asOperator((tx) =>
    tx.insert(decisionMailOff).values({ organizationId, userId, at: now }).onConflictDoNothing(),
  )
}
