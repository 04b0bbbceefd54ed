import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'
import { frameworkLimits } from '@/server/domain/catalogue/frameworks'

export async function POST(request: NextRequest): Promise<Response> {
  const back = '/operator/employment'
  return formAction(
    request,
    back,
    async (api, _field, { file }) => {
      await api.employment.upload(await file('file'))
      return `${back}#waiting`
    },
    { file: frameworkLimits.bytes },
  )
}
