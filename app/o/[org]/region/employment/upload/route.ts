import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'
import { frameworkLimits } from '@/server/domain/catalogue/frameworks'

type Props = { params: Promise<{ org: string }> }

export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org } = await params
  const back = `/o/${org}/region/employment`
  return formAction(
    request,
    back,
    async (api, _field, { file }) => {
      await api.employment.uploadOwn({ org, ...(await file('file')) })
      return `${back}#waiting`
    },
    { file: frameworkLimits.bytes },
  )
}
