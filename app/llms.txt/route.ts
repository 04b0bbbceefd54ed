import type { NextRequest } from 'next/server'
import { dataResponse } from '@/app/(public)/_read/data-response'
import { env } from '@/server/env'
import { dictionaryFiles } from '@/server/formats/dictionary'
import { llmsTxt } from '@/server/formats/llms-txt'
import { speak } from '@/server/words/speak'

/** What the site is and where its data stands, for programs that read for people; it reads no data itself. */
export function GET(request: NextRequest): Response {
  return dataResponse(request, {
    body: llmsTxt(
      { appUrl: env().appUrl, dictionaries: [...dictionaryFiles.keys()] },
      speak('llms'),
    ),
    type: 'text/plain; charset=utf-8',
  })
}
