import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'

type Props = { params: Promise<{ token: string }> }

export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { token } = await params
  return formAction(request, `/invitations/${encodeURIComponent(token)}`, async (api) => {
    const { slug } = await api.organizations.acceptInvitation({ token })
    return `/o/${slug}`
  })
}
