import type { NextRequest } from 'next/server'
import { smoothingNote } from '@/app/_i18n/smoothing-note'
import { orStatus } from '@/app/_trpc/trouble'
import { mapCsv, mapFileName } from '@/server/formats/map-export'
import { type OwnMapPath, readOwnMap } from '../../../_read/read-own-map'

export async function GET(
  request: NextRequest,
  { params }: { params: Promise<OwnMapPath> },
): Promise<Response> {
  return orStatus(async () => {
    const map = await readOwnMap(request, await params)
    if (!map) return new Response(null, { status: 404 })
    return new Response(mapCsv(map, smoothingNote()), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="${mapFileName(map)}.csv"`,
        'Cache-Control': 'no-store',
      },
    })
  })
}
