import type { NextRequest } from 'next/server'
import { csvAction } from '@/app/_trpc/csv-action'

type Props = { params: Promise<{ org: string }> }

export async function GET(request: NextRequest, { params }: Props): Promise<Response> {
  const { org } = await params
  return csvAction(request, 'employment.csv', (api) => api.employment.exportOwn({ org }))
}
