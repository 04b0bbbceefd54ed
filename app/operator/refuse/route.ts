import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'

/** Takes a confirmation back. */
export function POST(request: NextRequest): Promise<Response> {
  return formAction(request, '/operator', async (api, field) => {
    await api.operator.refuse({ organizationIds: [field('organizationId')], note: field('note') })
    return '/operator?done=refused&count=1'
  })
}
