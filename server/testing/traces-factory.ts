import { and, eq } from 'drizzle-orm'
import { answerTraces } from '@/server/db/schema/integrity'
import { ratings } from '@/server/db/schema/ratings'
import { asRater } from '@/server/db/tenancy'
import { type AskedSubject, sendRating } from './ledger-factory'

type Arrival = Parameters<typeof sendRating>[0] & {
  subject: AskedSubject
  cycleId: string
  trace?: Partial<
    Pick<
      typeof answerTraces.$inferInsert,
      'secondsEach' | 'networkHash' | 'deviceHash' | 'freeMail'
    >
  >
}

/** One Send as a rater's own page makes it: the answers, and how they came. Returns the rater. */
export async function arrive({ trace, ...input }: Arrival): Promise<string> {
  const raterId = await sendRating(input)
  await asRater({ raterId, organizationId: input.employerId }, async (tx) => {
    const { subjectId } = input.subject
    const rows = await tx
      .select({ id: ratings.id })
      .from(ratings)
      .where(
        and(
          eq(ratings.subjectId, subjectId),
          eq(ratings.raterId, raterId),
          eq(ratings.submittedAt, input.at),
        ),
      )
    await tx.insert(answerTraces).values(
      rows.map(({ id }) => ({
        subjectId,
        ratingId: id,
        employerId: input.employerId,
        raterId,
        cycleId: input.cycleId,
        sentAt: input.at,
        ...trace,
      })),
    )
  })
  return raterId
}
