import { sql } from 'drizzle-orm'
import { asIndexer } from '@/server/db/tenancy'

/** Forgets changes that no process can be keeping anything from before: none keeps a map for longer than an hour. */
export async function forgetMapChanges(): Promise<void> {
  await asIndexer((tx) =>
    tx.execute(sql`DELETE FROM map_change WHERE at < now() - interval '1 day'`),
  )
}
