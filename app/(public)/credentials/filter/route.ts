import type { NextRequest } from 'next/server'
import { publicCaller } from '@/app/_trpc/public-caller'
import { seeOther } from '@/app/_trpc/see-other'
import { orTroublePage } from '@/app/_trpc/trouble'
import { askedFilter, findAddress, listAddress } from '../_read/asked-filter'

/** Turns the filter form into the address of the list it asks for; only a list with something on it is kept. */
export function GET(request: NextRequest): Promise<Response> {
  return orTroublePage(async () => {
    const filter = askedFilter(Object.fromEntries(request.nextUrl.searchParams))
    const kept = filter.q === '' && (await publicCaller().maps.credentials(filter)).items.length > 0
    const address = (kept ? listAddress : findAddress)(filter, filter.page)
    return seeOther(address)
  })
}
