import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'

type Props = { params: Promise<{ org: string }> }

export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org } = await params
  const back = `/o/${org}/region/employment`
  return formAction(request, back, async (api, field) => {
    await api.employment.forgetColumnsOwn({ org, forget: { remembered: field('remembered') } })
    return `${back}?done=forgotten`
  })
}
