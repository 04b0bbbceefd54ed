import { and, eq, notLike, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import { occupationAliases, occupations } from '@/server/db/schema/reference'
import { asReader, selectRows, type Transaction } from '@/server/db/tenancy'
import {
  indexOccupations,
  type OccupationHit,
  type OccupationIndex,
  reviewedSource,
  searchOccupationIndex,
} from '@/server/domain/catalogue/occupations'
import { groupBy } from '@/server/domain/group-by'

export const SearchOccupations = z.object({
  query: z.string().max(120),
  limit: z.number().int().min(1).max(25).default(8),
})
export type SearchOccupations = z.infer<typeof SearchOccupations>

/** Occupations by everyday title, official title or code, best first; small typing errors are forgiven. */
export async function searchOccupations(input: SearchOccupations): Promise<OccupationHit[]> {
  return searchOccupationIndex(await occupationIndex(), input.query, input.limit)
}

/** How long a process goes by what people called occupations when it last looked, in milliseconds. */
export const looksAgainAfter = 60_000

type Held = { mark: string; index: OccupationIndex }

let held: { at: number; reading: Promise<Held> } | undefined

/** A process keeps the index, and looks once a minute whether other aliases were loaded beside it. */
async function occupationIndex(): Promise<OccupationIndex> {
  if (!held || Date.now() - held.at >= looksAgainAfter) {
    const reading = readAgain(held?.reading)
    held = { at: Date.now(), reading }
    reading.catch(() => {
      if (held?.reading === reading) held = undefined
    })
  }
  return (await held.reading).index
}

async function readAgain(before: Promise<Held> | undefined): Promise<Held> {
  const kept = await before?.catch(() => undefined)
  try {
    return await asReader(async (tx) => {
      const mark = await markOf(tx)
      return kept?.mark === mark ? kept : { mark, index: await readIndex(tx) }
    })
  } catch (error) {
    if (kept) return kept
    throw error
  }
}

/** A text that is another when any alias is. */
async function markOf(tx: Transaction): Promise<string> {
  const [row] = await selectRows(
    tx,
    z.object({ mark: z.string() }),
    sql`SELECT concat(count(*), ' ', sum(hashtext(concat_ws(' ', occupation_id, source, phrase)))) AS mark
      FROM occupation_alias`,
  )
  return row?.mark ?? ''
}

/** A `.00` code of O*NET-SOC repeats its SOC occupation; offering both would split the answers. */
async function readIndex(tx: Transaction): Promise<OccupationIndex> {
  const rows = await tx
    .select({ id: occupations.id, code: occupations.code, title: occupations.title })
    .from(occupations)
    .where(
      or(
        eq(occupations.level, 'detailed'),
        and(eq(occupations.level, 'onet'), notLike(occupations.code, '%.00')),
      ),
    )
  const { occupationId, phrase, source } = occupationAliases
  const aliases = groupBy(
    await tx.select({ occupationId, phrase, source }).from(occupationAliases).orderBy(phrase),
    (alias) => alias.occupationId,
  )
  return indexOccupations(
    rows.map((row) => {
      const own = aliases.get(row.id) ?? []
      const from = (looked: boolean) =>
        own
          .filter((alias) => (alias.source === reviewedSource) === looked)
          .map((alias) => alias.phrase)
      return { ...row, plainTitles: from(true), loadedTitles: from(false) }
    }),
  )
}
