import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'

export function POST(request: NextRequest): Promise<Response> {
  return formAction(request, '/operator/replies', async (api, field) => {
    await api.replies.hide({ replyId: field('replyId'), reason: field('note') })
    return '/operator/replies?done=hidden'
  })
}
