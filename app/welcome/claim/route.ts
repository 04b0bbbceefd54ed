import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'

export function POST(request: NextRequest): Promise<Response> {
  return formAction(request, '/welcome', async (api, field) => {
    const { slug } = await api.organizations.claim({ organizationId: field('organizationId') })
    return `/o/${slug}`
  })
}
