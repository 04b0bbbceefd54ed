import type { NextRequest } from 'next/server'
import { filePost } from '@/app/_trpc/file-post'

type Props = { params: Promise<{ org: string }> }

/** Takes a file and answers with the import it became, or with the sentence that refuses it. */
export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org } = await params
  return filePost(request, async (api, file) => {
    const { id } = await api.imports.upload({ org, ...file })
    return Response.json({ id }, { status: 201 })
  })
}
