import { defaultLanguage } from '@/server/domain/default-language'
import type { Measured } from './measured'

/** One line of the table: a figure at every size, against a baseline of the same run where there is one. */
export type Line = {
  work: string
  baseline: string
  hold: string
  /** The figure in words, with the baseline's. */
  say: (at: Measured) => string
  /** What grows with the size, for the slope; null where growth means nothing. */
  grows: ((at: Measured) => number) | null
  held: (at: Measured) => boolean | null
}

const RELEASE_HOLD = 250_000
const HOT_HOLD = 8
const MAP_HOLD = 6
const SUMMARY_HOLD = 150
const SEND_HOLD = 0.08
const CROWD_HOLD = 0.8
const BYTES_HOLD = 5
/** Bytes a score takes in Parquet (PERFORMANCE.md). */
const PARQUET = 6.1
const MEMORY_HOLD = 512
/** What each process is given: it would take more before it tidies up, not because it needs to. */
export const HEAP_MIB = 256

const releaseRate = (at: Measured) => at.release.scores / at.release.seconds
const foldRatio = (at: Measured) => (releaseRate(at) * at.fold.seconds) / at.fold.scores

export const LINES: readonly Line[] = [
  {
    work: 'First release of everything',
    baseline: 'the same rows packed and folded with no rule',
    hold: `≥ ${RELEASE_HOLD.toLocaleString(defaultLanguage)} scores/s`,
    say: (at) =>
      `${whole(releaseRate(at))} scores/s (${at.release.seconds.toFixed(1)} s, ${whole(at.release.versions)} groups); fold ${whole(at.fold.scores / at.fold.seconds)}/s: ${times(foldRatio(at))}`,
    grows: (at) => at.release.seconds,
    held: (at) => releaseRate(at) >= RELEASE_HOLD,
  },
  {
    work: `Memory of that process at most, with ${HEAP_MIB} MiB of heap`,
    baseline: '',
    hold: `≤ ${MEMORY_HOLD} MiB`,
    say: (at) => `${whole(at.peakMiB)} MiB`,
    grows: (at) => at.peakMiB,
    held: (at) => at.peakMiB <= MEMORY_HOLD,
  },
  {
    work: 'Release after one more answer, quiet credential',
    baseline: '',
    hold: 'does not grow',
    say: (at) => `${milliseconds(1000 * at.quiet.seconds)} (${whole(at.quiet.scores)} scores read)`,
    grows: (at) => at.quiet.seconds,
    held: () => null,
  },
  {
    work: 'Release after one more answer, hottest credential',
    baseline: '',
    hold: `≤ ${HOT_HOLD} s`,
    say: (at) => `${milliseconds(1000 * at.hot.seconds)} (${whole(at.hot.scores)} scores read)`,
    grows: (at) => at.hot.seconds,
    held: (at) => at.hot.seconds <= HOT_HOLD,
  },
  {
    work: 'Read a competency map again, the hottest (service)',
    baseline: 'one row by its primary key',
    hold: `≤ ${MAP_HOLD} ×`,
    say: (at) =>
      `p50 ${milliseconds(at.map.p50)}, p95 ${milliseconds(at.map.p95)}; key ${milliseconds(at.key.p50)}: ${times(at.map.p50 / at.key.p50)}`,
    grows: (at) => at.map.p50,
    held: (at) => at.map.p50 / at.key.p50 <= MAP_HOLD,
  },
  {
    work: 'Read a summary, region × industry (service)',
    baseline: '',
    hold: `p95 ≤ ${SUMMARY_HOLD} ms`,
    say: (at) => `p50 ${milliseconds(at.summary.p50)}, p95 ${milliseconds(at.summary.p95)}`,
    grows: (at) => at.summary.p50,
    held: (at) => at.summary.p95 <= SUMMARY_HOLD,
  },
  {
    work: 'Send a rating of 12 competencies (service, 16 writers)',
    baseline: 'one-row inserts, 16 writers',
    hold: `≥ ${SEND_HOLD} ×`,
    say: (at) =>
      `${whole(at.spread.perSecond)}/s, p99 ${milliseconds(at.spread.p99)}; inserts ${whole(at.insert.perSecond)}/s, p99 ${milliseconds(at.insert.p99)}: ${times(at.spread.perSecond / at.insert.perSecond)}`,
    grows: (at) => 1 / at.spread.perSecond,
    held: (at) => at.spread.perSecond / at.insert.perSecond >= SEND_HOLD,
  },
  {
    work: 'The same, everybody on one credential',
    baseline: 'the same, spread over 20',
    hold: `≥ ${CROWD_HOLD} ×`,
    say: (at) =>
      `${whole(at.crowd.perSecond)}/s: ${times(at.crowd.perSecond / at.spread.perSecond)}`,
    grows: (at) => 1 / at.crowd.perSecond,
    held: (at) => at.crowd.perSecond / at.spread.perSecond >= CROWD_HOLD,
  },
  {
    work: 'Bytes a score in the ledger, with indexes',
    baseline: `Parquet, ${PARQUET} B`,
    hold: `≤ ${BYTES_HOLD} ×`,
    say: (at) => `${at.bytesAScore.toFixed(1)} B: ${times(at.bytesAScore / PARQUET)}`,
    grows: (at) => at.bytesAScore,
    held: (at) => at.bytesAScore / PARQUET <= BYTES_HOLD,
  },
]

