import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asIdentity, selectRows } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import type { Limit } from '@/server/domain/limits'
import type { Actor, Context, OrgContext } from '@/server/services/context'
import { limitKey, spendLimit } from './spend-limit'

type Turn = {
  /** What the reading is counted as; null where it was counted already. */
  limit: Limit | null
  /** How long it waits for the organization's file before. */
  waits: number
}

/** Whoever goes on from a table waits for a count of it that is under way. */
export const countWaits = 5_000

const Held = z.object({ until: z.string() })

const tryEvery = 500

/**
 * Lets an organization have one file read at a time, on whichever server, and the operator one.
 * Whoever reads holds a row that runs out by itself, so that a server that dies keeps nobody out
 * for longer than two minutes; a reading takes less.
 */
export async function readInTurn<T>(
  ctx: Context | OrgContext,
  turn: Turn,
  work: () => Promise<T>,
): Promise<T> {
  const whose = 'organization' in ctx ? ctx.organization.id : 'operator'
  const key = limitKey('file-turn', whose)
  const until = await waitForTurn(key, Date.now() + turn.waits)
  try {
    if (turn.limit && !isCommand(ctx.actor)) {
      await spendLimit(turn.limit, whose)
      // One person may found many organizations, and files of all of them are read in the same few places.
      if (ctx.actor.kind === 'user') await spendLimit(turn.limit, ctx.actor.userId)
    }
    return await work()
  } finally {
    await asIdentity({}, (tx) =>
      tx.execute(
        sql`DELETE FROM rate_limit WHERE key = ${key} AND resets_at = ${until}::timestamptz`,
      ),
    )
  }
}

async function waitForTurn(key: string, latest: number): Promise<string> {
  for (;;) {
    const [held] = await asIdentity({}, (tx) =>
      selectRows(
        tx,
        Held,
        sql`INSERT INTO rate_limit AS r (key, points, resets_at)
            VALUES (${key}, 1, now() + interval '2 minutes')
            ON CONFLICT (key) DO UPDATE SET resets_at = excluded.resets_at WHERE r.resets_at <= now()
            RETURNING resets_at::text AS until`,
      ),
    )
    if (held) return held.until
    if (Date.now() >= latest) {
      throw new DomainError('limit_reached', 'limits.readingAnother')
    }
    await sleep(tryEvery)
  }
}

function isCommand(actor: Actor): boolean {
  return actor.kind === 'command' || (actor.kind === 'user' && actor.byCommand === true)
}
