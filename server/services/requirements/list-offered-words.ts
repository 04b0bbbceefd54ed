import { asc, desc, eq, isNull } from 'drizzle-orm'
import { offeredWords } from '@/server/db/schema/ratings'
import { occupations } from '@/server/db/schema/reference'
import { asTenant } from '@/server/db/tenancy'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'

export type OfferedWords = {
  id: string
  text: string
  occupation: string
  /** The month it was shown in: its first, UTC. */
  month: Date
  sample: boolean
}

const most = 200

/**
 * Lines that were shown and nobody has adopted yet, in the shuffled order of their batch. The database shows them
 * to a confirmed organization alone.
 */
export async function listOfferedWords(ctx: OrgContext): Promise<OfferedWords[]> {
  await authorize(ctx, 'own-words.adopt')
  return asTenant(ctx, (tx) =>
    tx
      .select({
        id: offeredWords.id,
        text: offeredWords.text,
        occupation: occupations.title,
        month: offeredWords.month,
        sample: offeredWords.sample,
      })
      .from(offeredWords)
      .innerJoin(occupations, eq(occupations.id, offeredWords.occupationId))
      .where(isNull(offeredWords.adoptedCompetencyId))
      .orderBy(
        asc(occupations.title),
        desc(offeredWords.month),
        asc(offeredWords.batch),
        asc(offeredWords.place),
      )
      .limit(most),
  )
}
