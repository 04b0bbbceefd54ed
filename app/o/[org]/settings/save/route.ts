import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'
import { SizeBandSchema } from '@/server/domain/people/organizations'

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
          name: field('name'),
          website: field('website'),
          county: field('county'),
          industryId: field('industryId'),
          sizeBand: sizeBand.success ? sizeBand.data : '',
        },
      })
      return `${back}?done=saved`
    },
    { keep: ['name', 'website', 'county', 'industryId'] },
  )
}
