import { setImmediate } from 'node:timers/promises'
import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { asIndexer, patiently, selectRows, type Transaction } from '@/server/db/tenancy'
import { groupBy } from '@/server/domain/group-by'
import { quarterOf } from '@/server/domain/method/map-cells'
import type { LineAudience } from '@/server/domain/reading/map-list'
import { newestPublic } from '@/server/services/published/published-cohorts'
import { earlySubjects, publicReadership } from '@/server/services/published/readership'
import { computeLines, type LineFigures } from './compute-lines'

/** Credentials computed in one transaction: some tens of milliseconds, in which nobody's page waits long. */
const AT_ONCE = 25

/**
 * Brings `map_line` up to date: finds what has become due (marks that changes left, a quarter's turn, a release's public
 * day, other averages) and computes the lines it touches, some credentials at a time. What a process leaves unfinished
 * the next one goes on with. One works at a time; where another does, this ends at once.
 * @returns how many credentials were computed
 */
export function indexLines(now: Date, stop?: AbortSignal): Promise<number> {
  return patiently(async () => {
    await asIndexer((tx) => lookForDue(tx, now))
    let done = 0
    while (!stop?.aborted) {
      const some = await asIndexer((tx) => indexSome(tx, now))
      if (some === 0) break
      done += some
      await setImmediate()
    }
    return done
  })
}

/** Brings the lines of one organization up to date after changes of its own, for its people to read at once. */
export async function indexOwnLines(now: Date, organizationId: string): Promise<void> {
  await asIndexer((tx) => indexSome(tx, now, organizationId))
}

/** One indexer at a time, and none beside a group that is being hidden. The number is this lock's name. */
async function isAlone(tx: Transaction): Promise<boolean> {
  const [row] = await selectRows(
    tx,
    z.object({ alone: z.boolean() }),
    sql`SELECT pg_try_advisory_xact_lock(7058343) AS alone`,
  )
  return row?.alone ?? false
}

const State = z.object({
  quarter: z.number().int(),
  seenAt: z.coerce.date(),
  lookedAt: z.string(),
})

async function lastLook(tx: Transaction): Promise<z.infer<typeof State> | undefined> {
  const [row] = await selectRows(
    tx,
    State,
    sql`SELECT quarter, seen_at AS "seenAt", looked_at::text AS "lookedAt" FROM map_line_state`,
  )
  return row
}

async function lookForDue(tx: Transaction, now: Date): Promise<void> {
  if (!(await isAlone(tx))) return
  const before = await lastLook(tx)
  if (before?.quarter === quarterOf(now)) {
    await markReferences(tx, now, before.lookedAt)
    await markPublicDays(tx, before, now)
    await nameTouched(tx)
  } else {
    await markReferences(tx, now, before?.lookedAt ?? 'epoch')
    await markAll(tx, before?.lookedAt ?? 'epoch')
  }
  await tx.execute(sql`
    INSERT INTO map_line_state (quarter, seen_at, looked_at)
    VALUES (${quarterOf(now)}, ${now.toISOString()}::timestamptz, clock_timestamp())
    ON CONFLICT (one) DO UPDATE
    SET quarter = excluded.quarter, seen_at = excluded.seen_at, looked_at = excluded.looked_at`)
}

/** Estimates start from published averages: where those of a framework changed, so may its lines. */
async function markReferences(tx: Transaction, now: Date, since: string): Promise<void> {
  const newest = sql`SELECT scale, framework_key, counts FROM release_reference WHERE release_no = ${newestPublic(now)}`
  const before = sql`SELECT scale, framework_key, counts FROM map_line_reference`
  const differing = await selectRows(
    tx,
    z.object({ id: z.string() }),
    sql`SELECT DISTINCT framework_key AS id FROM (
          ((${newest}) EXCEPT (${before})) UNION ALL ((${before}) EXCEPT (${newest}))) d`,
  )
  if (differing.length === 0) return
  await tx.execute(sql`DELETE FROM map_line_reference`)
  await tx.execute(sql`INSERT INTO map_line_reference (scale, framework_key, counts) ${newest}`)
  await tx.execute(sql`
    INSERT INTO map_line_due (kind, key, marked_at)
    SELECT 'framework', id, ${since}::timestamptz FROM unnest(${list(differing.map(({ id }) => id))}::text[]) AS id`)
}

/** What became public since the last look; or no longer is, where a clock was set back. */
async function markPublicDays(
  tx: Transaction,
  { seenAt, lookedAt }: z.infer<typeof State>,
  now: Date,
): Promise<void> {
  const [from, to] = seenAt < now ? [seenAt, now] : [now, seenAt]
  await tx.execute(sql`
    INSERT INTO map_line_due (kind, key, marked_at)
    SELECT 'release', no::text, ${lookedAt}::timestamptz FROM release
    WHERE finished_at IS NOT NULL
      AND public_at > ${from.toISOString()}::timestamptz AND public_at <= ${to.toISOString()}::timestamptz`)
}

