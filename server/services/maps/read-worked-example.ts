import { DomainError } from '@/server/domain/errors'
import { METHOD_VERSION } from '@/server/domain/method/method-changes'
import { mapRow } from '@/server/domain/reading/maps'
import {
  type WorkedExample,
  type WorkedFilter,
  workedSteps,
} from '@/server/domain/reading/worked-example'
import { authorize } from '@/server/services/authorize'
import type { Context, OrgContext } from '@/server/services/context'
import { keptForAll, keptForOwner } from './kept-maps'
import { itemsOf, type MapSource, namesOf, openMap, openOwnMaps, wordingsOf } from './map-source'

const nothingElse = async () => null

/** How the numbers of one row of a published map were made. */
export async function readWorkedExample(
  ctx: Context,
  { competency, ...filter }: WorkedFilter,
): Promise<WorkedExample> {
  return keptForAll(ctx, ['example', competency, ...namesOf(filter)], async (tx, reader) => {
    const [source] = await openMap(tx, reader, filter, nothingElse)
    return exampleOf(source, competency)
  })
}

/** How the numbers of one row of a provider's own map were made. */
export async function readOwnWorkedExample(
  ctx: OrgContext,
  { competency, ...filter }: WorkedFilter,
): Promise<WorkedExample> {
  await authorize(ctx, 'map.read')
  const name = ['example', competency, ...namesOf(filter)]
  const [example] = await keptForOwner(
    ctx,
    [filter],
    () => name,
    async (reader, asked) => {
      const [sources] = await openOwnMaps(ctx, reader, asked, nothingElse)
      return sources.map((source) => exampleOf(source, competency))
    },
  )
  if (!example) throw new Error('The row was not worked through.')
  return example
}

function exampleOf(source: MapSource, key: string): WorkedExample {
  const { catalogue, region, sector } = source
  const item = itemsOf(source).find((each) => each.key === key)
  const wording = wordingsOf(source)(key)
  if (!item || !wording) throw new DomainError('not_found', 'maps.noRow')
  const { id: _, ...credential } = catalogue.credential
  const nameOf = new Map(source.regions.map(({ id, ...view }) => [id, view]))
  return {
    credential,
    occupation: { code: catalogue.occupation.code, title: catalogue.occupation.title },
    filter: {
      region: region && { slug: region.slug, name: region.name, kind: region.kind },
      sector: sector === 'all' ? null : sector,
    },
    release: source.release,
    publicFrom: source.publicFrom,
    method: METHOD_VERSION,
    row: { ...mapRow(item, catalogue.described), ...wording },
    steps: workedSteps(item, (cohort) => ({
      region: (cohort.regionId && nameOf.get(cohort.regionId)) || null,
      sector: cohort.sector,
      release: cohort.releaseNo,
    })),
  }
}
