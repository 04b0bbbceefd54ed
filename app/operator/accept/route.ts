import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'

export function POST(request: NextRequest): Promise<Response> {
  return formAction(request, '/operator', async (api, field) => {
    await api.operator.acceptAddress({
      invitationId: field('invitationId'),
      note: field('note'),
    })
    return '/operator?done=address'
  })
}
