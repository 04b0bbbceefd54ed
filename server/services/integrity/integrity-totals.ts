import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { integrityTotals } from '@/server/db/schema/integrity'
import { asReader, type Transaction } from '@/server/db/tenancy'
import { ARRIVAL_SIGNALS } from '@/server/domain/method/integrity'

export const IntegrityYear = z.object({
  year: z.number().int(),
  raised: z.number().int(),
  accepted: z.number().int(),
  rejected: z.number().int(),
  /** Answers the rater took back, or sent others in place of, before anybody had decided. */
  gone: z.number().int(),
  waiting: z.number().int(),
  /** How many of them showed each signal that tells nothing of levels; one hold may show several. */
  signals: z.array(z.object({ signal: z.enum(ARRIVAL_SIGNALS), raised: z.number().int() })),
})
export type IntegrityYear = z.infer<typeof IntegrityYear>

/** Holds by year, newest first (METHOD §9, "publish yearly counts"): years that are over, and nothing about anybody. */
export async function readIntegrityTotals(): Promise<IntegrityYear[]> {
  const rows = await asReader((tx) => tx.select().from(integrityTotals))
  return rows
    .filter((row) => row.signal === '')
    .sort((a, b) => b.year - a.year)
    .map(({ signal: _, ...total }) => ({
      ...total,
      gone: total.raised - total.accepted - total.rejected - total.waiting,
      signals: ARRIVAL_SIGNALS.flatMap((signal) => {
        const own = rows.find((row) => row.year === total.year && row.signal === signal)
        return own ? [{ signal, raised: own.raised }] : []
      }),
    }))
}

/**
 * Counts the holds of a year anew, inside the publisher's door. A year that is not over stays uncounted: with one more
 * answer a public number would change, and tell how it was given (METHOD §8.3 R4, SECURITY R10). Signals that depend on
 * levels are counted by outcome with all others, never by name.
 */
export async function countYear(tx: Transaction, year: number, now: Date): Promise<void> {
  if (year >= now.getUTCFullYear()) return
  await tx.execute(sql`DELETE FROM integrity_total WHERE year = ${year}`)
  await tx.execute(sql`
    INSERT INTO integrity_total (year, signal, raised, accepted, rejected, waiting)
    SELECT ${year}::int, g.signal, count(*), count(*) FILTER (WHERE h.state = 'accepted'),
           count(*) FILTER (WHERE h.state = 'rejected'), count(*) FILTER (WHERE h.state = 'held')
    FROM integrity_hold h
    CROSS JOIN LATERAL (SELECT '' AS signal UNION ALL SELECT jsonb_array_elements_text(h.signals)) g
    WHERE h.raised_at >= make_timestamptz(${year}::int, 1, 1, 0, 0, 0, 'UTC')
      AND h.raised_at < make_timestamptz(${year}::int + 1, 1, 1, 0, 0, 0, 'UTC')
      AND g.signal = ANY(${`{"",${ARRIVAL_SIGNALS.join(',')}}`}::text[])
    GROUP BY g.signal`)
}
