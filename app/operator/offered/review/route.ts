import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'

export function POST(request: NextRequest): Promise<Response> {
  return formAction(request, '/operator/offered', async (api, field) => {
    const id = field('id')
    const review =
      field('verdict') === 'let_through'
        ? { id, verdict: 'let_through' as const, text: field('text') }
        : { id, verdict: 'left_out' as const }
    await api.requirements.reviewWords(review)
    return `/operator/offered?done=${review.verdict}`
  })
}
