import type { NextRequest } from 'next/server'
import { sheetSaid } from '@/app/_components/sheet-grid/sheet-said'
import { formAction } from '@/app/_trpc/form-action'

type Props = { params: Promise<{ org: string; id: string; list: string }> }

export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org, id: cycleId, list: id } = await params
  const back = `/o/${org}/cycles/${cycleId}/addresses/${id}`
  return formAction(request, back, async (api, field) => {
    await api.cycles.chooseAddressSheet({ org, list: { cycleId, id, ...sheetSaid(field) } })
    return back
  })
}
