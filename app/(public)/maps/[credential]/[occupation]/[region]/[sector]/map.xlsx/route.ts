import type { NextRequest } from 'next/server'
import { writeMapWorkbook } from '@/app/_components/exports/write-map-workbook'
import { orStatus } from '@/app/_trpc/trouble'
import { dataResponse } from '@/app/(public)/_read/data-response'
import { mapFileName } from '@/server/formats/map-export'
import { workbookType } from '@/server/formats/workbook-export'
import { readPublicMap } from '../read-public-map'

type Props = {
  params: Promise<{ credential: string; occupation: string; region: string; sector: string }>
}

export async function GET(request: NextRequest, { params }: Props): Promise<Response> {
  const { credential, occupation, region, sector } = await params
  return orStatus(async () => {
    const map = await readPublicMap(credential, occupation, region, sector)
    return dataResponse(request, {
      body: await writeMapWorkbook(map),
      type: workbookType,
      fileName: `${mapFileName(map)}.xlsx`,
    })
  })
}
