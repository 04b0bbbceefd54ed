import type { NextRequest } from 'next/server'
import { csvAction } from '@/app/_trpc/csv-action'

export function GET(request: NextRequest): Promise<Response> {
  return csvAction(request, 'employment.csv', (api) => api.employment.export())
}
