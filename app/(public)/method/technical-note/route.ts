import type { NextRequest } from 'next/server'
import { orStatus } from '@/app/_trpc/trouble'
import { dataResponse } from '@/app/(public)/_read/data-response'
import { technicalNoteHtml } from '@/server/formats/technical-note'
import { technicalNote } from './technical-note'

export async function GET(request: NextRequest): Promise<Response> {
  return orStatus(async () =>
    dataResponse(request, {
      body: technicalNoteHtml(await technicalNote()),
      type: 'text/html; charset=utf-8',
    }),
  )
}
