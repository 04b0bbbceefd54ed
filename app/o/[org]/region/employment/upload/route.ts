import type { NextRequest } from 'next/server'
import { fileAction } from '@/app/_trpc/form-action'
import { frameworkLimits } from '@/server/domain/catalogue/frameworks'

type Props = { params: Promise<{ org: string }> }

export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org } = await params
  const back = `/o/${org}/region/employment`
  return fileAction(request, back, frameworkLimits.bytes, async (api, file) => {
    await api.employment.uploadOwn({ org, ...file })
    return `${back}#waiting`
  })
}
