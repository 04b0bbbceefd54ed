import type { NextRequest } from 'next/server'
import { afterLine, lineId, reportPage } from '@/app/_components/reports/report-forms'
import { formAction } from '@/app/_trpc/form-action'

type Props = { params: Promise<{ org: string }> }

export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org } = await params
  const back = reportPage(org, request.nextUrl.searchParams.get('to'))
  return formAction(
    request,
    back,
    async (api, field) => {
      await api.decisions.undo({ org, decisionId: field('decisionId') })
      return afterLine(back, 'undone', field('about'))
    },
    { keep: ['about'], at: ({ field }) => lineId(field('about')) },
  )
}
