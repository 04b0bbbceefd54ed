import { and, eq, sql } from 'drizzle-orm'
import { ownWords } from '@/server/db/schema/ratings'
import { asPublisher } from '@/server/db/tenancy'
import { showOfferedWords } from './show-offered-words'

/** Lets lines of the sample through as they are worded here, and shows them as on the night given. */
export async function showSampleWords(
  lines: readonly { id: string; text: string }[],
  night: Date,
  below: (limit: number) => number,
): Promise<void> {
  await asPublisher(async (tx) => {
    for (const { id, text } of lines) {
      await tx
        .update(ownWords)
        .set({ review: 'let_through', reviewedText: text })
        .where(
          and(
            eq(ownWords.id, id),
            sql`${ownWords.organizationId} IN (SELECT id FROM organization WHERE sample)`,
          ),
        )
    }
  })
  await showOfferedWords(night, below)
}
