import { SCALE_SHAPES } from '@/server/domain/scales'
import { smooth } from '@/server/domain/smoothing'
import type { Finding } from './finding'
import type { History } from './history'

/**
 * T3: for every published row of up to nine votes, every truth that could have led to it, and what one member that
 * subtracts its own vote can still say of the others. Control: the rows before smoothing.
 */
export function levelAttack(histories: readonly History[]): Finding {
  let insiders = 0
  let fixed = 0
  let controlFixed = 0
  for (const { rows, shape } of histories) {
    const { levels } = SCALE_SHAPES[shape.scale]
    for (const { version } of rows) {
      const n = version.counts.reduce((sum, count) => sum + count, 0)
      if (n > 9) continue
      const truths = truthsBehind(version.counts, n, levels)
      version.rawCounts.forEach((count, own) => {
        if (count === 0) return
        insiders += count
        if (feasible(truths, own) < 2) fixed += count
        if (feasible([version.rawCounts], own) < 2) controlFixed += count
      })
    }
  }
  return {
    test: 'T3 levels, one insider',
    tried: `${insiders} insiders in rows of up to nine votes, all truths behind each row`,
    recovered: `${fixed} could fix another member's level`,
    control: `without smoothing: ${controlFixed} could`,
    passed: fixed === 0 && controlFixed > 0,
  }
}

/** Levels another member could hold once `own` is subtracted, over all truths that hold it. */
function feasible(truths: readonly (readonly number[])[], own: number): number {
  const levels = new Set<number>()
  for (const truth of truths) {
    if ((truth[own] ?? 0) === 0) continue
    truth.forEach((count, level) => {
      if (count - (level === own ? 1 : 0) > 0) levels.add(level)
    })
  }
  return levels.size
}

const known = new Map<string, number[][]>()

function truthsBehind(counts: readonly number[], n: number, levels: number): number[][] {
  const key = `${levels}:${counts.join()}`
  const found =
    known.get(key) ?? vectors(n, levels).filter((raw) => String(smooth(raw)) === String(counts))
  known.set(key, found)
  return found
}

function vectors(n: number, levels: number): number[][] {
  if (levels === 1) return [[n]]
  return Array.from({ length: n + 1 }, (_, first) => first).flatMap((first) =>
    vectors(n - first, levels - 1).map((rest) => [first, ...rest]),
  )
}
