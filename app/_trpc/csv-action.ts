import 'server-only'
import type { NextRequest } from 'next/server'
import { routeCaller } from './route-caller'
import { orStatus } from './trouble'

/** A CSV for its reader alone, to keep as a file. */
export function csvAction(
  request: NextRequest,
  fileName: string,
  read: (api: Awaited<ReturnType<typeof routeCaller>>) => Promise<string>,
): Promise<Response> {
  return orStatus(
    async () =>
      new Response(await read(await routeCaller(request)), {
        headers: {
          'Content-Type': 'text/csv; charset=utf-8',
          'Content-Disposition': `attachment; filename="${fileName}"`,
          'Cache-Control': 'private, no-store',
        },
      }),
  )
}
