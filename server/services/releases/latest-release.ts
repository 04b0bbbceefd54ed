import { and, isNotNull, lte, max, sql } from 'drizzle-orm'
import { releases } from '@/server/db/schema/releases'
import { asReader } from '@/server/db/tenancy'

/** The number of the newest release whose public pages are due, 0 before the first. */
export async function latestPublicRelease(): Promise<number> {
  return asReader(async (tx) => {
    const [row] = await tx
      .select({ no: max(releases.no) })
      .from(releases)
      .where(and(isNotNull(releases.finishedAt), lte(releases.publicAt, sql`now()`)))
    return row?.no ?? 0
  })
}
