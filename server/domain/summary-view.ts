import { z } from 'zod'
import { SECTORS } from './industries'
import { CompetencyView, RegionView, ReleaseView } from './map-view'

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
const Named = z.object({ slug: z.string(), name: z.string() })

export const SummaryRow = z.object({
  competency: CompetencyView,
  importance: Points.nullable(),
  fit: Points.nullable(),
  need: Points.nullable(),
  /** n*: at least this many employers stand behind each side. */
  employers: z.number().int(),
  evidence: z.enum(['few', 'several', 'many']).nullable(),
  mustHave: z.object({ sectors: z.array(z.string()), of: z.number().int() }),
  claimedBy: z.array(Named),
  ratedIn: z.number().int(),
})
export type SummaryRow = z.infer<typeof SummaryRow>

export const SummaryView = z.object({
  filter: z.object({ region: RegionView.nullable(), sector: z.string().nullable() }),
  options: z.object({ regions: z.array(RegionView), sectors: z.array(z.string()) }),
  /** Counties of the region, where it is a named set, and whose it is. */
  counties: z.number().int().nullable(),
  preparedBy: z.string().nullable(),
  sample: z.boolean(),
  release: ReleaseView.nullable(),
  /** At least this many employers took part: the largest n of any figure. */
  employers: z.number().int(),
  ratedCredentials: z.number().int(),
  /** Published credentials that lead to the occupations asked about. */
  credentials: z.array(
    Named.extend({ occupation: z.string(), occupationTitle: z.string(), rated: z.boolean() }),
  ),
  leavesOutWider: z.boolean(),
  finding: z.object({
    key: z.enum(['none', 'early', 'met', 'short']),
    short: z.array(z.string()),
    everywhere: z.boolean(),
    unclaimed: z.array(z.string()),
  }),
  rows: z.array(SummaryRow),
  heat: z.array(
    z.object({
      group: z.string(),
      cells: z.array(
        z.object({ sector: z.string(), need: Points.nullable(), employers: z.number().int() }),
      ),
    }),
  ),
})
export type SummaryView = z.infer<typeof SummaryView>

/** What there are public summaries of. */
export const SummaryScopes = z.object({
  regions: z.array(RegionView),
  sectors: z.array(z.string()),
})
export type SummaryScopes = z.infer<typeof SummaryScopes>
