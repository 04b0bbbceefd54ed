import { type CohortConfig, emptyItem } from '@/server/domain/method/cohort-state'
import { type ItemEvent, releaseItem } from '@/server/domain/method/cohorts'
import type { Finding } from './finding'
import type { History } from './history'

/**
 * T8: every published group has at least five parent organizations, and no level holds more than all but two of its
 * votes. Control: sites counted one by one, and rows before smoothing.
 */
export function groupAttack(histories: readonly History[]): Finding {
  let rows = 0
  let small = 0
  let full = 0
  let controlSmall = 0
  let controlFull = 0
  for (const history of histories) {
    for (const { version } of history.rows) {
      rows += 1
      const n = version.counts.reduce((sum, count) => sum + count, 0)
      const parents = new Set(version.employers)
      if (parents.size + version.carriedVotes < 5 || n !== parents.size + version.carriedVotes) {
        small += 1
      }
      if (Math.max(...version.counts) > n - 2) full += 1
      if (Math.max(...version.rawCounts) > n - 2) controlFull += 1
    }
    controlSmall += groupsOfSites(history.events, history.config)
  }
  return {
    test: 'T8 groups',
    tried: `${rows} published rows`,
    recovered: `${small} with fewer than five parents, ${full} with a level too full`,
    control: `sites counted singly: ${controlSmall} too small; without smoothing: ${controlFull} too full`,
    passed: small === 0 && full === 0 && controlSmall > 0 && controlFull > 0,
  }
}

/** The same history when each employer answers from three sites that are taken for employers. */
function groupsOfSites(events: readonly ItemEvent[][], config: CohortConfig): number {
  let state = emptyItem()
  let small = 0
  events.forEach((batch, release) => {
    const sites = batch.flatMap((event): ItemEvent[] =>
      event.type === 'close'
        ? [event]
        : ['north', 'south', 'west'].map((site) => ({
            ...event,
            employer: `${event.employer}/${site}`,
          })),
    )
    const result = releaseItem(state, sites, release, config)
    state = result.state
    small += result.published.filter(
      ({ employers }) => new Set(employers.map((name) => name.split('/')[0])).size < 5,
    ).length
  })
  return small
}
