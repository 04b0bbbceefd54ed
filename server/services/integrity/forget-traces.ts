import { sql } from 'drizzle-orm'
import { asPublisher } from '@/server/db/tenancy'
import { TRACE_DAYS } from '@/server/domain/method/integrity'

/**
 * Forgets the hashes of networks and devices when the review is over, and with them how an answer came once it was
 * looked at. What waits for its employer's confirmation keeps the rest until then.
 */
export async function forgetTraces(): Promise<void> {
  await asPublisher(async (tx) => {
    const old = sql`sent_at < now() - make_interval(days => ${TRACE_DAYS}::int)`
    await tx.execute(sql`DELETE FROM answer_trace WHERE looked_at IS NOT NULL AND ${old}`)
    await tx.execute(sql`UPDATE answer_trace SET network_hash = NULL, device_hash = NULL
      WHERE looked_at IS NULL AND (network_hash IS NOT NULL OR device_hash IS NOT NULL) AND ${old}`)
  })
}
