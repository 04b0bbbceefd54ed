import { demandedLines } from '@/server/domain/reading/asking-lines'
import type { OpenDecisions } from '@/server/domain/reading/decisions'
import type { OrgContext } from '@/server/services/context'
import { listOwnMaps } from '@/server/services/maps/list-maps'
import { readOwnClosely } from '@/server/services/maps/read-closely'

/** No more maps than this are read for one mail. */
const MOST_MAPS = 60

export type UndecidedMap = { credential: string; occupation: string; lines: number }

/** How many lines that are to be decided nobody has decided, by map; for the provider's own people alone. */
export async function undecidedLines(
  ctx: OrgContext,
  decided: OpenDecisions['decided'],
): Promise<UndecidedMap[]> {
  const rated = (await listOwnMaps(ctx)).filter(({ employers }) => employers > 0)
  const readings = await readOwnClosely(
    ctx,
    rated.slice(0, MOST_MAPS).map(({ credential, occupation }) => ({
      ...{ credential: credential.slug, occupation: occupation.code, region: 'all', sector: 'all' },
    })),
  )
  return readings.flatMap(({ map: { credential, occupation, rows }, asked }) => {
    const place = decided.find(
      (each) => each.credential === credential.slug && each.occupation === occupation.code,
    )
    const lines = demandedLines(rows, asked, new Set(place?.competencyIds))
    const open = lines.filter((line) => !line.decided).length
    return open === 0
      ? []
      : [{ credential: credential.name, occupation: occupation.title, lines: open }]
  })
}
