import { TRPCError } from '@trpc/server'
import type { NextRequest } from 'next/server'
import { routeCaller } from '@/app/_trpc/route-caller'
import { isTrouble } from '@/app/_trpc/trouble'
import type { MapView } from '@/server/domain/reading/map-view'
import { ownMapFilter } from './own-map-filter'

export type OwnMapPath = { org: string; credential: string; occupation: string }

/** The map a download names, or null for who may not read it or where there is none. */
export async function readOwnMap(request: NextRequest, path: OwnMapPath): Promise<MapView | null> {
  const filter = ownMapFilter(path, {
    region: request.nextUrl.searchParams.get('region') ?? undefined,
    sector: request.nextUrl.searchParams.get('sector') ?? undefined,
  })
  if (!filter) return null
  try {
    return await (await routeCaller(request)).maps.readOwn({ org: path.org, filter })
  } catch (error) {
    if (error instanceof TRPCError && !isTrouble(error)) return null
    throw error
  }
}
