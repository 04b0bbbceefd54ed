import type { OpenDecisions } from '@/server/domain/reading/decisions'
import type { OrgContext } from '@/server/services/context'
import { listOwnMaps } from '@/server/services/maps/list-maps'
import { readOwnMaps } from '@/server/services/maps/read-map'

/** No more maps than this are read for one mail. */
const MOST_MAPS = 60

export type UndecidedMap = { credential: string; occupation: string; lines: number }

/** How many lines to act on first nobody has decided, by map; for the provider's own people alone. */
export async function undecidedLines(
  ctx: OrgContext,
  decided: OpenDecisions['decided'],
): Promise<UndecidedMap[]> {
  const asking = (await listOwnMaps(ctx)).filter(({ words }) => words.act > 0).slice(0, MOST_MAPS)
  const maps = await readOwnMaps(
    ctx,
    asking.map(({ credential, occupation }) => ({
      ...{ credential: credential.slug, occupation: occupation.code, region: 'all', sector: 'all' },
    })),
  )
  return maps.flatMap(({ credential, occupation, rows }) => {
    const place = decided.find(
      (each) => each.credential === credential.slug && each.occupation === occupation.code,
    )
    const open = rows.filter(
      ({ key, word }) => word === 'act' && !place?.competencyIds.includes(key),
    )
    return open.length === 0
      ? []
      : [{ credential: credential.name, occupation: occupation.title, lines: open.length }]
  })
}
