import { asc, eq } from 'drizzle-orm'
import { ownWords } from '@/server/db/schema/ratings'
import { occupations } from '@/server/db/schema/reference'
import { asOperator } from '@/server/db/tenancy'
import type { OperatorContext } from '@/server/services/context'

export type WaitingWords = { id: string; text: string; occupation: string }

const most = 100

/**
 * Offered lines that wait for the operator, from the day after they were written, or after the cycle has closed in which
 * they were sent. The door knows nothing of whose they
 * are or when they were written; ids are random, so their order is shuffled and stays.
 */
export function listWaitingWords(_ctx: OperatorContext): Promise<WaitingWords[]> {
  return asOperator((tx) =>
    tx
      .select({ id: ownWords.id, text: ownWords.text, occupation: occupations.title })
      .from(ownWords)
      .innerJoin(occupations, eq(occupations.id, ownWords.occupationId))
      .orderBy(asc(ownWords.id))
      .limit(most),
  )
}
