import type { NextRequest } from 'next/server'
import { z } from 'zod'
import { formAction } from '@/app/_trpc/form-action'
import { takenIn } from '@/app/_trpc/taken-in'
import { frameworkLimits } from '@/server/domain/catalogue/frameworks'

type Props = { params: Promise<{ org: string }> }

/** Takes in raters for the cycle that the address names, pasted or as a file: each becomes a list that waits. */
export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org } = await params
  const cycleId = z.uuid().safeParse(request.nextUrl.searchParams.get('cycle')).data ?? ''
  const back = `/o/${org}/cycles/${cycleId}`
  return formAction(
    request,
    back,
    async ({ cycles }, field, form) => {
      const came = { file: await form.file('file'), text: field('text') }
      const [list, ...more] = await takenIn(came, {
        file: (file) => cycles.keepAddressFile({ org, cycleId, ...file }),
        text: (text) => cycles.keepAddressList({ org, cycleId, text }),
      })
      return more.length > 0 ? `${back}#addresses` : `${back}/addresses/${list}`
    },
    { file: frameworkLimits.bytes, keep: ['text'] },
  )
}
