import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'

export function POST(request: NextRequest): Promise<Response> {
  return formAction(request, '/operator/releases', async (api) => {
    const { releaseNo } = await api.releases.run()
    return `/operator/releases?made=${releaseNo ?? 'none'}`
  })
}
