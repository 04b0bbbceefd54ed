import type { NextRequest } from 'next/server'
import { csvAction } from '@/app/_trpc/csv-action'

type Props = { params: Promise<{ org: string; id: string; list: string }> }

export async function GET(request: NextRequest, { params }: Props): Promise<Response> {
  const { org, id: cycleId, list: id } = await params
  return csvAction(request, 'lines-to-mend.csv', (api) =>
    api.cycles.refusedLines({ org, list: { cycleId, id } }),
  )
}
