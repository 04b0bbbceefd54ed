import type { NextRequest } from 'next/server'
import { afterLine, lineId, reportPage } from '@/app/_components/reports/report-forms'
import { formAction } from '@/app/_trpc/form-action'
import { byField, fieldsOf } from '@/server/domain/fields'
import { DecisionFields } from '@/server/domain/reading/decisions'

type Props = { params: Promise<{ org: string }> }

const typed = fieldsOf(DecisionFields)

export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org } = await params
  const back = reportPage(org, request.nextUrl.searchParams.get('to'))
  return formAction(
    request,
    back,
    async (api, field) => {
      await api.decisions.decide({
        org,
        line: {
          credential: field('credential'),
          occupation: field('occupation'),
          competencyId: field('competencyId'),
        },
        fields: byField(typed, field),
        seen: field('seen'),
        clientKey: field('clientKey'),
      })
      return afterLine(back, 'decided', field('about'))
    },
    { keep: ['about', 'form', ...typed], at: ({ field }) => lineId(field('about')) },
  )
}
