import type { NextRequest } from 'next/server'
import { smoothingNote } from '@/app/_i18n/smoothing-note'
import { orStatus } from '@/app/_trpc/trouble'
import { mapJson } from '@/server/formats/map-export'
import { type OwnMapPath, readOwnMap } from '../../../_read/read-own-map'

export async function GET(
  request: NextRequest,
  { params }: { params: Promise<OwnMapPath> },
): Promise<Response> {
  return orStatus(async () => {
    const map = await readOwnMap(request, await params)
    if (!map) return new Response(null, { status: 404 })
    return Response.json(mapJson(map, smoothingNote()), {
      headers: { 'Cache-Control': 'no-store' },
    })
  })
}
