import type { NextRequest } from 'next/server'
import { filePost } from '@/app/_trpc/file-post'

type Props = { params: Promise<{ org: string }> }

/** Takes a file of addresses and answers with its text for the box, or with the sentence that refuses it. */
export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org } = await params
  return filePost(request, async (api, { bytes }) =>
    Response.json(await api.cycles.readAddressFile({ org, bytes })),
  )
}
