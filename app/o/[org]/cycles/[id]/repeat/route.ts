import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'

type Props = { params: Promise<{ org: string; id: string }> }

/** Makes the draft that repeats this cycle, and shows it. */
export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org, id: cycleId } = await params
  return formAction(request, `/o/${org}/cycles/${cycleId}`, async ({ cycles }) => {
    const { id } = await cycles.repeat({ org, cycleId })
    return `/o/${org}/cycles/${id}?done=repeated`
  })
}
