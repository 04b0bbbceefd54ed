import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'

type Props = { params: Promise<{ org: string; id: string; list: string }> }

export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org, id: cycleId, list: id } = await params
  const cycle = `/o/${org}/cycles/${cycleId}`
  return formAction(request, `${cycle}/addresses/${id}`, async (api) => {
    await api.cycles.discardAddressList({ org, list: { cycleId, id } })
    return `${cycle}?done=discarded`
  })
}
