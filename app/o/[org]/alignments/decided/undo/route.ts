import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'

type Props = { params: Promise<{ org: string }> }

/** Takes one decision back. */
export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org } = await params
  const here = `/o/${org}/alignments/decided`
  return formAction(request, here, async ({ alignments }, field) => {
    await alignments.undo({ org, ids: [field('id')] })
    return `${here}?undone=1`
  })
}
