import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'

type Props = { params: Promise<{ org: string; list: string }> }

export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org, list: id } = await params
  return formAction(request, `/o/${org}/claims/${id}`, async (api) => {
    const { added, refused, slug } = await api.claims.applySheet({ org, list: { id } })
    return `/o/${org}/credentials/${slug}?claimed=${added}&refused=${refused}`
  })
}
