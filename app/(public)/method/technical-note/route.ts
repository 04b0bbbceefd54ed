import type { NextRequest } from 'next/server'
import { dataResponse } from '@/app/(public)/_read/data-response'
import { technicalNoteHtml } from '@/server/formats/technical-note'
import { technicalNote } from './technical-note'

export async function GET(request: NextRequest): Promise<Response> {
  return dataResponse(request, {
    body: technicalNoteHtml(await technicalNote()),
    type: 'text/html; charset=utf-8',
  })
}
