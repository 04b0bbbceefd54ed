import 'server-only'
import { TRPCError } from '@trpc/server'
import type { NextRequest } from 'next/server'
import { routeCaller } from './route-caller'

const statuses: Record<string, number> = { UNAUTHORIZED: 401, FORBIDDEN: 403, NOT_FOUND: 404 }

/** A CSV for its reader alone, to keep as a file. */
export async function csvAction(
  request: NextRequest,
  fileName: string,
  read: (api: Awaited<ReturnType<typeof routeCaller>>) => Promise<string>,
): Promise<Response> {
  try {
    return new Response(await read(await routeCaller(request)), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="${fileName}"`,
        'Cache-Control': 'private, no-store',
      },
    })
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error
    return new Response(error.message, { status: statuses[error.code] ?? 500 })
  }
}
