import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'

type Props = { params: Promise<{ org: string; id: string }> }

/** Keeps the cycle's list, or one that waits for it, under a name. */
export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org, id: cycleId } = await params
  const cycle = `/o/${org}/cycles/${cycleId}`
  const list = /^[0-9a-f-]{36}$/.exec(new URL(request.url).searchParams.get('list') ?? '')?.[0]
  const page = list ? `${cycle}/addresses/${list}` : cycle
  return formAction(
    request,
    page,
    async ({ cycles }, field) => {
      const keep = { cycleId, listId: list ?? null, name: field('name') }
      await cycles.keepRaterList({ org, keep })
      return `${page}?done=listKept`
    },
    { keep: ['name'] },
  )
}
