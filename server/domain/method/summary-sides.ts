import { groupBy } from '@/server/domain/group-by'
import { SCALE_SHAPES } from '@/server/domain/scales'
import { type AgedCounts, decay, prior, rollUp } from './counts'
import { type Estimate, importance, need, shortfall } from './estimates'

/** What whole cohorts say of one competency in a summary: each side rolled up over its items (METHOD §2). */

/** One published cohort of one item inside a summary. */
export type SummaryCohort = AgedCounts & {
  scale: 'fit' | 'importance'
  competency: string
  /** Occupation, or credential × occupation: with the competency, the item. */
  subject: string
  /** The credential of a fit item; null for importance. */
  credential: string | null
  sector: string | null
}

/** A competency as the catalogue knows it. */
export type SummaryCompetency = {
  key: string
  group: string | null
  /** Published votes of its framework: where its estimates start from. */
  reference: { fit: readonly number[]; importance: readonly number[] }
  /** Credentials in the summary that claim it. */
  claimedBy: readonly string[]
}

type Spread = Pick<Estimate, 'mean' | 'lower' | 'upper'>

export type Points = { value: number; lower: number; upper: number }

export type Sides = {
  importance: Estimate | null
  shortfall: Estimate | null
  need: Estimate | null
  /** n* of each side; 0 where nothing is published. */
  employers: { importance: number; fit: number }
}

/** Both sides of some cohorts of one or several competencies, and their need. */
export function readSides(
  cohorts: readonly SummaryCohort[],
  reference: SummaryCompetency['reference'],
): Sides {
  const demand = rolledUp(cohorts, 'importance')
  const supply = rolledUp(cohorts, 'fit')
  const wanted = demand ? importance(demand.counts, prior(reference.importance)) : null
  const short = supply ? shortfall(supply.counts, prior(reference.fit)) : null
  return {
    importance: wanted,
    shortfall: short,
    need: wanted && short ? need(wanted, short) : null,
    employers: { importance: demand?.employers ?? 0, fit: supply?.employers ?? 0 },
  }
}

export type RolledUp = {
  /** Faded votes per level, scaled to the heaviest item. */
  counts: number[]
  /** n*: the most employers any one item has. */
  employers: number
  /** The most any one item has after fading, by Kish. */
  effective: number
}

/** The roll-up of all items of one scale, or null where none has a living cohort (METHOD §2, "Roll-ups"). */
export function rolledUp(
  cohorts: readonly SummaryCohort[],
  scale: 'fit' | 'importance',
): RolledUp | null {
  const levels = SCALE_SHAPES[scale].levels
  const items = [
    ...groupBy(
      cohorts.filter((cohort) => cohort.scale === scale),
      itemOf,
    ).values(),
  ].map((versions) => decay(versions, levels))
  const sum = rollUp(items, levels)
  const effective = Math.max(0, ...items.map((item) => item.effective))
  return sum.employers > 0 ? { ...sum, effective } : null
}

/** The item of a cohort within its scale. */
export function itemOf(cohort: SummaryCohort): string {
  return `${cohort.subject} ${cohort.competency}`
}

/** An estimate in points: 100 for a side on 0–1, 1 for a need. */
export function points(estimate: Spread, unit: number): Points {
  return {
    value: unit * estimate.mean,
    lower: unit * estimate.lower,
    upper: unit * estimate.upper,
  }
}

/** Fit in points from a shortfall on 0–1. */
export function flipped(estimate: Spread): Points {
  return {
    value: 100 * (1 - estimate.mean),
    lower: 100 * (1 - estimate.upper),
    upper: 100 * (1 - estimate.lower),
  }
}
