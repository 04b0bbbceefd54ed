import { notFound } from 'next/navigation'
import type { NextRequest } from 'next/server'
import { orStatus } from '@/app/_trpc/trouble'
import { answersText } from '../../_route/answers-text'
import { type RaterParams, raterApi } from '../../_route/rater-post'

/** A rater's own answers as a file to keep: no name, no address and no code is in it. */
export function GET(request: NextRequest, { params }: RaterParams): Promise<Response> {
  return orStatus(async () => {
    const { code } = await params
    const packetId = request.nextUrl.searchParams.get('packet')
    const receipt = await (await raterApi(request)).ratings.readReceipt({ code, packetId })
    if (!receipt.sent) notFound()
    return new Response(await answersText({ ...receipt, sent: receipt.sent }), {
      headers: {
        'Content-Type': 'text/plain; charset=utf-8',
        'Content-Disposition': 'attachment; filename="my-answers.txt"',
        'Cache-Control': 'private, no-store',
      },
    })
  })
}
