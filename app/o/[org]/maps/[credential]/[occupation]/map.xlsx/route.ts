import type { NextRequest } from 'next/server'
import { writeMapWorkbook } from '@/app/_components/exports/write-map-workbook'
import { orStatus } from '@/app/_trpc/trouble'
import { mapFileName } from '@/server/formats/map-export'
import { workbookType } from '@/server/formats/workbook-export'
import { type OwnMapPath, readOwnMap } from '../../../_read/read-own-map'

export async function GET(
  request: NextRequest,
  { params }: { params: Promise<OwnMapPath> },
): Promise<Response> {
  return orStatus(async () => {
    const map = await readOwnMap(request, await params)
    if (!map) return new Response(null, { status: 404 })
    return new Response(await writeMapWorkbook(map), {
      headers: {
        'Content-Type': workbookType,
        'Content-Disposition': `attachment; filename="${mapFileName(map)}.xlsx"`,
        'Cache-Control': 'no-store',
      },
    })
  })
}
