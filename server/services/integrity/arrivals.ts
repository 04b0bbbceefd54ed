import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { BURST } from '@/server/domain/method/integrity'

/** Sends looked at in one go. */
const TOGETHER = 500

const NewArrival = z.object({
  subjectId: z.string(),
  ratingId: z.string(),
  credentialId: z.string(),
  organizationId: z.string(),
  /** The legal employer, of a merged record or site. */
  employer: z.string(),
  raterId: z.string(),
  cycleId: z.string(),
  at: z.number(),
  secondsEach: z.number().nullable(),
  network: z.string().nullable(),
  device: z.string().nullable(),
  freeMail: z.boolean(),
  /** The provider of the credential asked. */
  invited: z.boolean(),
  fit: z.string(),
  importance: z.string(),
  /** What the same rater sent last in the same place, null the first time. */
  before: z.object({ fit: z.string().nullable(), importance: z.string().nullable() }),
})
export type NewArrival = z.infer<typeof NewArrival>

/** The record people keep of an employer, and the legal employer it belongs to. */
const standing = sql`
  JOIN organization o ON o.id = t.employer_id
  JOIN organization e ON e.id = coalesce(o.merged_into_id, o.id)`
const confirmed = sql`e.verification = 'V2'`
const legal = sql`coalesce(e.parent_id, e.id)`
const at = sql`(extract(epoch FROM t.sent_at) * 1000)::float8`

/**
 * Sends of confirmed employers that nobody has looked at, oldest first. Those of employers that wait to be confirmed
 * wait here too, since nothing of theirs counts.
 */
export function newArrivals(tx: Transaction): Promise<NewArrival[]> {
  return selectRows(
    tx,
    NewArrival,
    sql`SELECT t.subject_id AS "subjectId", t.rating_id AS "ratingId", s.credential_id AS "credentialId",
               t.employer_id AS "organizationId", ${legal} AS employer, t.rater_id AS "raterId",
               t.cycle_id AS "cycleId", ${at} AS at, t.seconds_each::float8 AS "secondsEach",
               t.network_hash AS network, t.device_hash AS device, t.free_mail AS "freeMail",
               c.organization_id = k.organization_id AS invited, r.fit,
               coalesce(q.importance, '') AS importance,
               jsonb_build_object('fit', b.fit, 'importance', p.importance) AS before
        FROM answer_trace t ${standing}
        JOIN rating r ON r.subject_id = t.subject_id AND r.id = t.rating_id
        JOIN subject s ON s.id = t.subject_id
        JOIN credential k ON k.id = s.credential_id
        JOIN rating_cycle c ON c.id = t.cycle_id
        LEFT JOIN requirement_statement q ON q.subject_id = c.importance_subject_id
          AND q.rater_id = r.rater_id AND q.client_key = r.client_key
        LEFT JOIN LATERAL (SELECT x.fit, x.client_key FROM rating x
          WHERE x.rater_id = r.rater_id AND x.subject_id = r.subject_id AND x.cycle_id = r.cycle_id
            AND x.submitted_at < r.submitted_at ORDER BY x.submitted_at DESC LIMIT 1) b ON true
        LEFT JOIN requirement_statement p ON p.subject_id = c.importance_subject_id
          AND p.rater_id = r.rater_id AND p.client_key = b.client_key
        WHERE t.looked_at IS NULL AND ${confirmed}
        ORDER BY t.sent_at, t.rating_id LIMIT ${TOGETHER}`,
  )
}

const Neighbour = z.object({
  subjectId: z.string(),
  ratingId: z.string(),
  employer: z.string(),
  cycleId: z.string(),
  at: z.number(),
  /** Not looked at, or its cycle still takes answers: nothing has counted it. */
  holdable: z.boolean(),
})

const Keyed = Neighbour.extend({ key: z.string() })

const neighbour = sql`t.subject_id AS "subjectId", t.rating_id AS "ratingId", ${legal} AS employer,
  t.cycle_id AS "cycleId", ${at} AS at, t.looked_at IS NULL OR c.state = 'open' AS holdable`

/** Who shares a network or device with one of these, as far as that is still kept. */
export function sharersOf(
  tx: Transaction,
  what: 'network' | 'device',
  keys: readonly string[],
): Promise<z.infer<typeof Keyed>[]> {
  const column = sql.raw(`t.${what}_hash`)
  return selectRows(
    tx,
    Keyed,
    sql`SELECT ${neighbour}, ${column} AS key
        FROM answer_trace t ${standing} JOIN rating_cycle c ON c.id = t.cycle_id
        WHERE ${column} = ANY(${array(keys)}::text[]) AND ${confirmed}`,
  )
}

/** First answers of employers on these credentials, within a burst's time of the moments given. */
export function firstArrivals(
  tx: Transaction,
  subjectIds: readonly string[],
  between: { from: Date; to: Date },
): Promise<z.infer<typeof Neighbour>[]> {
  const hours = sql`make_interval(hours => ${BURST.hours}::int)`
  return selectRows(
    tx,
    Neighbour,
    sql`SELECT ${neighbour}
        FROM answer_trace t ${standing} JOIN rating_cycle c ON c.id = t.cycle_id
        WHERE t.subject_id = ANY(${array(subjectIds)}::uuid[]) AND ${confirmed}
          AND t.sent_at > ${between.from.toISOString()}::timestamptz - ${hours}
          AND t.sent_at < ${between.to.toISOString()}::timestamptz + ${hours}
          AND NOT EXISTS (
            SELECT 1 FROM rater p JOIN rating x ON x.rater_id = p.id
            WHERE p.organization_id = t.employer_id AND x.submitted_at <= t.sent_at - ${hours})`,
  )
}

function array(values: readonly string[]): string {
  return `{${values.map((value) => JSON.stringify(value)).join(',')}}`
}
