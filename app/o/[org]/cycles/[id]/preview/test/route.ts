import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'

type Props = { params: Promise<{ org: string; id: string }> }

/** Mails the invitation, marked as a test, to whoever pressed. */
export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org, id } = await params
  const page = `/o/${org}/cycles/${id}/preview`
  return formAction(request, page, async ({ cycles }) => {
    await cycles.sendTest({ org, cycleId: id })
    return `${page}?done=tested`
  })
}
