import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'

type Props = { params: Promise<{ org: string; id: string }> }

/** Lets the list that was chosen wait for this cycle, and shows it as a table. */
export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org, id: cycleId } = await params
  const page = `/o/${org}/cycles/${cycleId}`
  return formAction(request, page, async ({ cycles }, field) => {
    const [kind, from = ''] = field('from').split(' ')
    const { id } =
      kind === 'list'
        ? await cycles.startFromList({ org, start: { cycleId, listId: from } })
        : await cycles.startFromCycle({ org, start: { cycleId, fromId: from } })
    return `${page}/addresses/${id}`
  })
}
