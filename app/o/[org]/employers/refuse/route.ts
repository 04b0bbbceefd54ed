import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'

type Props = { params: Promise<{ org: string }> }

export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org } = await params
  const back = `/o/${org}/employers`
  return formAction(request, back, async (api, field) => {
    const refusal = { organizationId: field('organizationId'), note: field('note') }
    await api.employers.refuse({ org, refusal })
    return `${back}?done=refused`
  })
}
