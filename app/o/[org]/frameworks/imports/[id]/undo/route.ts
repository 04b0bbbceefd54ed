import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'

type Props = { params: Promise<{ org: string; id: string }> }

/** What `UndoButton` sends without script. */
export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org, id } = await params
  const back = `/o/${org}/frameworks/imports/${id}`
  return formAction(request, back, async (api) => {
    await api.imports.undo({ org, id })
    return back
  })
}
