import { type AcrossView, acrossOf, mostAcross } from '@/server/domain/reading/across'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { listOwnMaps } from '@/server/services/maps/list-maps'
import { readOwnMaps } from '@/server/services/maps/read-map'

/** Every need of a provider's credentials beside one another; where there are too many maps, those that most employers have answered. */
export async function readAcross(ctx: OrgContext): Promise<AcrossView> {
  await authorize(ctx, 'report.read')
  const rated = (await listOwnMaps(ctx)).filter(({ employers }) => employers > 0)
  const chosen = new Set([...rated].sort((a, b) => b.employers - a.employers).slice(0, mostAcross))
  const maps = await readOwnMaps(
    ctx,
    rated
      .filter((line) => chosen.has(line))
      .map(({ credential, occupation }) => ({
        ...{ credential: credential.slug, occupation: occupation.code },
        ...{ region: 'all', sector: 'all' as const },
      })),
  )
  return { ...acrossOf(maps), leftOut: rated.length - chosen.size }
}
