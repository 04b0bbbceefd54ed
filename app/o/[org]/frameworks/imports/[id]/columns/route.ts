import type { NextRequest } from 'next/server'
import { columnsSaid } from '@/app/_components/sheet-grid/sheet-said'
import { formAction } from '@/app/_trpc/form-action'
import { columnFieldOf } from '@/server/domain/catalogue/column-fields'

type Props = { params: Promise<{ org: string; id: string }> }

export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org, id } = await params
  const back = `/o/${org}/frameworks/imports/${id}`
  return formAction(
    request,
    back,
    async (api, field, form) => {
      const fields = columnsSaid(form.pairs).map(columnFieldOf)
      const [framework, name, publisher] = [field('framework'), field('name'), field('publisher')]
      const [language, remember] = [field('language'), field('remember')]
      const columns = { id, fields, framework, name, publisher, language, remember }
      await api.imports.map({ org, columns })
      return `${back}#preview`
    },
    { keep: 'all' },
  )
}
