import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'

type Props = { params: Promise<{ org: string }> }

/** The buttons beside a list that is kept; `do` says which was pressed. */
export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org } = await params
  const page = `/o/${org}/cycles/lists`
  return formAction(
    request,
    page,
    async ({ cycles }, field) => {
      const id = field('list')
      if (field('do') === 'delete') {
        await cycles.deleteRaterList({ org, list: { id } })
        return `${page}?done=deleted`
      }
      await cycles.renameRaterList({ org, rename: { id, name: field('name') } })
      return `${page}?done=renamed`
    },
    { keep: ['list', 'name'] },
  )
}
