import type { NextRequest } from 'next/server'
import { sheetSaid } from '@/app/_components/sheet-grid/sheet-said'
import { formAction } from '@/app/_trpc/form-action'

type Props = { params: Promise<{ org: string; list: string }> }

export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org, list: id } = await params
  const back = `/o/${org}/claims/${id}`
  return formAction(request, back, async (api, field) => {
    await api.claims.chooseSheet({ org, list: { id, ...sheetSaid(field) } })
    return back
  })
}
