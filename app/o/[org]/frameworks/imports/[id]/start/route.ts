import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'

type Props = { params: Promise<{ org: string; id: string }> }

/** What `ApplyForm` sends without script. */
export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org, id } = await params
  const back = `/o/${org}/frameworks/imports/${id}`
  return formAction(request, back, async (api, field, { pairs }) => {
    const separate = pairs.flatMap(([name, value]) =>
      name.startsWith('alike.') && value === 'apart' ? [name.slice('alike.'.length)] : [],
    )
    const leaveOutErrors = field('leaveOutErrors') !== ''
    await api.imports.start({ org, start: { id, leaveOutErrors, separate } })
    return back
  })
}
