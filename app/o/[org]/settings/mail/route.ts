import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'

type Props = { params: Promise<{ org: string }> }

export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org } = await params
  const back = `/o/${org}/settings`
  return formAction(request, back, async (api, field) => {
    const on = field('on') === 'yes'
    await api.decisions.switchMail({ org, on })
    return `${back}?done=${on ? 'mailOn' : 'mailOff'}#decision-mail`
  })
}
