import type { NextRequest } from 'next/server'
import { writeProblems } from '@/app/_components/employment/write-problems'
import { csvAction } from '@/app/_trpc/csv-action'

export function GET(request: NextRequest): Promise<Response> {
  return csvAction(request, 'employment-problems.csv', async (api) =>
    writeProblems(await api.employment.problems()),
  )
}
