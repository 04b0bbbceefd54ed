import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'

type Props = { params: Promise<{ org: string }> }

export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org } = await params
  return formAction(request, `/o/${org}/requests`, async (api, field) => {
    const { code } = await api.requests.open({ invitationId: field('invitationId') })
    return `/r/${code}`
  })
}
