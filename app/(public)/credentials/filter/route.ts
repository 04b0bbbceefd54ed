import { type NextRequest, NextResponse } from 'next/server'
import { env } from '@/server/env'
import { askedFilter, listAddress } from '../_read/asked-filter'

/** Turns the filter form into the address of the list it asks for. */
export function GET(request: NextRequest): NextResponse {
  const filter = askedFilter(Object.fromEntries(request.nextUrl.searchParams))
  return NextResponse.redirect(new URL(listAddress(filter, filter.page), env().appUrl), 303)
}
