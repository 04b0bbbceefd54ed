import { and, desc, eq, isNull } from 'drizzle-orm'
import { ownWords } from '@/server/db/schema/ratings'
import { asTenant } from '@/server/db/tenancy'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'

/** Raw words may tell who wrote them, so of their day only the month is told: its first, UTC. */
export type OfferedWords = { id: string; text: string; month: Date }

/**
 * Lines employers offered in their own words and nobody has adopted yet; whose they are is not told.
 * Only editors of a confirmed organization are shown any.
 */
export async function listOfferedWords(ctx: OrgContext): Promise<OfferedWords[]> {
  await authorize(ctx, 'own-words.adopt')
  if (ctx.organization.verification !== 'V2') return []
  const rows = await asTenant({ organizationId: ctx.organization.id }, (tx) =>
    tx
      .select({ id: ownWords.id, text: ownWords.text, offeredAt: ownWords.createdAt })
      .from(ownWords)
      .where(and(eq(ownWords.offered, true), isNull(ownWords.adoptedCompetencyId)))
      .orderBy(desc(ownWords.createdAt), ownWords.id)
      .limit(100),
  )
  return rows.map(({ offeredAt, ...line }) => ({
    ...line,
    month: new Date(Date.UTC(offeredAt.getUTCFullYear(), offeredAt.getUTCMonth(), 1)),
  }))
}
