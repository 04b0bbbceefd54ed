import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'

type Props = { params: Promise<{ org: string; list: string }> }

export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org, list } = await params
  const back = `/o/${org}/claims/${list}`
  return formAction(request, back, async (api, field) => {
    await api.claims.forgetColumns({ org, forget: { remembered: field('remembered') } })
    return `${back}?done=forgotten`
  })
}
