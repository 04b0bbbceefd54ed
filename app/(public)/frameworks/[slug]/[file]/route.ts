import type { NextRequest } from 'next/server'
import { dataResponse } from '@/app/(public)/_read/data-response'
import { orEmpty } from '@/app/(public)/_read/or-empty'
import { readExport } from '@/app/(public)/_read/read-export'
import type { ExportFormat } from '@/server/domain/catalogue/frameworks'

const formats = new Map<string, ExportFormat | 'xlsx' | 'words'>([
  ['framework.case.json', 'case'],
  ['framework.jsonld', 'ctdl'],
  ['framework.rsd.json', 'rsd'],
  ['framework.csv', 'csv'],
  ['framework.rsd.csv', 'rsd-csv'],
  ['framework.xlsx', 'xlsx'],
  ['words.json', 'words'],
])

type Props = { params: Promise<{ slug: string; file: string }> }

/** A published framework as a file to keep, or its words for the search above its tree. */
export async function GET(request: NextRequest, { params }: Props): Promise<Response> {
  const { slug, file } = await params
  const format = formats.get(file)
  if (!format) return new Response(null, { status: 404 })
  return orEmpty(async () => {
    const found = await readExport(slug, format)
    return dataResponse(request, {
      body: found.body,
      type: found.mediaType,
      fileName: found.name,
    })
  })
}
