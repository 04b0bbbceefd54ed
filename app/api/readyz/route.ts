import { sharedReadiness } from '@/server/services/readiness'

export const dynamic = 'force-dynamic'

/** The process can serve: the database answers and is migrated. */
export async function GET(): Promise<Response> {
  const ready = await sharedReadiness()
  return Response.json(
    { ready },
    { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store', 'retry-after': '5' } },
  )
}
