import type { NextRequest } from 'next/server'
import { decidePost } from '@/app/_components/employers/decide-post'

export function POST(request: NextRequest): Promise<Response> {
  return decidePost(request, '/operator', ({ operator }) => ({
    confirm: (confirmations) => operator.confirm({ confirmations }),
    refuse: (refusal) => operator.refuse(refusal),
  }))
}
