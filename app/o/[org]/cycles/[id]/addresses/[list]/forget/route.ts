import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'

type Props = { params: Promise<{ org: string; id: string; list: string }> }

export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org, id, list } = await params
  const back = `/o/${org}/cycles/${id}/addresses/${list}`
  return formAction(request, back, async (api, field) => {
    await api.cycles.forgetAddressColumns({ org, forget: { remembered: field('remembered') } })
    return `${back}?done=forgotten`
  })
}
