import type { NextRequest } from 'next/server'
import { afterLine, lineId, reportPage } from '@/app/_components/reports/report-forms'
import { formAction } from '@/app/_trpc/form-action'
import { byField, fieldsOf } from '@/server/domain/fields'
import { ProgressFields } from '@/server/domain/reading/decisions'

type Props = { params: Promise<{ org: string }> }

const typed = fieldsOf(ProgressFields)

export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org } = await params
  const back = reportPage(org, request.nextUrl.searchParams.get('to'))
  return formAction(
    request,
    back,
    async (api, field) => {
      await api.decisions.finish({
        org,
        decisionId: field('decisionId'),
        fields: byField(typed, field),
      })
      return afterLine(back, 'finished', field('about'))
    },
    { keep: ['about', 'form', ...typed], at: ({ field }) => lineId(field('about')) },
  )
}
