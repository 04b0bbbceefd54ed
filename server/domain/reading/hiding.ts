/**
 * Seconds that a page, and a copy of it in a browser or a proxy on the way, is shown without being made anew. The
 * pages' `revalidate`, `expireTime` in next.config.mjs and the headers of files say the same.
 */
export const PAGE_SECONDS = 300

/** A page that was being made when something was hidden is done within so many seconds. */
export const MAKING_SECONDS = 30

/**
 * Since when nothing anywhere shows a hidden group (METHOD §8.3 R7), or null while a copy may.
 * @param droppedAt when the last server dropped the pages it had made before, null before that
 */
export function goneSince(droppedAt: Date | null, now: Date): Date | null {
  if (droppedAt === null) return null
  const gone = new Date(droppedAt.getTime() + PAGE_SECONDS * 1000)
  return gone <= now ? gone : null
}
