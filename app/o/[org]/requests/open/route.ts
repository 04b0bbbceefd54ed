import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'
import { raterCookie } from '@/app/_trpc/rater-session'
import { seeOther } from '@/app/_trpc/see-other'

type Props = { params: Promise<{ org: string }> }

/** Opens a request on the device that is signed in at the invited address: no code is asked there. */
export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org } = await params
  return formAction(request, `/o/${org}/requests`, async (api, field) => {
    const { code, session } = await api.requests.open({ invitationId: field('invitationId') })
    const response = seeOther(`/r/${code}`)
    if (session) response.cookies.set(raterCookie(session))
    return response
  })
}
