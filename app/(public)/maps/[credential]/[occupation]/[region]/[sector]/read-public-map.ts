import { notFound } from 'next/navigation'
import { pageData } from '@/app/_trpc/page-data'
import { publicCaller } from '@/app/_trpc/public-caller'
import { MapFilter } from '@/server/domain/reading/map-filter'
import type { AnsweredMap } from '@/server/domain/reading/provider-says'

/** The map an address names, with what its provider says of it; parts that cannot name one are not found. */
export async function readPublicMap(
  credential: string,
  occupation: string,
  region: string,
  sector: string,
): Promise<AnsweredMap> {
  const filter = MapFilter.safeParse({ credential, occupation, region, sector })
  if (!filter.success) notFound()
  const api = publicCaller()
  const [map, says] = await pageData(
    Promise.all([api.maps.read(filter.data), api.decisions.says({ credential, occupation })]),
  )
  return { ...map, says }
}
