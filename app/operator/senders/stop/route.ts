import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'

export function POST(request: NextRequest): Promise<Response> {
  return formAction(request, '/operator/senders', async (api, field) => {
    const stop = field('act') === 'stop'
    await api.operator.stopSender({ organizationId: field('organizationId'), stop })
    return `/operator/senders?done=${stop ? 'stopped' : 'allowed'}`
  })
}
