import { createHmac } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asIdentity, selectRows, type Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { type Limit, limits } from '@/server/domain/limits'
import { env } from '@/server/env'

const Spent = z.object({ points: z.coerce.number(), minutes: z.coerce.number() })

/**
 * Counts one try and refuses when there were too many. The count lives in the database, so every
 * process shares it, and when it cannot be read the try is refused. `subject` is whom the limit is
 * about (an address, a network, an organization); only its keyed hash is stored.
 */
export async function spendLimit(limit: Limit, subject: string): Promise<void> {
  const wait = await asIdentity({}, (tx) => countTry(tx, limit, subject))
  if (wait > 0) throw tooOften(wait)
}

/** Counts one try in a transaction that does more: the minutes to wait, 0 when it is not too many. */
export async function countTry(tx: Transaction, limit: Limit, subject: string): Promise<number> {
  const { tries, minutes } = limits[limit]
  const key = limitKey(limit, subject)
  const [spent] = await selectRows(
    tx,
    Spent,
    sql`INSERT INTO rate_limit AS r (key, points, resets_at)
        VALUES (${key}, 1, now() + make_interval(mins => ${minutes}))
        ON CONFLICT (key) DO UPDATE SET
          points = CASE WHEN r.resets_at <= now() THEN 1 ELSE r.points + 1 END,
          resets_at = CASE WHEN r.resets_at <= now() THEN excluded.resets_at ELSE r.resets_at END
        RETURNING points, ceil(extract(epoch FROM resets_at - now()) / 60) AS minutes`,
  )
  if (spent && spent.points <= tries) return 0
  return Math.max(1, spent?.minutes ?? minutes)
}

/** The minutes until a try would not be one too many, without counting one; 0 when it is not. */
export async function waitFor(tx: Transaction, limit: Limit, subject: string): Promise<number> {
  const [spent] = await selectRows(
    tx,
    Spent,
    sql`SELECT points, ceil(extract(epoch FROM resets_at - now()) / 60) AS minutes
        FROM rate_limit WHERE key = ${limitKey(limit, subject)} AND resets_at > now()`,
  )
  return spent && spent.points >= limits[limit].tries ? Math.max(1, spent.minutes) : 0
}

export function tooOften(minutes: number): DomainError {
  return new DomainError('limit_reached', 'limits.tooOften', { values: { minutes } })
}

/** The key of a row about somebody, without saying about whom. */
export function limitKey(what: string, subject: string): string {
  const hash = createHmac('sha256', env().authSecret).update(`limit:${subject}`)
  return `${what}:${hash.digest('base64url')}`
}
