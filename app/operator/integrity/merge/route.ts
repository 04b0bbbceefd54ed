import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'

export function POST(request: NextRequest): Promise<Response> {
  return formAction(request, '/operator/integrity', async (api, field) => {
    await api.operator.merge({ keptId: field('keptId'), goneId: field('goneId') })
    return '/operator/integrity?done=merged'
  })
}
