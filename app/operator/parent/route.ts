import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'

export function POST(request: NextRequest): Promise<Response> {
  return formAction(request, '/operator', async (api, field) => {
    await api.operator.setParent({
      employerId: field('employerId'),
      parentId: field('parentId') || null,
    })
    return '/operator?done=parent'
  })
}
