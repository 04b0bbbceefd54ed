import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'
import { claimKinds } from '@/server/domain/catalogue/credentials'
import { frameworkLimits } from '@/server/domain/catalogue/frameworks'

type Props = { params: Promise<{ org: string }> }

/** Takes in claims for the credential that the address names, pasted or as a file: a sheet that waits to be applied. */
export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org } = await params
  const asked = request.nextUrl.searchParams
  const slug = asked.get('credential') ?? ''
  const framework = asked.get('framework') ?? ''
  const at = (part: string) => encodeURIComponent(part)
  const back = `/o/${at(org)}/credentials/${at(slug)}/claims/${at(framework)}/sheet`
  return formAction(
    request,
    back,
    async ({ claims }, field, form) => {
      const file = await form.file('file')
      const otherwise = claimKinds.find((kind) => kind === field('otherwise')) ?? 'teaches'
      const about = { org, slug, framework, otherwise }
      const isFile = file.fileName !== '' || file.bytes.byteLength > 0
      const { id } = isFile
        ? await claims.keepFile({ ...about, ...file })
        : await claims.keepText({ ...about, text: field('text') })
      return `/o/${at(org)}/claims/${id}`
    },
    { file: frameworkLimits.bytes, keep: ['text', 'otherwise'] },
  )
}
