import { TRPCError } from '@trpc/server'
import type { NextRequest } from 'next/server'
import { publicCaller } from '@/app/_trpc/public-caller'
import { dataResponse } from '@/app/(public)/_read/data-response'
import { namesNothing } from '@/app/(public)/_read/or-not-found'
import { env } from '@/server/env'
import { writeCtdlCredential } from '@/server/formats/ctdl-credential'

type Props = { params: Promise<{ slug: string }> }

/** A published credential in CTDL, also at its page's address for readers that ask for JSON-LD. */
export async function GET(request: NextRequest, { params }: Props): Promise<Response> {
  const { slug } = await params
  try {
    const credential = await publicCaller().maps.credential({ slug })
    const document = writeCtdlCredential(credential, env().appUrl, env().LOCALE)
    return dataResponse(request, {
      body: JSON.stringify(document, null, 2),
      type: 'application/ld+json; charset=utf-8',
    })
  } catch (error) {
    if (error instanceof TRPCError && namesNothing(error))
      return new Response(null, { status: 404 })
    throw error
  }
}
