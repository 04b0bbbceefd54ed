import type { NextRequest } from 'next/server'
import { sheetSaid } from '@/app/_components/sheet-grid/sheet-said'
import { formAction } from '@/app/_trpc/form-action'

type Props = { params: Promise<{ org: string }> }

export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org } = await params
  const back = `/o/${org}/region/employment`
  return formAction(request, back, async (api, field) => {
    await api.employment.chooseSheetOwn({ org, table: { id: field('id'), ...sheetSaid(field) } })
    return `${back}#waiting`
  })
}
