import { totalOf } from '@/server/domain/method/counts'
import { smooth } from '@/server/domain/method/smoothing'
import { SCALE_SHAPES } from '@/server/domain/scales'
import type { Finding } from './finding'
import type { History } from './history'
import { printed, type RatedScale } from './printed'

const SCALES: readonly RatedScale[] = ['fit', 'importance']
const SIZES = [5, 6, 7, 8, 9]

/** Answers per level before smoothing. */
type Row = { scale: RatedScale; raw: readonly number[] }

/**
 * T3: for every row of up to nine votes, every truth that could have led to it and to all that is printed beside it, and
 * what one member that subtracts its own vote can still say of the others; of random histories, and of every truth there
 * can be. Controls: the rows before smoothing, and the rows with the word "adjusted" where smoothing changed them.
 */
export function levelAttack(histories: readonly History[]): Finding {
  const rows = histories.flatMap(({ rows: own, shape }): Row[] =>
    own.flatMap(({ version }) => {
      const raw = version.rawCounts
      return shape.scale === 'value' || totalOf(raw) > 9 ? [] : [{ scale: shape.scale, raw }]
    }),
  )
  const every = SCALES.flatMap((scale) =>
    SIZES.flatMap((n) => vectors(n, SCALE_SHAPES[scale].levels).map((raw) => ({ scale, raw }))),
  )
  let insiders = 0
  let fixed = 0
  let unsmoothed = 0
  for (const { scale, raw } of [...rows, ...every]) {
    const truths = truthsBehind(scale, raw, (truth) => printedOnce(scale, truth))
    insiders += totalOf(raw)
    fixed += fixedBy(truths, raw)
    unsmoothed += fixedBy([raw], raw)
  }
  const [inHistories, inAll] = [knownByWord(rows), knownByWord(every)]
  return {
    test: 'T3 levels, one insider',
    tried: `${insiders} insiders in ${rows.length} rows of up to nine votes and ${every.length} truths, all truths behind each row and page, files, worked example and receipt beside it`,
    recovered: `${fixed} could fix another member's level`,
    control: `without smoothing: ${unsmoothed} could; with the word "adjusted" beside the row one could fix every other's in ${inHistories.known} of ${inHistories.changed} such rows, and behind ${inAll.known} of ${inAll.changed} such truths`,
    passed: fixed === 0 && unsmoothed > 0 && inAll.known > inAll.changed / 2,
  }
}

/** Of the rows that smoothing changed, those in which the word for it tells one member what all the others said. */
function knownByWord(rows: readonly Row[]): { changed: number; known: number } {
  const changed = rows.filter(({ raw }) => isChanged(raw))
  const known = changed.filter(({ scale, raw }) => {
    const truths = truthsBehind(scale, raw, (truth) => String(isChanged(truth)))
    return fixedBy(truths, raw) > 0
  })
  return { changed: changed.length, known: known.length }
}

/** How many members know, once they take their own vote out, which level every other member chose. */
function fixedBy(truths: readonly (readonly number[])[], raw: readonly number[]): number {
  return raw.reduce(
    (sum, count, own) => (count > 0 && feasible(truths, own) < 2 ? sum + count : sum),
    0,
  )
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

/** Every truth with the same row that also has the same said beside it. */
function truthsBehind(
  scale: RatedScale,
  raw: readonly number[],
  saidOf: (truth: readonly number[]) => string,
): number[][] {
  const truths = truthsOf(SCALE_SHAPES[scale].levels, smooth(raw))
  if (truths.length === 1) return truths
  const said = saidOf(raw)
  return truths.filter((truth) => saidOf(truth) === said)
}

const knownTruths = new Map<string, Map<string, number[][]>>()

function truthsOf(levels: number, counts: readonly number[]): number[][] {
  const n = totalOf(counts)
  const key = `${levels} ${n}`
  const byRow = knownTruths.get(key) ?? truthsByRow(n, levels)
  knownTruths.set(key, byRow)
  return byRow.get(counts.join()) ?? []
}

function truthsByRow(n: number, levels: number): Map<string, number[][]> {
  const byRow = new Map<string, number[][]>()
  for (const raw of vectors(n, levels)) {
    const row = smooth(raw).join()
    byRow.set(row, [...(byRow.get(row) ?? []), raw])
  }
  return byRow
}

const knownPrints = new Map<string, string>()

function printedOnce(scale: RatedScale, raw: readonly number[]): string {
  const key = `${scale} ${raw.join()}`
  const known = knownPrints.get(key) ?? printed(scale, raw)
  knownPrints.set(key, known)
  return known
}

function isChanged(raw: readonly number[]): boolean {
  return String(smooth(raw)) !== String(raw)
}

function vectors(n: number, levels: number): number[][] {
  if (levels === 1) return [[n]]
  return Array.from({ length: n + 1 }, (_, first) => first).flatMap((first) =>
    vectors(n - first, levels - 1).map((rest) => [first, ...rest]),
  )
}
