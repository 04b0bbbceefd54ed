import type { NextRequest } from 'next/server'
import { columnsSaid } from '@/app/_components/sheet-grid/sheet-said'
import { formAction } from '@/app/_trpc/form-action'
import { employmentFieldOf } from '@/server/domain/catalogue/employment'

type Props = { params: Promise<{ org: string }> }

export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org } = await params
  const back = `/o/${org}/region/employment`
  return formAction(
    request,
    back,
    async (api, field, { pairs }) => {
      const fields = columnsSaid(pairs).map(employmentFieldOf)
      const table = { id: field('id'), fields, remember: field('remember') }
      await api.employment.mapOwn({ org, table })
      return `${back}#waiting`
    },
    { keep: 'all' },
  )
}
