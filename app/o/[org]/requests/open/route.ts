import { type NextRequest, NextResponse } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'
import { raterCookie } from '@/app/_trpc/rater-session'

type Props = { params: Promise<{ org: string }> }

/** Opens a request on the device that is signed in at the invited address: no code is asked there. */
export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org } = await params
  let session: string | null = null
  const response = await formAction(request, `/o/${org}/requests`, async (api, field) => {
    const opened = await api.requests.open({ invitationId: field('invitationId') })
    session = opened.session
    return `/r/${opened.code}`
  })
  if (session && response instanceof NextResponse) response.cookies.set(raterCookie(session))
  return response
}
