import { TRPCError } from '@trpc/server'
import type { NextRequest } from 'next/server'
import { routeCaller } from '@/app/_trpc/route-caller'
import { isTrouble } from '@/app/_trpc/trouble'
import type { AnsweredMap } from '@/server/domain/reading/provider-says'
import { ownMapFilter } from './own-map-filter'

export type OwnMapPath = { org: string; credential: string; occupation: string }

/** The map a download names, with what is said of it in public, or null for who may not read it or where there is none. */
export async function readOwnMap(
  request: NextRequest,
  path: OwnMapPath,
): Promise<AnsweredMap | null> {
  const filter = ownMapFilter(path, {
    region: request.nextUrl.searchParams.get('region') ?? undefined,
    sector: request.nextUrl.searchParams.get('sector') ?? undefined,
  })
  if (!filter) return null
  try {
    const api = await routeCaller(request)
    const { credential, occupation } = filter
    const [map, says] = await Promise.all([
      api.maps.readOwn({ org: path.org, filter }),
      api.decisions.says({ credential, occupation }),
    ])
    return { ...map, says }
  } catch (error) {
    if (error instanceof TRPCError && !isTrouble(error)) return null
    throw error
  }
}
