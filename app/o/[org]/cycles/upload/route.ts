import type { NextRequest } from 'next/server'
import { z } from 'zod'
import { formAction } from '@/app/_trpc/form-action'
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
      const file = await form.file('file')
      const text = field('text')
      const hasText = text.trim() !== ''
      const lists: string[] = []
      if (file.fileName !== '' || file.bytes.byteLength > 0) {
        lists.push((await cycles.keepAddressFile({ org, cycleId, ...file })).id)
      }
      if (hasText || lists.length === 0) {
        lists.push((await cycles.keepAddressList({ org, cycleId, text })).id)
      }
      return lists.length > 1 ? `${back}#addresses` : `${back}/addresses/${lists[0]}`
    },
    { file: frameworkLimits.bytes, keep: ['text'] },
  )
}
