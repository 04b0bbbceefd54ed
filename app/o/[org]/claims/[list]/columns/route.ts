import type { NextRequest } from 'next/server'
import { columnsSaid } from '@/app/_components/sheet-grid/sheet-said'
import { formAction } from '@/app/_trpc/form-action'
import { claimFieldOf } from '@/server/domain/catalogue/claim-lists'

type Props = { params: Promise<{ org: string; list: string }> }

export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org, list: id } = await params
  const back = `/o/${org}/claims/${id}`
  return formAction(
    request,
    back,
    async (api, field, { pairs }) => {
      const fields = columnsSaid(pairs).map(claimFieldOf)
      await api.claims.map({ org, list: { id, fields, remember: field('remember') } })
      return `${back}#preview`
    },
    { keep: 'all' },
  )
}
