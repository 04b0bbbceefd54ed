import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { diffFramework } from '@/server/domain/catalogue/found-again'
import { ExternalIdentifier, matchKeys } from '@/server/domain/catalogue/frameworks'
import { DomainError } from '@/server/domain/errors'
import { inTurns } from '@/server/services/frameworks/in-turns'
import { stagedTree } from './check-stage'
import { standingTree } from './standing-tree'

const batch = 5000
/** Of both sides together: the words of more would not fit into the memory of the command. */
const mostByWords = 60_000

/**
 * Finds what stands again among what is staged, by the rules of {@link diffFramework}: by identifiers in the database, and
 * what brings none by its words. A staged item that is found takes the id of what stands.
 */
export async function findAgain(
  tx: Transaction,
  frameworkId: string,
  separate: 'all' | never[],
): Promise<void> {
  await listStanding(tx, frameworkId)
  await pairByIdentifiers(tx, frameworkId)
  if (await hasNameless(tx)) {
    await refuseMany(tx)
    await pairByWords(tx, frameworkId, separate)
  }
  await tx.execute(sql`
    UPDATE staged_item SET id = s.id, no = s.no + 1, likeness = p.likeness,
      fate = CASE WHEN s.text_hash = staged_item.text_hash AND NOT s.retired THEN 'unchanged' ELSE 'changed' END
    FROM staged_pair p JOIN staged_standing s ON s.rank = p.rank WHERE p.item = staged_item.position`)
  await tx.execute(sql`CREATE UNIQUE INDEX ON staged_item (id)`)
  await tx.execute(sql`ANALYZE staged_item`)
}

async function listStanding(tx: Transaction, frameworkId: string): Promise<void> {
  await tx.execute(sql`
    CREATE TEMPORARY TABLE staged_standing ON COMMIT DROP AS
    SELECT k.id, (row_number() OVER (ORDER BY k.position, k.id))::int AS rank, v.code, v.list_position, v.label, v.statement,
      v.text_hash, v.no, k.retired_at IS NOT NULL AS retired, v.id AS version_id
    FROM competency k JOIN competency_version v ON v.id = k.current_version_id WHERE k.framework_id = ${frameworkId}`)
  await tx.execute(sql`CREATE UNIQUE INDEX ON staged_standing (id)`)
  await tx.execute(sql`CREATE UNIQUE INDEX ON staged_standing (rank)`)
  await tx.execute(sql`ANALYZE staged_standing`)
  await tx.execute(
    sql`CREATE TEMPORARY TABLE staged_pair (item integer NOT NULL, rank integer NOT NULL, likeness real) ON COMMIT DROP`,
  )
}

async function pairByIdentifiers(tx: Transaction, frameworkId: string): Promise<void> {
  await listKeys(tx, frameworkId)
  const taken = new Set<number>()
  const last = await lastPosition(tx)
  let paired = -1
  for (let from = 0; from <= last; from += batch) {
    const candidates = await selectRows(
      tx,
      z.object({ item: z.number(), rank: z.number() }),
      sql`SELECT i.position AS item, s.rank FROM staged_item i
          CROSS JOIN LATERAL unnest(i.keys) WITH ORDINALITY AS named (key, at)
          JOIN staged_key n ON n.key = named.key JOIN staged_standing s ON s.id = n.id
          WHERE i.position >= ${from} AND i.position < ${from + batch}
          ORDER BY i.position, named.at, s.rank`,
    )
    const pairs: Pair[] = []
    for (const { item, rank } of candidates) {
      if (item <= paired || taken.has(rank)) continue
      taken.add(rank)
      paired = item
      pairs.push({ item, rank })
    }
    await storePairs(tx, pairs)
  }
}

type Pair = { item: number; rank: number; likeness?: number }

async function storePairs(tx: Transaction, pairs: Pair[]): Promise<void> {
  if (pairs.length === 0) return
  await tx.execute(sql`
    INSERT INTO staged_pair (item, rank, likeness)
    SELECT item, rank, likeness FROM jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb)
      AS given (item integer, rank integer, likeness real)`)
}

/** The place of the last item, or -1. */
export async function lastPosition(tx: Transaction): Promise<number> {
  const [last] = await selectRows(
    tx,
    z.object({ position: z.number() }),
    sql`SELECT COALESCE(max(position), -1) AS position FROM staged_item`,
  )
  return last?.position ?? -1
}

