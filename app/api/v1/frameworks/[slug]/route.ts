import type { NextRequest } from 'next/server'
import { dataResponse } from '@/app/(public)/_read/data-response'
import { orEmpty } from '@/app/(public)/_read/or-empty'
import { readExport } from '@/app/(public)/_read/read-export'

type Props = { params: Promise<{ slug: string }> }

/** A published framework in CTDL-ASN, also at its page's address for readers that ask for JSON-LD. */
export async function GET(request: NextRequest, { params }: Props): Promise<Response> {
  const { slug } = await params
  return orEmpty(async () => {
    const found = await readExport(slug, 'ctdl')
    return dataResponse(request, { body: found.body, type: found.mediaType })
  })
}
