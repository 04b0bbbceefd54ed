import { after, type NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'

/** A release of a region is over by then; a larger one goes on, and its page says how far it is. */
const PATIENCE_MS = 8_000

export function POST(request: NextRequest): Promise<Response> {
  return formAction(request, '/operator/releases', async (api) => {
    const run = api.releases.run()
    const made = await Promise.race([run, patience()])
    if (made !== null) return `/operator/releases?made=${made.releaseNo ?? 'none'}`
    // What goes wrong from here on is in the log, and the release stays there to be taken up.
    after(run.catch(() => undefined))
    return '/operator/releases?made=later'
  })
}

function patience(): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), PATIENCE_MS))
}
