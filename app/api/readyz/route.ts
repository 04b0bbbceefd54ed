import { sharedReadiness } from '@/server/services/readiness'
import { sharedLateness } from '@/server/services/watch/lateness'

export const dynamic = 'force-dynamic'

/** The process can serve: the database answers and is migrated. What is late beside that is named, and keeps nobody out. */
export async function GET(): Promise<Response> {
  const ready = await sharedReadiness()
  const late = ready ? await sharedLateness() : []
  return Response.json(
    { ready, late },
    { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store', 'retry-after': '5' } },
  )
}
