import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'

export function POST(request: NextRequest): Promise<Response> {
  return formAction(request, '/operator/integrity', async (api, field) => {
    const verdict = field('verdict') === 'separate' ? 'separate' : 'reopen'
    await api.integrity.decideLink({
      aId: field('aId'),
      bId: field('bId'),
      verdict,
      note: field('note'),
    })
    return `/operator/integrity?done=${verdict === 'separate' ? 'separate' : 'one'}`
  })
}
