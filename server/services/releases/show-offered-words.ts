import { randomInt, randomUUID } from 'node:crypto'
import { inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { offeredWords, ownWords } from '@/server/db/schema/ratings'
import { asPublisher, selectRows, type Transaction } from '@/server/db/tenancy'
import { linesToShow, wordsGroup } from '@/server/domain/asking/offered-words'
import { groupBy } from '@/server/domain/group-by'
import { lockReleases } from '@/server/services/release-lock'
import { loadEmployers } from './employer-register'

const Line = z.object({
  id: z.string(),
  text: z.string(),
  organizationId: z.string(),
  occupationId: z.string(),
  askerId: z.string().nullable(),
  sample: z.boolean(),
})
type Line = z.infer<typeof Line>

/**
 * Shows what five employers or more have offered for an occupation, on their own pages or in closed cycles of one asker
 * (METHOD R10), as copies in a shuffled order without a key to their lines or to who asked. Called once a night, so that no
 * moment tells who came fifth. The sample and what is real are never shown together.
 */
export function showOfferedWords(now: Date, below: (limit: number) => number = randomInt) {
  return asPublisher(async (tx) => {
    await lockReleases(tx)
    const lines = await reviewedLines(tx, now)
    const employers = await loadEmployers(tx, now)
    const spoken = lines.map((line) => ({
      ...line,
      employer: employers.mayVote(line.organizationId)
        ? (employers.chainOf(line.organizationId).at(-1) ?? line.organizationId)
        : null,
    }))
    for (const group of groupBy(spoken, wordsGroup).values()) {
      await show(tx, linesToShow(group, below), now)
    }
  })
}

/**
 * Locked, so that a line taken back meanwhile is either gone or shown. What was sent with a rating waits as that rating
 * does: one from an address that does not speak for the employer fills up no five before the address is accepted.
 */
function reviewedLines(tx: Transaction, now: Date): Promise<Line[]> {
  return selectRows(
    tx,
    Line,
    sql`SELECT w.id, w.reviewed_text AS text, w.organization_id AS "organizationId",
               w.occupation_id AS "occupationId", c.organization_id AS "askerId", o.sample
        FROM own_words w JOIN organization o ON o.id = w.organization_id
        LEFT JOIN rating_cycle c ON c.id = w.cycle_id
        WHERE w.offered AND w.review = 'let_through' AND (c.id IS NULL OR c.state = 'closed' AND (
          SELECT bool_and(a.review IS NULL AND (coalesce(a.held_until <= ${now.toISOString()}::timestamptz, true)
              OR a.held_until = 'infinity' AND EXISTS (
                SELECT 1 FROM rater p JOIN accepted_address x
                  ON x.organization_id = p.organization_id AND x.address_hash = p.address_hash
                WHERE p.id = a.rater_id)))
          FROM (SELECT DISTINCT ON (subject_id) rater_id, review, held_until FROM rating
                WHERE rater_id = w.rater_id AND cycle_id = w.cycle_id
                ORDER BY subject_id, submitted_at DESC) a))
        ORDER BY w.id FOR UPDATE OF w`,
  )
}

async function show(tx: Transaction, lines: readonly Line[], now: Date): Promise<void> {
  const [one] = lines
  if (!one) return
  const { occupationId, sample } = one
  const batch = randomUUID()
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1))
  await tx.insert(offeredWords).values(
    // Words that two employers share stand there once: twice would be a count.
    [...new Set(lines.map(({ text }) => text))].map((text, place) => ({
      id: randomUUID(),
      ...{ text, occupationId, sample, batch, place, month },
    })),
  )
  const ids = lines.map(({ id }) => id)
  await tx
    .update(ownWords)
    .set({ review: 'shown', reviewedText: null })
    .where(inArray(ownWords.id, ids))
}
