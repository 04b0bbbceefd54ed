import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'
import { MemberRoleSchema } from '@/server/domain/people/organizations'

type Props = { params: Promise<{ org: string }> }

/** Another role, or none: a form without a role removes the member. */
export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org } = await params
  const back = `/o/${org}/team`
  return formAction(request, back, async (api, field) => {
    const role = MemberRoleSchema.nullable().catch(null).parse(field('role'))
    await api.organizations.changeMember({ org, change: { userId: field('userId'), role } })
    return `${back}?done=${role ? 'changed' : 'removed'}`
  })
}
