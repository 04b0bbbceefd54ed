import { randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { subjects } from '@/server/db/schema/ratings'
import type { Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'

/**
 * The subject answers are about, made when it is new: an occupation alone for importance, a
 * credential for an occupation for fit and value.
 */
export async function findSubject(
  tx: Transaction,
  about: { occupationId: string; credentialId: string | null },
): Promise<string> {
  await tx
    .insert(subjects)
    .values({
      id: randomUUID(),
      kind: about.credentialId ? 'credential' : 'occupation',
      occupationId: about.occupationId,
      credentialId: about.credentialId,
    })
    .onConflictDoNothing()
  const [row] = await tx
    .select({ id: subjects.id })
    .from(subjects)
    .where(
      and(
        eq(subjects.occupationId, about.occupationId),
        about.credentialId
          ? eq(subjects.credentialId, about.credentialId)
          : isNull(subjects.credentialId),
      ),
    )
  if (!row) throw new DomainError('not_found', 'ratings.noSubject')
  return row.id
}
