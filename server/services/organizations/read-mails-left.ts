import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { weeklyMails } from '@/server/domain/limits'

/** Of an organization that nobody has confirmed: the mails it may still leave this week, and how many it has in all. */
export const MailsLeft = z.object({ left: z.number().int(), of: z.number().int() })
export type MailsLeft = z.infer<typeof MailsLeft>

const Left = z.object({ left: z.coerce.number().int() })

/** What is left of the week's mails, as they are counted now; null once the organization is confirmed. */
export async function readMailsLeft(
  tx: Transaction,
  organizationId: string,
): Promise<MailsLeft | null> {
  const [row] = await selectRows(
    tx,
    Left,
    sql`SELECT greatest(0, mails_left(id)) AS left FROM organization
        WHERE id = ${organizationId} AND verification <> 'V2'`,
  )
  return row ? { left: row.left, of: weeklyMails.unconfirmed } : null
}
