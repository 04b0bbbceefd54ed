import { notFound } from 'next/navigation'
import { pageData } from '@/app/_trpc/page-data'
import { publicCaller } from '@/app/_trpc/public-caller'
import { MapFilter } from '@/server/domain/reading/map-filter'
import type { MapView } from '@/server/domain/reading/map-view'

/** The map an address names; parts that cannot name one are not found. */
export async function readPublicMap(
  credential: string,
  occupation: string,
  region: string,
  sector: string,
): Promise<MapView> {
  const filter = MapFilter.safeParse({ credential, occupation, region, sector })
  if (!filter.success) notFound()
  return pageData(publicCaller().maps.read(filter.data))
}