async function markAll(tx: Transaction, since: string): Promise<void> {
  await tx.execute(sql`DELETE FROM map_line_due`)
  await tx.execute(sql`
    INSERT INTO map_line_due (kind, key, marked_at)
    SELECT 'credential', id::text, ${since}::timestamptz FROM credential`)
}

/** Turns marks of every kind into the credentials whose lines they touch. */
async function nameTouched(tx: Transaction): Promise<void> {
  await tx.execute(sql`
    WITH taken AS (
      DELETE FROM map_line_due WHERE kind <> 'credential' RETURNING kind, key, marked_at
    ), by_id AS (
      SELECT kind, key::uuid AS id, marked_at FROM taken WHERE kind IN ('subject', 'framework', 'organization')
    ), pairs AS (
      SELECT split_part(key, ' ', 1)::uuid AS one, split_part(key, ' ', 2)::uuid AS other, marked_at
      FROM taken WHERE kind = 'alignment'
      UNION ALL
      SELECT a.from_competency_id, a.to_competency_id, b.marked_at
      FROM by_id b JOIN alignment a ON b.kind = 'organization' AND a.organization_id = b.id
    ), subjects AS (
      SELECT id, marked_at FROM by_id WHERE kind = 'subject'
      UNION ALL
      SELECT DISTINCT v.subject_id, t.marked_at
      FROM (SELECT key::integer AS no, marked_at FROM taken WHERE kind = 'release') t
      JOIN cohort_version v ON v.release_no = t.no
    ), touched AS (
      SELECT s.credential_id AS id, marked_at FROM subjects JOIN subject s USING (id) WHERE s.credential_id IS NOT NULL
      UNION ALL
      SELECT o.credential_id, marked_at FROM subjects JOIN subject s USING (id)
      JOIN credential_occupation o ON o.occupation_id = s.occupation_id WHERE s.credential_id IS NULL
      UNION ALL
      SELECT c.id, b.marked_at FROM by_id b JOIN credential c ON b.kind = 'organization' AND c.organization_id = b.id
      UNION ALL
      SELECT l.credential_id, b.marked_at FROM by_id b
      JOIN map_line l ON b.kind = 'framework' AND l.frameworks @> ARRAY[b.id]
      UNION ALL
      SELECT l.credential_id, p.marked_at FROM pairs p
      JOIN competency k ON k.id = p.one JOIN competency m ON m.id = p.other
      JOIN map_line l ON l.frameworks @> ARRAY[k.framework_id, m.framework_id]
    )
    INSERT INTO map_line_due (kind, key, marked_at)
    SELECT 'credential', id::text, min(marked_at) FROM touched GROUP BY id`)
}

async function indexSome(tx: Transaction, now: Date, organizationId?: string): Promise<number> {
  if (!(await isAlone(tx))) return 0
  const ids = await takeDue(tx, organizationId)
  if (ids.length === 0) return 0
  // As of the look that left the marks: whoever asked may have begun before a day came that it has marked.
  const look = await lastLook(tx)
  await storeLines(tx, ids, await linesOf(tx, look?.seenAt ?? now, ids))
  return ids.length
}

/** A change that comes while these are computed leaves a mark of its own. */
async function takeDue(tx: Transaction, organizationId: string | undefined): Promise<string[]> {
  const due: SQL = organizationId
    ? sql`SELECT m.key FROM credential c JOIN map_line_due m ON m.key = c.id::text AND m.kind = 'credential'
          WHERE c.organization_id = ${organizationId} ORDER BY m.id LIMIT ${AT_ONCE}`
    : sql`SELECT key FROM map_line_due WHERE kind = 'credential' ORDER BY id LIMIT ${AT_ONCE}`
  const rows = await selectRows(
    tx,
    z.object({ key: z.string() }),
    sql`DELETE FROM map_line_due WHERE kind = 'credential' AND key IN (${due}) RETURNING key`,
  )
  return [...new Set(rows.map(({ key }) => key))]
}

const StoredPair = z.object({
  credentialId: z.string(),
  occupationId: z.string(),
  organizationId: z.string(),
  draft: z.boolean(),
  confirmed: z.boolean(),
})
type StoredPair = z.infer<typeof StoredPair>

type Line = StoredPair & LineFigures & { audience: LineAudience }