/** The one table, as the page that is kept with the documents. */
export function report(
  sizes: readonly Measured[],
  { machine, software }: { machine: string; software: string },
): string {
  const head = [
    'work',
    'to hold',
    ...sizes.map((at) => `${whole(at.scores)} scores`),
    'slope',
    'held',
  ]
  const rows = LINES.map((line) => [
    line.baseline ? `${line.work}, against ${line.baseline}` : line.work,
    line.hold,
    ...sizes.map(line.say),
    slope(line, sizes),
    verdict(line, sizes),
  ])
  return `# Benchmarks

Measured by \`npm run bench\` on ${machine}, ${software} with fsync. Each size is fit scores; there are as many of
importance, and a release reads both. Answers are uneven as in life: one credential draws a quarter to a sixth of them, most draw few.
Releases are one run each, every other figure the median of three, beside a baseline of the same run: the ratio travels
between machines, the figures do not. The slope is how a figure grows with the size, as a power of it: 1 is in
proportion, 0 not at all; of a rate, how the time for one grows.

| ${head.join(' | ')} |
|${head.map(() => ' --- |').join('')}
${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}

${sizes.map((at) => `${whole(at.scores)} scores: ${whole(at.ratings)} ratings by ${whole(at.employers)} employers of ${whole(at.credentials)} credentials.`).join('\n')}

![How long a release takes by the number of scores](pictures/benchmarks-release.svg)
![How long a map, a summary and a Send take by the number of scores](pictures/benchmarks-reads.svg)

What bounds the figures that do not hold, with a profile: [decision 013](decisions/013-what-bounds-speed.md).
`
}

/** How a figure grows: the exponent between the smallest and the largest size. */
function slope({ grows }: Line, sizes: readonly Measured[]): string {
  const [first, last] = [sizes[0], sizes.at(-1)]
  if (!grows || !first || !last || first === last) return ''
  return (Math.log(grows(last) / grows(first)) / Math.log(last.scores / first.scores)).toFixed(2)
}

function verdict({ held }: Line, sizes: readonly Measured[]): string {
  const all = sizes.map(held)
  if (all.every((each) => each === null)) return ''
  if (all.every((each) => each !== false)) return 'yes'
  return all.some((each) => each === true) ? '**in part**' : '**no**'
}

function whole(value: number): string {
  return Math.round(value).toLocaleString(defaultLanguage)
}

function times(ratio: number): string {
  return `${ratio < 0.1 ? ratio.toFixed(3) : ratio.toFixed(2)} ×`
}

function milliseconds(value: number): string {
  return value >= 1000
    ? `${(value / 1000).toFixed(1)} s`
    : `${value.toFixed(value < 10 ? 2 : 0)} ms`
}
