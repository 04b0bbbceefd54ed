import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'

type Props = { params: Promise<{ org: string; id: string }> }

export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org, id } = await params
  const back = `/o/${org}/frameworks/imports/${id}`
  return formAction(request, back, async (api, field) => {
    await api.imports.forgetColumns({ org, forget: { remembered: field('remembered') } })
    return `${back}?done=forgotten`
  })
}
