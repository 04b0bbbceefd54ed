import { totalOf } from '@/server/domain/method/counts'
import { fitFigures, importanceFigures } from '@/server/domain/method/map-cells'
import { weighToEmployment } from '@/server/domain/method/post-stratification'
import { smooth } from '@/server/domain/method/smoothing'
import { SCALE_SHAPES } from '@/server/domain/scales'
import type { Finding } from './finding'
import type { History, Row } from './history'
import type { Random } from './random'

/** A view's figures as numbers, from the answers behind its rows before smoothing, which is no weighting. */
type Figures = (levels: ReadonlyMap<string, number>) => number[]

/**
 * T9: what each employer weighs in each figure, found by raising its answer alone from the lowest level to the
 * highest. Inside a group all must weigh the same, in maps of any age and in summaries weighted to employment. Control: a view
 * weighted by size beside the plain one, from which answers of five employers follow exactly.
 */
export function weightAttack(histories: readonly History[], random: Random): Finding {
  let figures = 0
  let uneven = 0
  let control = 0
  for (const history of histories) {
    const rows = latestRows(history)
    if (rows.length === 0) continue
    const views: [Figures, Figures] = [
      plainFigures(history, rows),
      sizedFigures(history, rows, random),
    ]
    const [plain, sized] = views.map((view) => unevenFigures(history, rows, view))
    figures += plain?.figures ?? 0
    uneven += plain?.uneven ?? 0
    control += sized?.uneven ?? 0
  }
  const shares = Array.from({ length: 9 }, () => fixedBesideSized(random)).sort((a, b) => a - b)
  const usual = shares[4] ?? 0
  const fixed = fixedPatterns((counts) => String(smooth(counts)))
  return {
    test: 'T9 one weighting',
    tried: `${figures} figures of ${histories.length} histories, every employer's weight in each; all ${PATTERNS.length} answers of five`,
    recovered: `${uneven} figures weigh members of a group differently, ${percent(fixed)} of the answers fix somebody's`,
    control: `weighted by size: ${control} figures do, and ${percent(usual)} of the answers (${percent(shares[0] ?? 0)} to ${percent(shares[8] ?? 0)})`,
    passed: figures > 0 && uneven === 0 && fixed === 0 && control > 0 && usual > 1 / 3,
  }
}

function latestRows(history: History): Row[] {
  return [...new Map(history.rows.map((row) => [row.version.cohort, row])).values()]
}

/** What the product shows: a map cell, and a summary whose industries weigh what they employ. */
function plainFigures({ shape, events }: History, rows: readonly Row[]): Figures {
  const cell = shape.scale === 'fit' ? fitFigures : importanceFigures
  return (levels) => {
    const aged = rows.map((row) => ({
      sector: row.version.scope.sector ?? 'x',
      ageQuarters: events.length - row.release,
      counts: countsOf(row, levels, shape.scale),
    }))
    const whole = cell(aged, REFERENCE)
    const sectors = [...new Set(aged.map((each) => each.sector))]
    const posteriors = sectors.flatMap((sector) => {
      const own = cell(
        aged.filter((each) => each.sector === sector),
        REFERENCE,
      )
      const score = meanOf(own)
      return own && score !== null
        ? [{ sector, mean: score, variance: 0.02, employers: own.decayed.effective }]
        : []
    })
    const shares = sectors.map((sector, at) => ({ sector, share: 1 + at }))
    const weighed = weighToEmployment(shares, posteriors)
    return [meanOf(whole) ?? 0, weighed?.kind === 'weighted' ? weighed.mean : 0]
  }
}

const REFERENCE: number[] = []

function meanOf(figures: ReturnType<typeof fitFigures> | ReturnType<typeof importanceFigures>) {
  if (!figures) return null
  return 'shortfall' in figures
    ? (figures.shortfall?.fitScore ?? null)
    : (figures.score?.mean ?? null)
}

/** What must not exist: the mean level, each employer weighing what it employs. */
function sizedFigures(history: History, rows: readonly Row[], random: Random): Figures {
  const sizes = new Map(history.votes.map(({ employer }) => [employer, 1 + random.below(500)]))
  return (levels) => {
    const votes = rows.flatMap((row) => row.votes)
    const weight = votes.reduce((sum, vote) => sum + (sizes.get(vote.employer) ?? 1), 0)
    return [
      votes.reduce(
        (sum, vote) =>
          sum + ((sizes.get(vote.employer) ?? 1) * (levels.get(vote.id) ?? 0)) / weight,
        0,
      ),
    ]
  }
}

function countsOf(row: Row, levels: ReadonlyMap<string, number>, scale: History['shape']['scale']) {
  const counts = new Array<number>(SCALE_SHAPES[scale].levels).fill(0)
  for (const { id } of row.votes) {
    const level = levels.get(id) ?? 0
    counts[level] = (counts[level] ?? 0) + 1
  }
  return counts
}

function unevenFigures(history: History, rows: readonly Row[], view: Figures) {
  const highest = SCALE_SHAPES[history.shape.scale].levels - 1
  const base = view(new Map())
  const uneven = new Set<number>()
  for (const { votes } of rows) {
    const weights = votes.map(({ id }) =>
      view(new Map([[id, highest]])).map((figure, at) => figure - (base[at] ?? 0)),
    )
    base.forEach((_, at) => {
      const own = weights.map((weight) => weight[at] ?? 0)
      if (Math.max(...own) - Math.min(...own) > 1e-9) uneven.add(at)
    })
  }
  return { figures: base.length, uneven: uneven.size }
}

/** Every way five employers can answer on five levels. */
const PATTERNS = Array.from({ length: 5 ** 5 }, (_, index) =>
  Array.from({ length: 5 }, (_unused, place) => Math.floor(index / 5 ** place) % 5),
)

/** Share of the ways to answer after which what is shown leaves some employer one possible level. */
function fixedPatterns(shown: (counts: number[], pattern: readonly number[]) => string): number {
  const possible = new Map<string, (readonly number[])[]>()
  for (const pattern of PATTERNS) {
    const counts = [0, 1, 2, 3, 4].map((level) => pattern.filter((own) => own === level).length)
    const key = shown(counts, pattern)
    possible.set(key, [...(possible.get(key) ?? []), pattern])
  }
  let fixed = 0
  for (const patterns of possible.values()) {
    const isFixed = [0, 1, 2, 3, 4].some(
      (place) => new Set(patterns.map((pattern) => pattern[place])).size === 1,
    )
    if (isFixed) fixed += patterns.length
  }
  return fixed / PATTERNS.length
}

/** The plain counts, and beside them a mean weighted by sizes everybody can look up, to one decimal. */
function fixedBesideSized(random: Random): number {
  const sizes = Array.from({ length: 5 }, () => Math.round(5 * 200 ** random.next()))
  const whole = totalOf(sizes)
  return fixedPatterns((counts, pattern) => {
    const weighted = pattern.reduce((sum, level, place) => sum + level * (sizes[place] ?? 0), 0)
    return `${counts} ${(weighted / whole).toFixed(1)}`
  })
}

const percent = (share: number) => `${Math.round(1000 * share) / 10} %`
