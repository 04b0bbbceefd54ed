import type { NextRequest } from 'next/server'
import { columnsSaid } from '@/app/_components/sheet-grid/sheet-said'
import { formAction } from '@/app/_trpc/form-action'
import { employmentFieldOf } from '@/server/domain/catalogue/employment'

export async function POST(request: NextRequest): Promise<Response> {
  const back = '/operator/employment'
  return formAction(
    request,
    back,
    async (api, field, { pairs }) => {
      const fields = columnsSaid(pairs).map(employmentFieldOf)
      const table = { id: field('id'), fields, remember: field('remember') }
      await api.employment.map({ table })
      return `${back}#waiting`
    },
    { keep: 'all' },
  )
}
