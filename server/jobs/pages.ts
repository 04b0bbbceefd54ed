import { randomUUID } from 'node:crypto'
import { env } from '@/server/env'
import { internalKey } from '@/server/internal-key'
import { log } from '@/server/log'
import { beatProcess, noteRefreshed } from '@/server/services/releases/page-refresh'
import { type StopLoop, startLoops } from './loops'

const lookMilliseconds = 5_000

/** Keeps the pages in this process's memory fresh until stopped; only for a process that serves pages. */
export function startPageRefresh(): StopLoop[] {
  const id = randomUUID()
  return startLoops([{ every: lookMilliseconds, work: () => refreshPublicPages(id) }])
}

/**
 * Each server holds its own cached pages, and only a request inside it may drop them: so the server calls itself when
 * another release became public, or a group was hidden.
 */
async function refreshPublicPages(id: string): Promise<void> {
  try {
    const beat = await beatProcess(id)
    if (!beat.due) return
    const response = await fetch(`http://127.0.0.1:${env().PORT}/api/internal/revalidate`, {
      method: 'POST',
      headers: { 'x-internal-key': internalKey() },
      signal: AbortSignal.timeout(lookMilliseconds),
    })
    if (response.ok) await noteRefreshed(id, beat)
  } catch (error) {
    log.warn({ err: error }, 'cached pages were not refreshed')
  }
}
