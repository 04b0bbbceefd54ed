import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'
import { frameworkLimits } from '@/server/domain/catalogue/frameworks'

type Props = { params: Promise<{ org: string }> }

/** Takes a file and leads to the import it became, or back with the sentence that refuses it. */
export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org } = await params
  const imports = `/o/${org}/frameworks/imports`
  return formAction(
    request,
    `${imports}/new`,
    async (api, _field, { file }) => {
      const { id } = await api.imports.upload({ org, ...(await file('file')) })
      return `${imports}/${id}`
    },
    { file: frameworkLimits.bytes },
  )
}
