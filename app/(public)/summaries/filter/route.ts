import type { NextRequest, NextResponse } from 'next/server'
import { seeOther } from '@/app/_trpc/see-other'
import { SummaryFilter } from '@/server/domain/reading/summary-view'

/** Turns the filter form into the address of the summary it asks for. */
export function GET(request: NextRequest): NextResponse {
  const filter = SummaryFilter.safeParse(Object.fromEntries(request.nextUrl.searchParams))
  const { region, sector } = filter.success ? filter.data : { region: 'all', sector: 'all' }
  const path = `/summaries/${encodeURIComponent(region)}/${encodeURIComponent(sector)}`
  return seeOther(path)
}
