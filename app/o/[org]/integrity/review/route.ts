import type { NextRequest } from 'next/server'
import { reviewFields } from '@/app/_components/integrity/review-fields'
import { formAction } from '@/app/_trpc/form-action'

type Props = { params: Promise<{ org: string }> }

export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org } = await params
  const back = `/o/${org}/integrity`
  return formAction(request, back, async (api, field) => {
    const review = reviewFields(field)
    await api.integrity.reviewOwn({ org, review })
    return `${back}?done=${review.verdict}`
  })
}
