import { revalidatePath } from 'next/cache'
import type { NextRequest } from 'next/server'
import { decidePost } from '@/app/_components/employers/decide-post'

export function POST(request: NextRequest): Promise<Response> {
  return decidePost(request, '/operator', ({ operator }) => ({
    async confirm(confirmations) {
      const decided = await operator.confirm({ confirmations })
      // Pages of what it publishes say that it is not confirmed; other servers drop theirs at their next look.
      if (decided.done > 0) revalidatePath('/', 'layout')
      return decided
    },
    refuse: (refusal) => operator.refuse(refusal),
  }))
}
