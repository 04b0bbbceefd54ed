import { z } from 'zod'
import { emptyItem, type ItemState } from '@/server/domain/method/cohort-state'
import { releaseItem } from '@/server/domain/method/cohorts'
import { decay } from '@/server/domain/method/counts'
import { auditFigures } from '@/server/domain/method/disclosure'
import { smooth } from '@/server/domain/method/smoothing'
import { attackerIntervals, suppress } from '@/server/domain/method/table-suppression'
import { kish, postStratify } from '@/server/domain/method/weights'
import { type GoldSuite, plain } from './suite'

const numbers = z.array(z.number())

const releaseEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('rate'),
    employer: z.string(),
    region: z.string(),
    sector: z.string(),
    level: z.number(),
  }),
  z.object({ type: z.literal('withdraw'), employer: z.string() }),
])

const cohortCase = z.object({
  input: z.object({ k: z.number(), patienceRegion: z.number(), patienceAll: z.number() }),
  releases: z.array(
    z.object({
      release: z.number(),
      events: z.array(releaseEvent),
      published: z.array(z.unknown()),
      waiting: z.array(z.string()),
    }),
  ),
})

const cohortRelease: GoldSuite = (testCase, file, check) => {
  const { input, releases } = cohortCase.parse(testCase)
  const config = { ...input, scale: 'fit', lifetime: 16 } as const
  let state: ItemState = emptyItem()
  return releases.flatMap(({ release, events, published, waiting }) => {
    const result = releaseItem(state, events, release, config)
    state = result.state
    const actual = result.published.map(({ counts, ...version }) => ({
      ...version,
      publishedCounts: counts,
    }))
    return check(
      { published, waiting },
      { published: actual, waiting: result.waiting },
      file.tolerance.abs,
      `release ${release}`,
    )
  })
}

const disclosureAudit: GoldSuite = (testCase, file, check) => {
  const { votes, figures } = z
    .object({
      votes: z.array(z.object({ id: z.string(), employer: z.string() })),
      figures: z.array(z.array(z.string())),
    })
    .parse(testCase.input)
  const audit = auditFigures(votes, figures)
  const smallest = audit.smallestIsolatedGroup
  const actual = {
    recoverableByOutsider: [...audit.byOutsider].sort(),
    recoverableByInsider: sortedLists(audit.byInsider),
    smallestIsolatedGroup: smallest,
    passesK5: smallest === null || smallest >= 5,
  }
  const expected = z
    .looseObject({
      recoverableByOutsider: z.array(z.string()),
      recoverableByInsider: z.record(z.string(), z.array(z.string())),
    })
    .parse(testCase.expected)
  const insiders = sortedLists(expected.recoverableByInsider)
  return [
    ...check(
      {
        ...expected,
        recoverableByOutsider: [...expected.recoverableByOutsider].sort(),
        recoverableByInsider: insiders,
      },
      actual,
      file.tolerance.abs,
    ),
    ...check(actual.recoverableByInsider, insiders, file.tolerance.abs, 'insider'),
  ]
}

function sortedLists(lists: Record<string, string[]>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(lists).map(([key, list]) => [key, [...list].sort()]))
}

const cell = z.tuple([z.number(), z.number()])
const cellIntervals = z.array(z.object({ cell, low: z.number(), high: z.number() }))

/** A property: any pattern that leaves every primary cell open passes, and the bounds of the given ones agree. */
const tableSuppression: GoldSuite = (testCase, file, check) => {
  const { table, k, marginsPublished } = z
    .object({ table: z.array(numbers), k: z.number(), marginsPublished: z.boolean() })
    .parse(testCase.input)
  const expected = z
    .object({
      primary: z.array(cell),
      protectable: z.boolean(),
      anOptimalComplementary: z.array(cell),
      attackerIntervals: cellIntervals,
      intervalsIfPrimaryOnly: cellIntervals,
    })
    .parse(testCase.expected)
  const pattern = suppress(table, k, marginsPublished)
  const chosen = attackerIntervals(table, [...pattern.primary, ...pattern.complementary])
  const open = chosen
    .slice(0, pattern.primary.length)
    .every((interval) => !marginsPublished || interval.high > interval.low)
  const given = [...expected.primary, ...expected.anOptimalComplementary]
  const byCell = (intervals: z.infer<typeof cellIntervals>) =>
    Object.fromEntries(intervals.map(({ cell, low, high }) => [cell.join(','), { low, high }]))
  const bounds = (cells: [number, number][]) =>
    byCell(
      attackerIntervals(table, cells).map(({ cell: [row, column], low, high }) => ({
        cell: [row, column],
        low,
        high,
      })),
    )
  const tolerance = file.tolerance.abs
  return [
    ...check(expected.primary, pattern.primary, tolerance, 'primary'),
    ...check(expected.protectable, pattern.protectable && open, tolerance, 'protectable'),
    ...check(byCell(expected.attackerIntervals), bounds(given), tolerance, 'intervals'),
    ...check(
      byCell(expected.intervalsIfPrimaryOnly),
      bounds(expected.primary),
      tolerance,
      'intervalsIfPrimaryOnly',
    ),
  ]
}

const weights = plain(
  z.union([
    z.object({ weights: numbers }),
    z.object({
      halfLifeQuarters: z.number(),
      cohorts: z.array(z.object({ ageQuarters: z.number(), counts: numbers })),
    }),
    z.object({
      strata: z.array(z.object({ employmentShare: z.number(), votes: z.array(z.number()) })),
    }),
  ]),
  (input) => {
    if ('weights' in input) {
      const result = kish(input.weights)
      return (
        result && {
          nEff: result.effective,
          deff: result.designEffect,
          cv2plus1: result.designEffect,
        }
      )
    }
    if ('strata' in input) return postStratified(input.strata)
    const summed = decay(input.cohorts, 5, input.halfLifeQuarters)
    const top = (summed.counts[3] ?? 0) + (summed.counts[4] ?? 0)
    const level = summed.counts.reduce((sum, count, index) => sum + count * index, 0)
    return {
      decayedCounts: summed.counts,
      W: summed.votes,
      weightedMeanLevel: level / summed.votes,
      readyShareRaw: top / summed.votes,
      nEffKish: summed.effective,
      employers: summed.employers,
    }
  },
)

function postStratified(strata: readonly { employmentShare: number; votes: number[] }[]) {
  const levels = [0, 1, 2, 3, 4]
  const result = postStratify(
    strata.map(({ employmentShare, votes }) => ({
      share: employmentShare,
      counts: levels.map((level) => votes.filter((vote) => vote === level).length),
    })),
    levels,
  )
  return (
    result && {
      weightedMeanLevel: result.mean,
      unweightedMean: result.unweighted,
      readyShare: result.ready,
      nEff: result.effective,
      seStratified: result.standardError,
    }
  )
}

/** Suites about what is released and what it gives away. */
export const releaseSuites: Readonly<Record<string, GoldSuite>> = {
  smoothing: plain(z.object({ counts: numbers }), ({ counts }) => ({ counts: smooth(counts) })),
  cohort_release: cohortRelease,
  disclosure_audit: disclosureAudit,
  table_suppression: tableSuppression,
  weights,
}
