import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { ownWords } from '@/server/db/schema/ratings'
import { asPublisher } from '@/server/db/tenancy'
import { OwnWordsLine } from '@/server/domain/asking/requirements'
import { DomainError } from '@/server/domain/errors'
import { recordAudit } from '@/server/services/audit'
import type { OperatorContext } from '@/server/services/context'

export const ReviewOfferedWords = z.discriminatedUnion('verdict', [
  z.strictObject({
    id: z.uuid(),
    verdict: z.literal('let_through'),
    /** Without names, machines and places. */
    text: OwnWordsLine.shape.text,
  }),
  z.strictObject({ id: z.uuid(), verdict: z.literal('left_out') }),
])
export type ReviewOfferedWords = z.infer<typeof ReviewOfferedWords>

/** Lets an offered line through as the operator has worded it, or leaves it out; nothing is shown before the night. */
export async function reviewOfferedWords(
  ctx: OperatorContext,
  input: ReviewOfferedWords,
): Promise<void> {
  await asPublisher(async (tx) => {
    const reviewedText = input.verdict === 'let_through' ? input.text : null
    const [line] = await tx
      .update(ownWords)
      .set({ review: input.verdict, reviewedText })
      .where(and(eq(ownWords.id, input.id), eq(ownWords.offered, true), isNull(ownWords.review)))
      .returning({ id: ownWords.id })
    if (!line) throw new DomainError('not_found', 'ownWords.notWaiting')
    // Neither the text nor the line: the record is kept longer than either.
    await recordAudit(tx, ctx, {
      verb: input.verdict === 'let_through' ? 'own-words.let-through' : 'own-words.leave-out',
    })
  })
}
