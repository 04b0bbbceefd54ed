import type { NextRequest } from 'next/server'
import { decidePost } from '@/app/_components/employers/decide-post'

type Props = { params: Promise<{ org: string }> }

export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org } = await params
  return decidePost(request, `/o/${org}/employers`, ({ employers }) => ({
    confirm: (confirmations) => employers.confirm({ org, confirmations }),
    refuse: (refusal) => employers.refuse({ org, refusal }),
  }))
}
