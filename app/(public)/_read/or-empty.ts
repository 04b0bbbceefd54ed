import { namesNothing } from '@/app/_trpc/page-data'
import { orStatus } from '@/app/_trpc/trouble'

/** A file of public data; an address that names nothing is an empty 404. */
export function orEmpty(work: () => Promise<Response>): Promise<Response> {
  return orStatus(async () => {
    try {
      return await work()
    } catch (error) {
      if (namesNothing(error)) return new Response(null, { status: 404 })
      throw error
    }
  })
}
