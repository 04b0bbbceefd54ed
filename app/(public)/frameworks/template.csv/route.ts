import type { NextRequest } from 'next/server'
import { dataResponse } from '@/app/(public)/_read/data-response'
import { templateCsv } from '@/server/formats/spreadsheet-columns'

/** An empty table of competencies to fill in. */
export function GET(request: NextRequest): Response {
  return dataResponse(request, {
    body: templateCsv(),
    type: 'text/csv; charset=utf-8',
    fileName: 'framework-template.csv',
  })
}
