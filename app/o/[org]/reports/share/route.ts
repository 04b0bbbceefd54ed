import type { NextRequest } from 'next/server'
import { reportPage } from '@/app/_components/reports/report-forms'
import { formAction } from '@/app/_trpc/form-action'

type Props = { params: Promise<{ org: string }> }

export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org } = await params
  const back = reportPage(org, request.nextUrl.searchParams.get('to'))
  return formAction(
    request,
    back,
    async (api, field) => {
      const report = { credential: field('credential'), occupation: field('occupation') }
      await api.decisions.share({ org, report, partnershipId: field('partnershipId') })
      return `${back}?done=shared#share`
    },
    { keep: ['partnershipId'], at: () => 'share' },
  )
}
