import { SCALE_SHAPES } from '@/server/domain/scales'
import type { Finding } from './finding'
import { type History, replay } from './history'
import type { Random } from './random'

/**
 * T10, the decision itself: the same histories with every level drawn anew. What is published, when, of whom and under
 * which scope must be the same, for only counts may differ. Control: a view that hides groups that all but agree.
 */
export function suppressionAttack(histories: readonly History[], random: Random): Finding {
  let rows = 0
  let moved = 0
  let control = 0
  for (const history of histories) {
    const { first, levels } = SCALE_SHAPES[history.shape.scale]
    const events = history.events.map((batch) =>
      batch.map((event) =>
        event.type === 'rate' ? { ...event, level: first + random.below(levels) } : event,
      ),
    )
    const other = replay(history.shape, events)
    rows += history.rows.length
    history.rows.forEach((row, index) => {
      if (decisionOf(row) !== decisionOf(other.rows[index])) moved += 1
      if (isMixed(row) !== isMixed(other.rows[index])) control += 1
    })
    if (history.rows.length !== other.rows.length) moved += 1
  }
  return {
    test: 'T10 who is published',
    tried: `${rows} rows with every level drawn anew`,
    recovered: `${moved} published otherwise`,
    control: `hiding groups that all but agree: ${control} rows come or go with the levels`,
    passed: rows > 0 && moved === 0 && control > 0,
  }
}

function decisionOf(row: History['rows'][number] | undefined): string {
  if (!row) return ''
  const { cohort, version, scope, employers, carriedVotes } = row.version
  return JSON.stringify([row.release, cohort, version, scope, employers, carriedVotes])
}

function isMixed(row: History['rows'][number] | undefined): boolean {
  const counts = row?.version.rawCounts ?? []
  return counts.every((count) => count < 4)
}
