import type { NextRequest } from 'next/server'
import { unconfirmedSentence } from '@/app/_components/credentials/provider-words'
import { publicCaller } from '@/app/_trpc/public-caller'
import { dataResponse } from '@/app/(public)/_read/data-response'
import { orEmpty } from '@/app/(public)/_read/or-empty'
import { env } from '@/server/env'
import { writeCtdlCredential } from '@/server/formats/ctdl-credential'

type Props = { params: Promise<{ slug: string }> }

/** A published credential in CTDL, also at its page's address for readers that ask for JSON-LD. */
export async function GET(request: NextRequest, { params }: Props): Promise<Response> {
  const { slug } = await params
  return orEmpty(async () => {
    const credential = await publicCaller().maps.credential({ slug })
    const document = writeCtdlCredential(credential, env().appUrl, {
      language: env().LOCALE,
      unconfirmed: unconfirmedSentence(credential.provider),
    })
    return dataResponse(request, {
      body: JSON.stringify(document, null, 2),
      type: 'application/ld+json; charset=utf-8',
    })
  })
}
