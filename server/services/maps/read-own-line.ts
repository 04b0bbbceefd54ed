import { DomainError } from '@/server/domain/errors'
import type { MapRow } from '@/server/domain/reading/map-row'
import { mapRow } from '@/server/domain/reading/maps'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { readershipOf } from '@/server/services/published/readership'
import { itemsOf, openOwnMaps } from './map-source'

/** One line of a provider's own map, with what it is about and which groups it sums. */
export type OwnLine = {
  credentialId: string
  occupationId: string
  row: MapRow
  /** The newest release of the map; null where nothing has been released. */
  releaseNo: number | null
  groups: string[]
}

/** A line of a provider's own map of every region and sector, as its workspace reads it. */
export async function readOwnLine(
  ctx: OrgContext,
  asked: { credential: string; occupation: string; competencyId: string },
): Promise<OwnLine> {
  await authorize(ctx, 'map.read')
  const { credential, occupation, competencyId } = asked
  const filter = { credential, occupation, region: 'all', sector: 'all' as const }
  const [[source]] = await openOwnMaps(ctx, await readershipOf(ctx), [filter], async () => null)
  if (!source) throw new Error('The map was not read.')
  const item = itemsOf(source).find(({ key }) => key === competencyId)
  if (!item) throw new DomainError('not_found', 'maps.noRow')
  const cohorts = [...item.fit, ...item.importance.cohorts]
  return {
    credentialId: source.catalogue.credential.id,
    occupationId: source.catalogue.occupation.id,
    row: mapRow(item, source.catalogue.described),
    releaseNo: source.release?.no ?? null,
    groups: [...new Set(cohorts.map(({ cohortId }) => cohortId))],
  }
}
