import { and, eq, notLike, or } from 'drizzle-orm'
import { z } from 'zod'
import { occupations } from '@/server/db/schema/reference'
import { asReader } from '@/server/db/tenancy'
import {
  indexOccupations,
  type OccupationHit,
  type OccupationIndex,
  searchOccupationIndex,
} from '@/server/domain/catalogue/occupations'

export const SearchOccupations = z.object({
  query: z.string().max(120),
  limit: z.number().int().min(1).max(25).default(8),
})
export type SearchOccupations = z.infer<typeof SearchOccupations>

/** Occupations by everyday title, official title or code, best first; small typing errors are forgiven. */
export async function searchOccupations(input: SearchOccupations): Promise<OccupationHit[]> {
  return searchOccupationIndex(await occupationIndex(), input.query, input.limit)
}

let held: Promise<OccupationIndex> | undefined

/** The code tables change with a version of the program only, so a process reads them once. */
function occupationIndex(): Promise<OccupationIndex> {
  held ??= readIndex().catch((error: unknown) => {
    held = undefined
    throw error
  })
  return held
}

/** A `.00` code of O*NET-SOC repeats its SOC occupation; offering both would split the answers. */
async function readIndex(): Promise<OccupationIndex> {
  const rows = await asReader((tx) =>
    tx
      .select({
        id: occupations.id,
        code: occupations.code,
        title: occupations.title,
        alternateTitles: occupations.alternateTitles,
      })
      .from(occupations)
      .where(
        or(
          eq(occupations.level, 'detailed'),
          and(eq(occupations.level, 'onet'), notLike(occupations.code, '%.00')),
        ),
      ),
  )
  return indexOccupations(
    rows.map(({ alternateTitles, ...row }) => ({
      ...row,
      plainTitles: alternateTitles.split('\n'),
    })),
  )
}
