import 'server-only'
import { createCaller } from '@/server/routers/index'

/** The caller of a cached public page: nobody in particular, so no cookie or header is read. */
export function publicCaller() {
  return createCaller({
    actor: { kind: 'anonymous' },
    requestId: crypto.randomUUID(),
    now: new Date(),
  })
}
