import type { NextRequest } from 'next/server'
import { smoothingNote } from '@/app/_i18n/smoothing-note'
import { orStatus } from '@/app/_trpc/trouble'
import { dataResponse } from '@/app/(public)/_read/data-response'
import { mapCsv, mapFileName } from '@/server/formats/map-export'
import { readPublicMap } from '../read-public-map'

type Props = {
  params: Promise<{ credential: string; occupation: string; region: string; sector: string }>
}

export async function GET(request: NextRequest, { params }: Props): Promise<Response> {
  const { credential, occupation, region, sector } = await params
  return orStatus(async () => {
    const map = await readPublicMap(credential, occupation, region, sector)
    return dataResponse(request, {
      body: mapCsv(map, smoothingNote()),
      type: 'text/csv; charset=utf-8',
      fileName: `${mapFileName(map)}.csv`,
    })
  })
}
