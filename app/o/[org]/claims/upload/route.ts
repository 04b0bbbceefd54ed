import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'
import { takenIn } from '@/app/_trpc/taken-in'
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
      const came = { file: await form.file('file'), text: field('text') }
      const otherwise = claimKinds.find((kind) => kind === field('otherwise')) ?? 'teaches'
      const about = { org, slug, framework, otherwise }
      const [sheet, ...more] = await takenIn(came, {
        file: (file) => claims.keepFile({ ...about, ...file }),
        text: (text) => claims.keepText({ ...about, text }),
      })
      // The page of the form leads to all that wait.
      return more.length > 0 ? back : `/o/${at(org)}/claims/${sheet}`
    },
    { file: frameworkLimits.bytes, keep: ['text', 'otherwise'] },
  )
}
