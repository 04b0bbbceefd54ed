import { z } from 'zod'
import { compare } from '@/server/domain/method/comparisons'
import { importance, need, readyShare, shortfall } from '@/server/domain/method/estimates'
import { jeffreys, wilson } from '@/server/domain/method/intervals'
import { mapCell } from '@/server/domain/method/map-cells'
import { quadrant } from '@/server/domain/method/quadrants'
import { differences } from './differences'
import { type GoldSuite, plain } from './suite'

const numbers = z.array(z.number())
const moments = z.object({ mean: z.number(), variance: z.number() })
const aged = z.array(z.object({ ageQuarters: z.number(), counts: numbers }))

const dirichletExpected = z.looseObject({
  exactMonteCarlo: z.object({ lower: z.number(), upper: z.number() }).optional(),
})

const dirichletInput = z.object({
  kind: z.enum(['fit', 'importance']),
  counts: numbers,
  m: z.number(),
  prior: numbers,
  level: z.number(),
})

const dirichlet: GoldSuite = (testCase, file, check) => {
  const input = dirichletInput.parse(testCase.input)
  const { exactMonteCarlo, ...expected } = dirichletExpected.parse(testCase.expected)
  const { counts, prior, m, level } = input
  const weighing = { priorVotes: m, level }
  const figures =
    input.kind === 'fit' ? shortfall(counts, prior, weighing) : importance(counts, prior, weighing)
  const fit = input.kind === 'fit' ? shortfall(counts, prior, weighing) : null
  const actual = figures && {
    ...figures,
    ...(fit && { readyMean: fit.ready, rds: fit.rankedDiscrepancy }),
  }
  const bounds = exactMonteCarlo && { lower: exactMonteCarlo.lower, upper: exactMonteCarlo.upper }
  return [
    ...check(expected, actual, file.tolerance.abs),
    ...differences(bounds ?? {}, figures, file.tolerance.exactMonteCarloAbs ?? 0.03),
  ]
}

const needQuadrant = plain(
  z.object({
    importanceCounts: numbers,
    fitCounts: numbers,
    m: z.number(),
    cut: z.number(),
    confidence: z.number(),
  }),
  (input) => {
    const even = (levels: number) => new Array<number>(levels).fill(1 / levels)
    const demand = importance(input.importanceCounts, even(4), { priorVotes: input.m })
    const fit = shortfall(input.fitCounts, even(5), { priorVotes: input.m })
    const placed = demand && fit && quadrant(demand, fit, input.cut, input.confidence)
    const index = demand && fit && need(demand, fit)
    return {
      importance: demand?.mean ?? null,
      fit: fit ? 1 - fit.mean : null,
      probImportanceHigh: placed?.importanceHigh ?? null,
      probFitHigh: placed?.fitHigh ?? null,
      quadrant: placed?.quadrant ?? null,
      borderline: placed?.borderline ?? null,
      need: index?.mean ?? null,
      needVariance: index?.variance ?? null,
      needLower: index?.lower ?? null,
      needUpper: index?.upper ?? null,
    }
  },
)

/** The vectors' own names of the evidence labels; whatever stands for fewer than ten employers is "few". */
function evidenceOf(name: string | null): string | null {
  if (name === null) return null
  return (
    new Map([
      ['moderate', 'several'],
      ['strong', 'many'],
    ]).get(name) ?? 'few'
  )
}

const named = z.looseObject({ evidence: z.string().nullable() })

const viewEndToEnd = plain(
  z.object({
    halfLifeQuarters: z.number(),
    maxAgeQuarters: z.number(),
    m: z.number(),
    fitCohorts: aged,
    importanceCohorts: aged,
    referenceFit: numbers,
    referenceImportance: numbers,
  }),
  (input) => {
    const cell = mapCell(
      {
        fit: input.fitCohorts,
        importance: input.importanceCohorts,
        referenceFit: input.referenceFit,
        referenceImportance: input.referenceImportance,
      },
      { priorVotes: input.m, halfLife: input.halfLifeQuarters, maxAge: input.maxAgeQuarters },
    )
    const { fit, importance: demand } = cell
    return {
      fitEmployers: fit?.employers ?? 0,
      importanceEmployers: demand?.employers ?? 0,
      priorFit: fit?.prior ?? null,
      priorImportance: demand?.prior ?? null,
      fit: fit && {
        W: fit.decayed.votes,
        decayedCounts: fit.decayed.counts,
        readyShare: fit.ready,
        fitScore: fit.shortfall?.fitScore ?? null,
        shortfallMean: fit.shortfall?.mean ?? null,
        shortfallVariance: fit.shortfall?.variance ?? null,
        reliability: fit.ready?.reliability ?? null,
      },
      importance: demand && {
        W: demand.decayed.votes,
        mean: demand.score?.mean ?? null,
        variance: demand.score?.variance ?? null,
        score: demand.score ? 100 * demand.score.mean : null,
      },
      need: cell.need,
      evidence: fit?.evidence ?? null,
    }
  },
  (expected) => {
    const { evidence, ...rest } = named.parse(expected)
    return { ...rest, evidence: evidenceOf(evidence) }
  },
)

/** Suites about estimates and what is said of them. */
export const estimateSuites: Readonly<Record<string, GoldSuite>> = {
  intervals: plain(
    z.object({ x: z.number(), n: z.number(), level: z.number() }),
    ({ x, n, level }) => ({ wilson: wilson(x, n, level), jeffreys: jeffreys(x, n, level) }),
  ),
  beta_binomial: plain(
    z.object({ t: z.number(), W: z.number(), m: z.number(), pi: z.number(), level: z.number() }),
    ({ t, W, pi, m, level }) => {
      const share = readyShare(t, W, pi, { priorVotes: m, level })
      return share && { ...share, sd: Math.sqrt(share.variance) }
    },
  ),
  dirichlet,
  need_quadrant: needQuadrant,
  view_end_to_end: viewEndToEnd,
  compare: plain(z.object({ a: moments, b: moments }), ({ a, b }) => {
    const result = compare(a, b)
    const said = result?.verdict === 'unclear' ? 'no clear difference' : result?.verdict
    return result && { probAGreaterB: result.probability, verdict: said }
  }),
}
