import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'

export function POST(request: NextRequest): Promise<Response> {
  return formAction(request, '/operator/senders', async (api, field) => {
    const verdict = field('verdict') === 'accepted' ? 'accepted' : 'refused'
    await api.operator.decideName({
      organizationId: field('organizationId'),
      name: field('name'),
      verdict,
    })
    return `/operator/senders?done=${verdict}`
  })
}
