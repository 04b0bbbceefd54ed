import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'
import { rowsSaid } from '../_route/rows-said'

type Props = { params: Promise<{ org: string; id: string; list: string }> }

/** Keeps the rows of a page, and shows the page that was asked for. */
export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org, id: cycleId, list: id } = await params
  const back = `/o/${org}/cycles/${cycleId}/addresses/${id}`
  return formAction(request, back, async (api, field, { pairs }) => {
    await api.cycles.saveAddressRows({ org, list: { cycleId, id, rows: rowsSaid(pairs) } })
    const to = /^\d{1,3}$/.exec(field('to'))?.[0]
    return to ? `${back}?page=${to}#rows` : `${back}?page=${field('page')}&done=kept#rows`
  })
}
