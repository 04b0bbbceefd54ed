import { and, eq } from 'drizzle-orm'
import { outbox } from '@/server/db/schema/outbox'
import { asOperator } from '@/server/db/tenancy'
import { mailLanes } from '@/server/domain/mail-lanes'

/** Takes away mail that was left only so that leaving it took as long as any other. */
export async function forgetUnsentMail(): Promise<void> {
  await asOperator((tx) =>
    tx.delete(outbox).where(and(eq(outbox.kind, 'mail'), eq(outbox.lane, mailLanes.never))),
  )
}
