import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Database, database } from '@/server/db/client'
import { asReader, selectRows, type Transaction } from '@/server/db/tenancy'
import { quarterOf } from '@/server/domain/method/map-cells'
import { segmentedLru } from '@/server/segmented-lru.mjs'
import type { Context, OrgContext } from '@/server/services/context'
import {
  publicReadership,
  type Readership,
  readershipOf,
} from '@/server/services/published/readership'
import { sealed } from './sealed'

/** What one process keeps of maps. */
const LIMITS = { bytes: 64 * 2 ** 20, entries: 20_000, entryBytes: 8 * 2 ** 20 }

/** Changes are remembered for a day (`forget-map-changes.ts`): what is older than this is not asked about. */
const KEPT_MS = 3_600_000

/**
 * What everybody is told of a map: kept from before, or made and kept. It is right while nothing that maps are read from
 * has been changed by a transaction its reading did not see, while the same releases are public and the quarter is the
 * same. Whatever a map is read from must note its changes in `map_change` (decision 017).
 * @param name says everything that was asked for
 */
export async function keptForAll<Answer extends object>(
  ctx: Context,
  name: readonly string[],
  make: (tx: Transaction, reader: Readership) => Promise<Answer>,
): Promise<Answer> {
  const reader = publicReadership(ctx.now)
  return asReader(async (tx) => {
    const place = await placeOf<Answer>(tx, reader, name)
    return place.kept ?? place.keep(await make(tx, reader))
  })
}

/** The same of several answers that only one organization may be told: its drafts, and what it may read before others. */
export async function keptForOwner<Asked, Answer extends object>(
  ctx: OrgContext,
  all: readonly Asked[],
  name: (asked: Asked) => readonly string[],
  make: (reader: Readership, missing: readonly Asked[]) => Promise<Answer[]>,
): Promise<Answer[]> {
  const reader = await readershipOf(ctx)
  const places: Place<Answer>[] = []
  await asReader(async (tx) => {
    for (const asked of all) {
      places.push(await placeOf(tx, reader, [...name(asked), 'of', ctx.organization.id]))
    }
  })
  const missing = all.filter((_, at) => !places[at]?.kept)
  const made = missing.length > 0 ? await make(reader, missing) : []
  return places.flatMap(({ kept, keep }) => kept ?? made.splice(0, 1).map(keep))
}

type Place<Answer> = { kept: Answer | null; keep: (answer: Answer) => Answer }

async function placeOf<Answer extends object>(
  tx: Transaction,
  reader: Readership,
  name: readonly string[],
): Promise<Place<Answer>> {
  const kept = await keptHere()
  const key = JSON.stringify([name, reader.early, quarterOf(reader.now)])
  const found: Kept<Answer> | undefined = kept.get(key)
  const stamp = await readStamp(tx, reader, found?.snapshot ?? null)
  return {
    kept: found && isRight(found, stamp) ? found.answer : null,
    keep: (made) => {
      // A copy: strings that were cut from what the database sent would hold all of it.
      const answer = structuredClone(made)
      const { snapshot, publicReleases } = stamp
      const entry = { answer, snapshot, publicReleases, since: Date.now() }
      kept.set(key, entry, 2 * key.length + sealed(answer))
      return answer
    },
  }
}

function isRight({ publicReleases, since }: Kept<unknown>, stamp: Stamp): boolean {
  return !stamp.changed && publicReleases === stamp.publicReleases && Date.now() - since < KEPT_MS
}

/** Bytes this process keeps of maps. */
export async function bytesOfMaps(): Promise<number> {
  return (await keptHere()).bytes()
}

type Kept<Answer> = {
  answer: Answer
  /** What the database's transactions were when it began to be read. */
  snapshot: string
  publicReleases: number
  since: number
}

type KeptMaps = ReturnType<typeof segmentedLru>

/** One for each database, and for all the bundles of one process. */
const held: typeof globalThis & { plumblineMaps?: WeakMap<Database, KeptMaps> } = globalThis

async function keptHere(): Promise<KeptMaps> {
  held.plumblineMaps ??= new WeakMap()
  const db = await database()
  const kept = held.plumblineMaps.get(db) ?? segmentedLru(LIMITS)
  held.plumblineMaps.set(db, kept)
  return kept
}

const Stamp = z.object({
  snapshot: z.string(),
  publicReleases: z.number().int(),
  changed: z.boolean(),
})
type Stamp = z.infer<typeof Stamp>

/**
 * Whether a change has been committed that a snapshot did not see. A replica's snapshots name no transactions that were
 * under way: there, whatever is not older than all of them may be news.
 */
async function readStamp(
  tx: Transaction,
  { now }: Readership,
  snapshot: string | null,
): Promise<Stamp> {
  const [stamp] = await selectRows(
    tx,
    Stamp,
    sql`SELECT pg_current_snapshot()::text AS snapshot,
          (SELECT count(*)::integer FROM release
           WHERE finished_at IS NOT NULL AND public_at <= ${now.toISOString()}::timestamptz) AS "publicReleases",
          EXISTS (SELECT 1 FROM map_change, (SELECT ${snapshot}::pg_snapshot AS kept) k
                  WHERE xid >= pg_snapshot_xmin(kept)
                    AND (pg_is_in_recovery() OR NOT pg_visible_in_snapshot(xid, kept))) AS changed`,
  )
  if (!stamp) throw new Error('The database told no snapshot.')
  return stamp
}
