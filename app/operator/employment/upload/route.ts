import type { NextRequest } from 'next/server'
import { fileAction } from '@/app/_trpc/form-action'
import { frameworkLimits } from '@/server/domain/catalogue/frameworks'

export async function POST(request: NextRequest): Promise<Response> {
  const back = '/operator/employment'
  return fileAction(request, back, frameworkLimits.bytes, async (api, file) => {
    await api.employment.upload(file)
    return `${back}#waiting`
  })
}
