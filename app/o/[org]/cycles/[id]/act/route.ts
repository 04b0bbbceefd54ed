import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'

type Props = { params: Promise<{ org: string; id: string }> }

/** The buttons of a cycle's page; `do` says which was pressed. */
export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org, id } = await params
  const page = `/o/${org}/cycles/${id}`
  return formAction(request, page, async ({ cycles }, field) => {
    const cycle = { org, cycleId: id }
    const invitation = { ...cycle, invitationId: field('invitation') }
    switch (field('do')) {
      case 'open':
        await cycles.open(cycle)
        return `${page}?done=opened`
      case 'ask':
        await cycles.askConfirmation(cycle)
        return field('from') === 'open'
          ? `${page}/open?done=asked`
          : `${page}?done=asked#confirmation`
      case 'extend':
        await cycles.extend({ ...cycle, closesOn: field('closesOn') })
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
  })
}