/** The keys by which each that stands is found again, those of {@link matchKeys}. */
async function listKeys(tx: Transaction, frameworkId: string): Promise<void> {
  await tx.execute(
    sql`CREATE TEMPORARY TABLE staged_key (key text NOT NULL, id uuid NOT NULL) ON COMMIT DROP`,
  )
  for (let rank = 0; ; rank += batch) {
    const rows = await selectRows(
      tx,
      z.object({ id: z.string(), named: z.array(ExternalIdentifier.catch(unreadable)) }),
      sql`SELECT s.id, COALESCE(jsonb_agg(jsonb_build_object('scheme', e.scheme, 'value', e.value))
            FILTER (WHERE e.value IS NOT NULL), '[]') AS named
          FROM staged_standing s LEFT JOIN external_identifier e ON e.entity_id = s.id AND e.framework_id = ${frameworkId}
          WHERE s.rank > ${rank} AND s.rank <= ${rank + batch} GROUP BY s.id`,
    )
    if (rows.length === 0) break
    const keys = rows.flatMap(({ id, named }) =>
      matchKeys([
        ...named.filter((one) => one !== unreadable),
        { scheme: 'case_uuid', value: id },
      ]).map((key) => ({ key, id })),
    )
    await tx.execute(sql`
      INSERT INTO staged_key SELECT key, id FROM jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) AS given (key text, id uuid)`)
  }
  await tx.execute(sql`CREATE INDEX ON staged_key (key)`)
  await tx.execute(sql`ANALYZE staged_key`)
}

const unreadable: ExternalIdentifier = { scheme: 'other', value: '' }

async function hasNameless(tx: Transaction): Promise<boolean> {
  const [found] = await selectRows(
    tx,
    z.object({ any: z.boolean() }),
    sql`SELECT EXISTS (SELECT 1 FROM staged_item WHERE keys = '{}') AS any`,
  )
  return found?.any ?? false
}

async function refuseMany(tx: Transaction): Promise<void> {
  const [found] = await selectRows(
    tx,
    z.object({ all: z.coerce.number() }),
    sql`SELECT (SELECT count(*) FROM staged_item) + (SELECT count(*) FROM staged_standing) AS all`,
  )
  if ((found?.all ?? 0) <= mostByWords) return
  const values = { most: mostByWords / 2 }
  throw new DomainError('limit_reached', 'large.mostNameless', { field: 'file', values })
}

/** The whole difference again, with what was paired by identifiers going by one name on either side. */
async function pairByWords(
  tx: Transaction,
  frameworkId: string,
  separate: 'all' | never[],
): Promise<void> {
  const incoming = await incomingWords(tx)
  const current = {
    competencies: await standingWords(tx),
    links: await standingTree(tx, frameworkId),
  }
  const found = { competencies: incoming, links: await stagedTree(tx) }
  const diff = await inTurns(diffFramework(current, found, ({ textHash }) => textHash, separate))
  const likeness = new Map(diff.alike.map((pair) => [pair.currentId, pair.likeness]))
  const pairs = [...diff.changed, ...diff.unchanged].map(({ currentId, incoming: again }) => ({
    ...{ item: Number(again.id), rank: Number(currentId) },
    ...(likeness.has(currentId) ? { likeness: likeness.get(currentId) } : {}),
  }))
  await tx.execute(sql`DELETE FROM staged_pair`)
  for (let at = 0; at < pairs.length; at += batch) await storePairs(tx, pairs.slice(at, at + batch))
}

/** By their ranks, so that ids take no memory. */
async function standingWords(tx: Transaction) {
  const rows = await selectRows(
    tx,
    z.object({
      ...{ id: z.string(), code: z.string().nullable(), statement: z.string() },
      ...{ hash: z.string(), retired: z.boolean() },
    }),
    sql`SELECT rank::text AS id, code, statement, left(text_hash, 16) AS hash, retired FROM staged_standing ORDER BY rank`,
  )
  return rows.map(({ id, code, statement, hash, retired }) => ({
    ...{ id, identifiers: [named(id)], codedNotation: code, statement, textHash: hash, retired },
  }))
}

async function incomingWords(tx: Transaction) {
  const rows = await selectRows(
    tx,
    z.object({
      ...{ id: z.string(), code: z.string().nullable(), statement: z.string() },
      ...{ hash: z.string(), nameless: z.boolean(), rank: z.string().nullable() },
    }),
    sql`SELECT i.position::text AS id, i.code, i.version ->> 'statement' AS statement, left(i.text_hash, 16) AS hash,
          i.keys = '{}' AS nameless, p.rank::text AS rank
        FROM staged_item i LEFT JOIN staged_pair p ON p.item = i.position ORDER BY i.position`,
  )
  return rows.map(({ id, code, statement, hash, nameless, rank }) => ({
    ...{ id, codedNotation: code, statement: { und: statement }, textHash: hash },
    identifiers: nameless ? [] : [named(rank ?? `new ${id}`)],
  }))
}

function named(value: string): ExternalIdentifier {
  return { scheme: 'row_id', value }
}
