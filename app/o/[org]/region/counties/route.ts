import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'

type Props = { params: Promise<{ org: string }> }

/** Counties ticked in a list (`add`), one written by name (`county`), or some to take out. */
export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org } = await params
  const back = `/o/${org}/region`
  return formAction(request, back, async (api, field, { all }) => {
    await api.regions.changeCounties({
      org,
      change: {
        regionId: field('regionId'),
        add: all('add'),
        county: field('county'),
        remove: all('remove'),
      },
    })
    return `${back}?done=counties`
  })
}
