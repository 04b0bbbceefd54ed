/** One published version of a group, and when its release was made. */
export type RenewalVersion = {
  cohortId: string
  no: number
  n: number
  quarter: number
  releaseNo: number
  releasedAt: Date
}

export type Renewal = {
  /** Employers in the smallest and the largest of the published groups. */
  smallest: number
  largest: number
  /**
   * `open`: what is asked now may change it. `counting`: the run after closing is still to come, or not readable yet.
   * `changed`: by that release. `stands`: too few answered anew.
   */
  state: { kind: 'open' | 'counting' | 'stands' } | { kind: 'changed'; releaseNo: number }
}

/** The run after a cycle closes is made the next night; this much later it has been made. */
const COUNTED_AFTER = 36 * 3_600_000

/**
 * What a cycle does to that which was published before it (METHOD R13), read from published versions alone; null when
 * nothing was. A group older than `lifetime` quarters has ended and is not renewed.
 * @param readableAfter how long the reader waits for a release, in milliseconds
 */
export function renewalOf(
  versions: readonly RenewalVersion[],
  cycle: { closedAt: Date | null; quarter: number; lifetime: number; readableAfter: number },
  now: Date,
): Renewal | null {
  const { closedAt } = cycle
  const groups = new Map<string, RenewalVersion>()
  for (const version of versions) {
    if (closedAt && version.releasedAt >= closedAt) continue
    const known = groups.get(version.cohortId)
    if (!known || known.no < version.no) groups.set(version.cohortId, version)
  }
  const living = [...groups.values()].filter(
    ({ quarter }) => cycle.quarter - quarter <= cycle.lifetime,
  )
  if (living.length === 0) return null
  const sizes = living.map(({ n }) => n)
  const since = versions.filter(
    (version) => closedAt && version.releasedAt >= closedAt && groups.has(version.cohortId),
  )
  return {
    smallest: Math.min(...sizes),
    largest: Math.max(...sizes),
    state: stateOf(since, closedAt, cycle.readableAfter, now),
  }
}

function stateOf(
  since: readonly RenewalVersion[],
  closedAt: Date | null,
  readableAfter: number,
  now: Date,
): Renewal['state'] {
  if (closedAt === null) return { kind: 'open' }
  if (since.length > 0) {
    return { kind: 'changed', releaseNo: Math.min(...since.map(({ releaseNo }) => releaseNo)) }
  }
  const counted = closedAt.getTime() + COUNTED_AFTER + readableAfter
  return { kind: now.getTime() < counted ? 'counting' : 'stands' }
}
