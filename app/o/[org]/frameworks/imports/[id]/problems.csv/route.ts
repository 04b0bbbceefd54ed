import type { NextRequest } from 'next/server'
import { csvAction } from '@/app/_trpc/csv-action'

type Props = { params: Promise<{ org: string; id: string }> }

/** What was wrong in an uploaded file, for its organization alone. */
export async function GET(request: NextRequest, { params }: Props): Promise<Response> {
  const { org, id } = await params
  return csvAction(request, 'problems.csv', (api) => api.imports.problems({ org, id }))
}
