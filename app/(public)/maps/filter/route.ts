import { type NextRequest, NextResponse } from 'next/server'
import { MapFilter } from '@/server/domain/reading/map-filter'
import { env } from '@/server/env'

/** Turns the filter form into the address of the map it asks for. */
export function GET(request: NextRequest): NextResponse {
  const filter = MapFilter.safeParse(Object.fromEntries(request.nextUrl.searchParams))
  if (!filter.success) return NextResponse.redirect(new URL('/credentials', env().appUrl), 303)
  const { credential, occupation, region, sector } = filter.data
  const path = [credential, occupation, region, sector].map(encodeURIComponent).join('/')
  return NextResponse.redirect(new URL(`/maps/${path}`, env().appUrl), 303)
}
