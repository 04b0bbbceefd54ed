import type { NextRequest } from 'next/server'
import { cyclePost, text } from '../../_route/cycle-post'

type Props = { params: Promise<{ org: string; id: string }> }

/** The buttons of a cycle's page; `do` says which was pressed. */
export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org, id } = await params
  const page = `/o/${org}/cycles/${id}`
  return cyclePost(
    request,
    async ({ cycles }, form) => {
      const cycle = { org, cycleId: id }
      const invitation = { ...cycle, invitationId: text(form, 'invitation') }
      switch (text(form, 'do')) {
        case 'open':
          await cycles.open(cycle)
          return `${page}?done=opened`
        case 'extend':
          await cycles.extend({ ...cycle, closesOn: text(form, 'closesOn') })
          return `${page}?done=extended`
        case 'close':
          await cycles.close(cycle)
          return `${page}?done=closed`
        case 'cancel':
          await cycles.cancel(cycle)
          return `${page}?done=cancelled`
        case 'revoke':
          await cycles.revoke(invitation)
          return `${page}?done=revoked`
        case 'resend':
          await cycles.resend(invitation)
          return `${page}?done=resent`
        default:
          return page
      }
    },
    (problem) => `${page}?problem=${problem}`,
  )
}
