import { and, desc, eq, isNull } from 'drizzle-orm'
import { ownWords } from '@/server/db/schema/ratings'
import { asTenant } from '@/server/db/tenancy'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'

export type OfferedWords = { id: string; text: string; offeredAt: Date }

/** Lines employers offered in their own words and nobody has adopted yet; whose they are is not told. */
export async function listOfferedWords(ctx: OrgContext): Promise<OfferedWords[]> {
  await authorize(ctx, 'framework.read')
  return asTenant({ organizationId: ctx.organization.id }, (tx) =>
    tx
      .select({ id: ownWords.id, text: ownWords.text, offeredAt: ownWords.createdAt })
      .from(ownWords)
      .where(and(eq(ownWords.offered, true), isNull(ownWords.adoptedCompetencyId)))
      .orderBy(desc(ownWords.createdAt), ownWords.id)
      .limit(100),
  )
}
