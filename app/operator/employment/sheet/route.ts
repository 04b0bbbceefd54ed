import type { NextRequest } from 'next/server'
import { sheetSaid } from '@/app/_components/sheet-grid/sheet-said'
import { formAction } from '@/app/_trpc/form-action'

export async function POST(request: NextRequest): Promise<Response> {
  const back = '/operator/employment'
  return formAction(request, back, async (api, field) => {
    await api.employment.chooseSheet({ table: { id: field('id'), ...sheetSaid(field) } })
    return `${back}#waiting`
  })
}
