import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'

export function POST(request: NextRequest): Promise<Response> {
  return formAction(request, '/operator/sample', async (api) => {
    await api.demo.remove()
    return '/operator/sample?done=removed'
  })
}
