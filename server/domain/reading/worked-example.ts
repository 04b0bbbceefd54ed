import { z } from 'zod'
import { CompetencyView } from '@/server/domain/catalogue/competency-view'
import { CredentialView } from '@/server/domain/catalogue/credential-view'
import { AGREEMENT_WORDS } from '@/server/domain/method/agreement'
import {
  type AgedCounts,
  MAX_AGE_QUARTERS,
  PRIOR_REFERENCE_VOTES,
  totalOf,
  weightAt,
} from '@/server/domain/method/counts'
import type { MeanScore } from '@/server/domain/method/estimates'
import type { FitFigures, ImportanceFigures } from '@/server/domain/method/map-cells'
import { RegionView } from '@/server/domain/people/regions'
import { MapFilter } from './map-filter'
import { MapRow } from './map-row'
import { JoinedWording } from './map-view'
import { cellOf, type MapItem } from './maps'
import { ReleaseView } from './release-view'

/** "How this number was made": every step from published counts to words, for one row of a map. */

export const WorkedFilter = MapFilter.extend({ competency: z.uuid() })
export type WorkedFilter = z.infer<typeof WorkedFilter>

const Group = z.object({
  /** Null where the group was formed across regions, or across sectors. */
  region: RegionView.nullable(),
  sector: z.string().nullable(),
  release: z.number().int(),
  ageQuarters: z.number().int(),
  /** What one of its votes counts today, 0–1. */
  weight: z.number(),
  /** Votes per level, lowest first, as published. */
  counts: z.array(z.number().int()),
})
export type WorkedGroup = z.infer<typeof Group>

const Scale = z.object({
  groups: z.array(Group),
  employers: z.number().int(),
  /** Faded votes per level, and their sum. */
  faded: z.array(z.number()),
  votes: z.number(),
  /** Published votes per level that the prior comes from, and the prior's shares. */
  reference: z.array(z.number().int()),
  evenPrior: z.boolean(),
  prior: z.array(z.number()),
  /** Faded votes plus prior votes, per level. */
  alpha: z.array(z.number()),
  /** Mean shortfall or mean importance, 0–1, with the matched Beta distribution and its interval. */
  mean: z.number(),
  variance: z.number(),
  phi: z.number(),
  lower: z.number(),
  upper: z.number(),
  /** Mean distance from the median answer and sample variance, in levels. */
  spread: z
    .object({
      fromMedian: z.number(),
      variance: z.number(),
      word: z.enum(AGREEMENT_WORDS),
    })
    .nullable(),
})
export type WorkedScale = z.infer<typeof Scale>

const FitScale = Scale.extend({
  /** The ready share: Beta(a, b), 0–1. */
  ready: z.object({
    votes: z.number(),
    prior: z.number(),
    a: z.number(),
    b: z.number(),
    mean: z.number(),
    lower: z.number(),
    upper: z.number(),
  }),
})

export const WorkedSteps = z.object({
  fit: FitScale.nullable(),
  importance: Scale.nullable(),
  /** 0–100 points, variance in points squared. */
  need: z
    .object({ mean: z.number(), variance: z.number(), lower: z.number(), upper: z.number() })
    .nullable(),
  /** P(importance ≥ cut) and P(fit ≥ cut). */
  above: z.object({ importance: z.number(), fit: z.number() }).nullable(),
})
export type WorkedSteps = z.infer<typeof WorkedSteps>

export const WorkedExample = z.object({
  credential: CredentialView,
  occupation: z.object({ code: z.string(), title: z.string() }),
  filter: z.object({ region: RegionView.nullable(), sector: z.string().nullable() }),
  release: ReleaseView.nullable(),
  publicFrom: z.date().nullable(),
  method: z.string(),
  row: MapRow.extend({ competency: CompetencyView, joined: JoinedWording.nullable() }),
  steps: WorkedSteps,
})
export type WorkedExample = z.infer<typeof WorkedExample>

/** Where a published row is worked through. */
export const WorkedExampleLink = z.object({
  credential: z.object({ slug: z.string(), name: z.string() }),
  occupation: z.object({ code: z.string(), title: z.string() }),
  competency: z.object({ id: z.string(), label: z.string() }),
})
export type WorkedExampleLink = z.infer<typeof WorkedExampleLink>

/**
 * The steps of one row, taken from the same cell that `mapRow` reads (METHOD §2, §5, §6).
 * @param item the row's item, cohorts already selected whole by the filter
 * @param groupOf where and in which release a cohort was formed
 */
export function workedSteps<Cohort extends AgedCounts>(
  item: MapItem<Cohort>,
  groupOf: (cohort: Cohort) => Pick<WorkedGroup, 'region' | 'sector' | 'release'>,
): WorkedSteps {
  const cell = cellOf(item)
  const demand = cell.importance
  const groups = (cohorts: readonly Cohort[]) =>
    cohorts
      .filter((cohort) => cohort.ageQuarters <= MAX_AGE_QUARTERS)
      .map((cohort) => ({
        ...groupOf(cohort),
        ageQuarters: cohort.ageQuarters,
        weight: weightAt(cohort.ageQuarters),
        counts: [...cohort.counts],
      }))
  return {
    fit: cell.fit && fitSteps(cell.fit, groups(item.fit), item.reference.fit),
    importance: demand?.score
      ? scaleSteps(demand, demand.score, groups(item.importance.cohorts), item.reference.importance)
      : null,
    need: cell.need && {
      mean: cell.need.mean,
      variance: cell.need.variance,
      lower: cell.need.lower,
      upper: cell.need.upper,
    },
    above: cell.placement && {
      importance: cell.placement.importanceHigh,
      fit: cell.placement.fitHigh,
    },
  }
}

function fitSteps(
  figures: FitFigures,
  groups: WorkedGroup[],
  reference: readonly number[],
): WorkedSteps['fit'] {
  const { ready, shortfall, decayed, prior } = figures
  if (!ready || !shortfall) return null
  const top = (vector: readonly number[]) => (vector[3] ?? 0) + (vector[4] ?? 0)
  return {
    ...scaleSteps(figures, shortfall, groups, reference),
    ready: {
      votes: top(decayed.counts),
      prior: top(prior),
      a: ready.a,
      b: ready.b,
      mean: ready.mean,
      lower: ready.lower,
      upper: ready.upper,
    },
  }
}

function scaleSteps(
  { decayed, prior, agreement, employers }: FitFigures | ImportanceFigures,
  score: MeanScore,
  groups: WorkedGroup[],
  reference: readonly number[],
): WorkedScale {
  return {
    groups,
    employers,
    faded: decayed.counts,
    votes: decayed.votes,
    reference: [...reference],
    evenPrior: totalOf(reference) < PRIOR_REFERENCE_VOTES,
    prior,
    alpha: score.alpha,
    mean: score.mean,
    variance: score.variance,
    phi: score.phi,
    lower: score.lower,
    upper: score.upper,
    spread: agreement && {
      fromMedian: agreement.adMedian,
      variance: agreement.variance,
      word: agreement.word,
    },
  }
}
