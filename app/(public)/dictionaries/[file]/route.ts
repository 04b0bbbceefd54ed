import type { NextRequest } from 'next/server'
import { dataResponse } from '@/app/(public)/_read/data-response'
import { dictionaryCsv, dictionaryFiles } from '@/server/formats/dictionary'
import { speak } from '@/server/words/speak'

type Props = { params: Promise<{ file: string }> }

/** What the columns of a table mean that people download; the same for everybody, so it reads no data. */
export async function GET(request: NextRequest, { params }: Props): Promise<Response> {
  const { file } = await params
  const name = dictionaryFiles.get(file)
  if (!name) return new Response(null, { status: 404 })
  return dataResponse(request, {
    body: dictionaryCsv(name, speak('exports.dictionary')),
    type: 'text/csv; charset=utf-8',
    fileName: file,
  })
}
