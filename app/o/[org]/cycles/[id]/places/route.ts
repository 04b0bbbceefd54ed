import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'

type Props = { params: Promise<{ org: string; id: string }> }

/** Says where an employer stands that nobody has confirmed yet. */
export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org, id: cycleId } = await params
  const page = `/o/${org}/cycles/${cycleId}`
  return formAction(
    request,
    page,
    async ({ cycles }, field) => {
      const place = {
        employerId: field('employer'),
        county: field('county'),
        industry: field('industry'),
      }
      await cycles.proposePlace({ org, place: { cycleId, ...place } })
      return `${page}?done=placed`
    },
    { keep: ['employer', 'county', 'industry'] },
  )
}
