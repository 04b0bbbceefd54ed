import type { NextRequest } from 'next/server'
import { writeProblems } from '@/app/_components/employment/write-problems'
import { csvAction } from '@/app/_trpc/csv-action'

type Props = { params: Promise<{ org: string }> }

export async function GET(request: NextRequest, { params }: Props): Promise<Response> {
  const { org } = await params
  return csvAction(request, 'employment-problems.csv', async (api) =>
    writeProblems(await api.employment.problemsOwn({ org })),
  )
}
