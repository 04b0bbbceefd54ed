import { adoptDatabase, closeDatabase, openPostgres } from '@/server/db/client'
import { systemContext } from '@/server/services/context'
import { recountReleases } from '@/server/services/releases/recount-releases'
import { runRelease } from '@/server/services/releases/run-release'
import { ask } from './cluster'
import type { Sent } from './writers'

export type Kept = {
  /** Acknowledged, and not kept whole. */
  lost: number
  /** Kept more than once. */
  doubled: number
  /** Refused, and kept all the same. */
  refusedKept: number
}

/** Holds what raters were told against what the ledger keeps: a rating and a statement of each key, once. */
export async function holdAgainstLedger(url: string, sent: readonly Sent[]): Promise<Kept> {
  const [ratings, statements] = await Promise.all(
    ['rating', 'requirement_statement'].map((table) => timesKept(url, table, sent)),
  )
  return judge(sent, ratings ?? new Map(), statements ?? new Map())
}

/** What was lost or doubled, from how often each key is kept. */
export function judge(
  sent: readonly Sent[],
  ratings: ReadonlyMap<string, number>,
  statements: ReadonlyMap<string, number>,
): Kept {
  const times = ({ key }: Sent) => [ratings.get(key) ?? 0, statements.get(key) ?? 0]
  return {
    // One of the two without the other is half an answer: lost, whatever was said of it.
    lost: sent.filter((one) => {
      const [rating = 0, statement = 0] = times(one)
      return (one.acknowledged && rating === 0) || rating > 0 !== statement > 0
    }).length,
    doubled: sent.filter((one) => times(one).some((count) => count > 1)).length,
    refusedKept: sent.filter((one) => one.refused && times(one).some((count) => count > 0)).length,
  }
}

async function timesKept(
  url: string,
  table: string,
  sent: readonly Sent[],
): Promise<Map<string, number>> {
  const rows = await ask(
    url,
    `SELECT client_key AS key, count(*)::int AS times FROM ${table}
     WHERE client_key = ANY($1::uuid[]) GROUP BY 1`,
    [sent.map(({ key }) => key)],
  )
  return new Map(rows.map(({ key, times }) => [String(key), Number(times)]))
}

/** Closes what was asked, publishes it and counts it again: the published groups, and those that differ. */
export async function publishAndRecount(
  url: string,
): Promise<{ published: number; differences: number }> {
  await ask(
    url,
    `WITH closed AS (
       UPDATE rating_cycle SET state = 'closed', closed_at = now() - interval '1 second'
       WHERE state = 'open' RETURNING id, importance_subject_id AS subject_id)
     INSERT INTO outbox (subject_id, id, kind, payload, available_at)
     SELECT subject_id, gen_random_uuid(), 'subject.touched', '{}'::jsonb, now() - interval '1 minute'
     FROM (SELECT subject_id FROM closed UNION
           SELECT c.subject_id FROM cycle_credential c JOIN closed ON closed.id = c.cycle_id) touched`,
  )
  adoptDatabase(openPostgres(url))
  try {
    const release = await runRelease(systemContext('command', 'faults'), { trigger: 'command' })
    const recount = await recountReleases(systemContext('command', 'faults'))
    return {
      published: release.versions,
      differences: recount.differences.length + recount.leftOut.length + release.problems.length,
    }
  } finally {
    await closeDatabase()
  }
}
