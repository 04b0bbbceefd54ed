import { revalidatePath } from 'next/cache'
import { isInternalKey } from '@/server/internal-key'

/** Drops every cached public page: called by this server's own ticker when a release became public or a group was hidden. */
export function POST(request: Request): Response {
  if (!isInternalKey(request.headers.get('x-internal-key')))
    return new Response(null, { status: 404 })
  revalidatePath('/', 'layout')
  return new Response(null, { status: 204 })
}
