import type { NextRequest } from 'next/server'
import { columnsSaid } from '@/app/_components/sheet-grid/sheet-said'
import { formAction } from '@/app/_trpc/form-action'
import { addressFieldOf } from '@/server/domain/people/address-lists'

type Props = { params: Promise<{ org: string; id: string; list: string }> }

export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org, id: cycleId, list: id } = await params
  const back = `/o/${org}/cycles/${cycleId}/addresses/${id}`
  return formAction(
    request,
    back,
    async (api, field, { pairs }) => {
      const fields = columnsSaid(pairs).map(addressFieldOf)
      const list = { cycleId, id, fields, remember: field('remember') }
      await api.cycles.mapAddressList({ org, list })
      return `${back}#preview`
    },
    { keep: 'all' },
  )
}
