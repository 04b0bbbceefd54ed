import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'
import { raterCookie } from '@/app/_trpc/rater-session'
import { seeOther } from '@/app/_trpc/see-other'

type Props = { params: Promise<{ org: string }> }

/** Opens a request, or what was answered to it, on the device that is signed in at the invited address: no code is asked. */
export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org } = await params
  return formAction(request, `/o/${org}/requests`, async (api, field) => {
    const { code, session, sent } = await api.requests.open({ invitationId: field('invitationId') })
    const response = seeOther(sent ? `/r/${code}/receipt` : `/r/${code}`)
    if (session) response.cookies.set(raterCookie(session))
    return response
  })
}
