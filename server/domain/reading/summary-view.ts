import { z } from 'zod'
import { CompetencyView } from '@/server/domain/catalogue/competency-view'
import { RegionEmployment } from '@/server/domain/catalogue/employment'
import { SECTORS } from '@/server/domain/industries'
import { FIT_OF } from '@/server/domain/method/comparable-fit'
import { EVIDENCE } from '@/server/domain/method/counts'
import { FINDING_KEYS } from '@/server/domain/method/summaries'
import { RegionView } from '@/server/domain/people/regions'
import { Quadrant, Word } from './map-row'
import { ReleaseView } from './release-view'

/** What a reader is given of a region's or an industry's summary. */

export const SummaryFilter = z.strictObject({
  /** A region's slug, or `all`. */
  region: z.string().min(1).max(120).default('all'),
  /** A two-digit NAICS sector, or `all`. */
  sector: z.enum(['all', ...SECTORS]).default('all'),
})
export type SummaryFilter = z.infer<typeof SummaryFilter>

/** A member may leave the region out and means the organization's own. */
export const MemberSummaryFilter = SummaryFilter.extend({
  region: z.string().min(1).max(120).optional(),
})
export type MemberSummaryFilter = z.infer<typeof MemberSummaryFilter>

const Points = z.object({ value: z.number(), lower: z.number(), upper: z.number() })
const Sides = z.object({
  importance: Points.nullable(),
  fit: Points.nullable(),
  need: Points.nullable(),
})
const Named = z.object({ slug: z.string(), name: z.string() })

export const SummaryRow = z.object({
  competency: CompetencyView,
  importance: Points.nullable(),
  fit: Points.nullable(),
  need: Points.nullable(),
  /** Needs of one tier have no clear order; the next tier is clearly lower than the top of this one. From 0. */
  tier: z.number().int().nullable(),
  /** The same by importance. */
  importanceTier: z.number().int().nullable(),
  /** As on a map; null without both sides. */
  word: Word.exclude(['none']).nullable(),
  leans: Quadrant.nullable(),
  important: z.boolean(),
  /** n*: at least this many employers stand behind each side; 0 where nothing is published. */
  employers: z.object({ importance: z.number().int(), fit: z.number().int() }),
  evidence: z.enum(EVIDENCE).nullable(),
  mustHave: z.object({ sectors: z.array(z.string()), of: z.number().int() }),
  claimedBy: z.array(Named),
  ratedIn: z.number().int(),
})
export type SummaryRow = z.infer<typeof SummaryRow>

/** A region's figures weighted to its industries (METHOD §7), always shown beside the plain ones. */
const Weighting = z.object({
  /** What is known of the region's employment; null where nobody has loaded any. */
  employment: RegionEmployment.nullable(),
  rows: z.array(
    z.object({
      competency: CompetencyView,
      plain: Sides,
      weighted: Sides,
      coverage: z.number(),
      effective: z.number(),
      capped: z.boolean(),
    }),
  ),
  /** Why others have no weighted figure: the rule that fails, for which sectors, of how many competencies. */
  refused: z.array(
    z.object({
      side: z.enum(['importance', 'fit']),
      kind: z.enum(['unheard', 'missing', 'single', 'few']),
      sectors: z.array(z.string()),
      competencies: z.number().int(),
    }),
  ),
  together: z.array(z.object({ sector: z.string(), with: z.string() })),
  leavesOutWider: z.boolean(),
})

export const Participation = z.object({
  /** Names of the regions, or none where all are counted together. */
  columns: z.array(z.string()),
  rows: z.array(
    z.object({
      /** Null for groups that span sectors. */
      sector: z.string().nullable(),
      /** At least so many employers; null for none. */
      cells: z.array(z.union([z.number().int(), z.literal('suppressed')]).nullable()),
      /** The sector's share of the region's known employment, 0–1. */
      share: z.number().nullable(),
    }),
  ),
})

export const SummaryView = z.object({
  filter: z.object({ region: RegionView.nullable(), sector: z.string().nullable() }),
  options: z.object({ regions: z.array(RegionView), sectors: z.array(z.string()) }),
  /** Counties of the region, where it is a named set, and whose it is. */
  counties: z.number().int().nullable(),
  preparedBy: z.string().nullable(),
  sample: z.boolean(),
  release: ReleaseView.nullable(),
  /** Until this day only some may read what is here; null where everybody may. */
  publicFrom: z.date().nullable(),
  /** At least this many employers took part: the largest n of any figure. */
  employers: z.number().int(),
  ratedCredentials: z.number().int(),
  /** Published credentials that lead to the occupations asked about. */
  credentials: z.array(
    Named.extend({ occupation: z.string(), occupationTitle: z.string(), rated: z.boolean() }),
  ),
  leavesOutWider: z.boolean(),
  /** Whose fit stands in the summary: an apprenticeship's is never in one figure with another kind's (METHOD §1). */
  fitOf: z.enum(FIT_OF),
  finding: z.object({
    key: z.enum(FINDING_KEYS),
    short: z.array(z.string()),
    more: z.number().int(),
    everywhere: z.boolean(),
    looksShort: z.array(z.string()),
    unclaimed: z.array(z.string()),
    few: z.boolean(),
  }),
  rows: z.array(SummaryRow),
  heat: z.array(
    z.object({
      group: z.string(),
      cells: z.array(
        z.object({ sector: z.string(), need: Points.nullable(), employers: z.number().int() }),
      ),
      /** A sector and those its need is clearly higher than. */
      contrast: z.object({ sector: z.string(), higherThan: z.array(z.string()) }).nullable(),
    }),
  ),
  /** Null where employment has no say: without a region, or within one sector. */
  weighting: Weighting.nullable(),
  /** Who took part, or null where no table can be shown. */
  participation: Participation.nullable(),
})
export type SummaryView = z.infer<typeof SummaryView>

/** What there are public summaries of. */
export const SummaryScopes = z.object({
  regions: z.array(RegionView),
  sectors: z.array(z.string()),
})
export type SummaryScopes = z.infer<typeof SummaryScopes>
