import { createHmac } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asIdentity, selectRows } from '@/server/db/tenancy'
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
  const { tries, minutes } = limits[limit]
  const key = `${limit}:${hash(subject)}`
  const [spent] = await asIdentity({}, (tx) =>
    selectRows(
      tx,
      Spent,
      sql`INSERT INTO rate_limit AS r (key, points, resets_at)
          VALUES (${key}, 1, now() + make_interval(mins => ${minutes}))
          ON CONFLICT (key) DO UPDATE SET
            points = CASE WHEN r.resets_at <= now() THEN 1 ELSE r.points + 1 END,
            resets_at = CASE WHEN r.resets_at <= now() THEN excluded.resets_at ELSE r.resets_at END
          RETURNING points, ceil(extract(epoch FROM resets_at - now()) / 60) AS minutes`,
    ),
  )
  if (spent && spent.points <= tries) return
  throw new DomainError(
    'limit_reached',
    `That was tried too often. Try again in ${spent?.minutes ?? minutes} minutes.`,
  )
}

function hash(subject: string): string {
  return createHmac('sha256', env().authSecret).update(`limit:${subject}`).digest('base64url')
}
