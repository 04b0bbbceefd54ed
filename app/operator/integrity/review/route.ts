import type { NextRequest } from 'next/server'
import { reviewFields } from '@/app/_components/integrity/review-fields'
import { formAction } from '@/app/_trpc/form-action'

export function POST(request: NextRequest): Promise<Response> {
  return formAction(request, '/operator/integrity', async (api, field) => {
    const review = reviewFields(field)
    await api.integrity.review(review)
    return `/operator/integrity?done=${review.verdict}`
  })
}