/** What the lines of these credentials are now, computed and not stored. */
export async function linesOf(
  tx: Transaction,
  now: Date,
  credentialIds: readonly string[],
): Promise<Line[]> {
  const pairs = await selectRows(
    tx,
    StoredPair,
    sql`SELECT c.id AS "credentialId", l.occupation_id AS "occupationId", c.organization_id AS "organizationId",
          c.state = 'draft' AS draft, o.verification = 'V2' AS confirmed
        FROM credential c JOIN credential_occupation l ON l.credential_id = c.id
        JOIN organization o ON o.id = c.organization_id
        WHERE c.id = ANY(${list(credentialIds)}::uuid[]) AND c.current_version_id IS NOT NULL
        ORDER BY c.id, l.occupation_id`,
  )
  const figures = await computeLines(tx, publicReadership(now), pairs, 'none')
  const shown = pairs.flatMap((pair, index): Line[] => {
    const own = figures[index]
    return own ? [{ ...pair, ...own, audience: 'everybody' }] : []
  })
  return [...shown.filter((line) => !line.draft), ...(await ownLines(tx, now, shown))]
}

/** What each provider reads of its own; computed once more only where that may be more than everybody does. */
async function ownLines(tx: Transaction, now: Date, shown: readonly Line[]): Promise<Line[]> {
  const waiting = await areReleasesWaiting(tx, now)
  const drafts = await draftFrameworks(tx, shown)
  const lines: Line[] = []
  for (const [organizationId, own] of groupBy(shown, (line) => line.organizationId)) {
    const early = waiting && own.some((line) => line.confirmed)
    const more = early || own.some((line) => line.frameworks.some((id) => drafts.has(id)))
    const reader = early
      ? { now, early: await earlySubjects(tx, organizationId) }
      : publicReadership(now)
    const figures = more ? await computeLines(tx, reader, own, 'own') : own
    lines.push(
      ...own.map((line, index): Line => ({ ...line, ...figures[index], audience: 'provider' })),
    )
  }
  return lines
}

async function areReleasesWaiting(tx: Transaction, now: Date): Promise<boolean> {
  const rows = await selectRows(
    tx,
    z.object({ no: z.number() }),
    sql`SELECT no FROM release
        WHERE finished_at IS NOT NULL AND public_at > ${now.toISOString()}::timestamptz LIMIT 1`,
  )
  return rows.length > 0
}

async function draftFrameworks(
  tx: Transaction,
  lines: readonly Line[],
): Promise<ReadonlySet<string>> {
  const ids = [...new Set(lines.flatMap((line) => line.frameworks))]
  const rows = await selectRows(
    tx,
    z.object({ id: z.string() }),
    sql`SELECT id FROM framework WHERE id = ANY(${list(ids)}::uuid[]) AND state = 'draft'`,
  )
  return new Set(rows.map(({ id }) => id))
}

async function storeLines(
  tx: Transaction,
  credentialIds: readonly string[],
  lines: readonly Line[],
): Promise<void> {
  const rows = lines.map((line) => ({
    credential_id: line.credentialId,
    occupation_id: line.occupationId,
    audience: line.audience,
    organization_id: line.organizationId,
    words: line.words,
    n: line.n,
    release_no: line.releaseNo,
    public_from: line.publicFrom,
    frameworks: line.frameworks,
  }))
  await tx.execute(sql`
    WITH computed AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS c(
        credential_id uuid, occupation_id text, audience text, organization_id uuid, words integer[], n integer,
        release_no integer, public_from timestamptz, frameworks uuid[])
    ), gone AS (
      DELETE FROM map_line l WHERE l.credential_id = ANY(${list(credentialIds)}::uuid[]) AND NOT EXISTS (
        SELECT 1 FROM computed c WHERE c.credential_id = l.credential_id AND c.occupation_id = l.occupation_id
          AND c.audience = l.audience)
    )
    INSERT INTO map_line (credential_id, occupation_id, audience, organization_id, words, n, release_no, public_from, frameworks)
    SELECT credential_id, occupation_id, audience, organization_id, words, n, release_no, public_from, frameworks FROM computed
    ON CONFLICT (credential_id, occupation_id, audience) DO UPDATE
    SET organization_id = excluded.organization_id, words = excluded.words, n = excluded.n,
        release_no = excluded.release_no, public_from = excluded.public_from, frameworks = excluded.frameworks
    WHERE (map_line.organization_id, map_line.words, map_line.n, map_line.release_no, map_line.public_from,
           map_line.frameworks)
      IS DISTINCT FROM (excluded.organization_id, excluded.words, excluded.n, excluded.release_no,
           excluded.public_from, excluded.frameworks)`)
}

function list(ids: readonly string[]): string {
  return `{${ids.join(',')}}`
}
