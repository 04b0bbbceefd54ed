import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'
import { byField } from '@/server/domain/fields'
import { SizeBandSchema, typedFields } from '@/server/domain/people/organizations'

type Props = { params: Promise<{ org: string }> }

export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org } = await params
  const back = `/o/${org}/settings`
  return formAction(
    request,
    back,
    async (api, field) => {
      const sizeBand = SizeBandSchema.safeParse(field('sizeBand'))
      await api.organizations.edit({
        org,
        record: {
          ...byField(typedFields, field),
          sizeBand: sizeBand.success ? sizeBand.data : '',
        },
      })
      return `${back}?done=saved`
    },
    { keep: typedFields },
  )
}
