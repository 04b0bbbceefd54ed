import type { NextRequest, NextResponse } from 'next/server'
import { seeOther } from '@/app/_trpc/see-other'
import { MapFilter } from '@/server/domain/reading/map-filter'

/** Turns the filter form into the address of the map it asks for. */
export function GET(request: NextRequest): NextResponse {
  const filter = MapFilter.safeParse(Object.fromEntries(request.nextUrl.searchParams))
  if (!filter.success) return seeOther('/credentials')
  const { credential, occupation, region, sector } = filter.data
  const path = [credential, occupation, region, sector].map(encodeURIComponent).join('/')
  return seeOther(`/maps/${path}`)
}
