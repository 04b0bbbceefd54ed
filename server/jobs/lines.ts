import { indexLines } from '@/server/services/maps/index-lines'

/** Brings what lists read of maps up to date; null, and cheap, when nothing has changed. */
export async function runLinesJob(
  now: Date,
  stop?: AbortSignal,
): Promise<{ indexed: number } | null> {
  const indexed = await indexLines(now, stop)
  return indexed > 0 ? { indexed } : null
}
