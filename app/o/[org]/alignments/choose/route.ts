import type { NextRequest, NextResponse } from 'next/server'
import { seeOther } from '@/app/_trpc/see-other'

type Props = { params: Promise<{ org: string }> }

/** Turns the two chosen frameworks into the address of their page. */
export async function GET(request: NextRequest, { params }: Props): Promise<NextResponse> {
  const { org } = await params
  const from = request.nextUrl.searchParams.get('from') ?? ''
  const to = request.nextUrl.searchParams.get('to') ?? ''
  const here = `/o/${encodeURIComponent(org)}/alignments`
  const path =
    from === '' || to === '' || from === to
      ? `${here}?same=1&from=${encodeURIComponent(from)}`
      : `${here}/${encodeURIComponent(from)}/${encodeURIComponent(to)}`
  return seeOther(path)
}
