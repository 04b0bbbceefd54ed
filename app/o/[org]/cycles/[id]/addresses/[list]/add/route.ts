import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'
import { rowsSaid } from '../_route/rows-said'

type Props = { params: Promise<{ org: string; id: string; list: string }> }

export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org, id: cycleId, list: id } = await params
  const cycle = `/o/${org}/cycles/${cycleId}`
  return formAction(request, `${cycle}/addresses/${id}`, async (api, _, { pairs }) => {
    const rows = rowsSaid(pairs)
    // What was typed and not kept yet is meant too.
    if (rows.length > 0) await api.cycles.saveAddressRows({ org, list: { cycleId, id, rows } })
    const { added, refused } = await api.cycles.addAddressList({ org, list: { cycleId, id } })
    return `${cycle}?added=${added}&refused=${refused}#addresses`
  })
}
