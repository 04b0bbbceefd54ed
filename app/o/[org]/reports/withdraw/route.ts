import type { NextRequest } from 'next/server'
import { afterReply, reportPage } from '@/app/_components/reports/report-forms'
import { formAction } from '@/app/_trpc/form-action'

type Props = { params: Promise<{ org: string }> }

export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org } = await params
  const back = reportPage(org, request.nextUrl.searchParams.get('to'))
  return formAction(
    request,
    back,
    async (api, field) => {
      await api.replies.withdraw({
        org,
        place: {
          credential: field('credential'),
          occupation: field('occupation'),
          competencyId: field('competencyId') || null,
        },
        seen: field('seen'),
        clientKey: field('clientKey'),
      })
      return afterReply(back, 'withdrawn', field('about'))
    },
    { keep: ['about'], at: ({ field }) => field('about') },
  )
}
