import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'

export async function POST(request: NextRequest): Promise<Response> {
  const back = '/operator/employment'
  return formAction(request, back, async (api, field) => {
    await api.employment.forgetColumns({ forget: { remembered: field('remembered') } })
    return `${back}?done=forgotten`
  })
}
