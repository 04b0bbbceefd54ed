import { eq, isNull } from 'drizzle-orm'
import { employmentFiles } from '@/server/db/schema/employment'
import type { Transaction } from '@/server/db/tenancy'

/** The file that waits to be stored, if any: a partnership's, or the operator's. */
export async function findWaiting(
  tx: Transaction,
  organizationId: string | null,
): Promise<typeof employmentFiles.$inferSelect | undefined> {
  const [file] = await tx
    .select()
    .from(employmentFiles)
    .where(
      organizationId === null
        ? isNull(employmentFiles.organizationId)
        : eq(employmentFiles.organizationId, organizationId),
    )
  return file
}
