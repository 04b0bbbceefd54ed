import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'
import { MemberRoleSchema } from '@/server/domain/people/organizations'

type Props = { params: Promise<{ org: string }> }

export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org } = await params
  const back = `/o/${org}/team`
  return formAction(request, back, async (api, field) => {
    const role = MemberRoleSchema.catch('viewer').parse(field('role'))
    await api.organizations.invite({ org, invitation: { email: field('email'), role } })
    return `${back}?done=invited`
  })
}
