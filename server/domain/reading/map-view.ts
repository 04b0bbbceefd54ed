import { z } from 'zod'
import { claimKinds, credentialKinds } from '@/server/domain/catalogue/credentials'
import { SECTORS } from '@/server/domain/industries'

/** What a reader is given of a competency map; the screen, the CSV and the JSON are this and nothing more. */

export const MapFilter = z.strictObject({
  credential: z.string().min(1).max(120),
  occupation: z.string().regex(/^\d{2}-\d{4}(\.\d{2})?$/),
  /** A region's slug, or `all`. */
  region: z.string().min(1).max(120).default('all'),
  /** A two-digit NAICS sector, or `all`. */
  sector: z.enum(['all', ...SECTORS]).default('all'),
})
export type MapFilter = z.infer<typeof MapFilter>

export const Quadrant = z.enum(['act', 'keep', 'review', 'low'])
const Evidence = z.enum(['few', 'several', 'many'])
const Points = z.object({ value: z.number(), lower: z.number(), upper: z.number() })

/** A score of 0–100 points with its 90 % interval, and what stands behind it. */
export const Reading = z.object({
  score: z.number(),
  lower: z.number(),
  upper: z.number(),
  /** n: employers, each counted once. */
  employers: z.number().int(),
  evidence: Evidence,
  agreement: z.enum(['agree', 'vary', 'split']).nullable(),
  /** Published answers per level, lowest first, not faded. */
  counts: z.array(z.number().int()),
})
export type Reading = z.infer<typeof Reading>

export const FitReading = Reading.extend({
  /** Share of employers that say "meets" or "above", 0–1. */
  ready: z.object({ mean: z.number(), lower: z.number(), upper: z.number() }),
})
export type FitReading = z.infer<typeof FitReading>

/** Where the importance of a row was read: in the filter itself, or in the nearest wider scope that has one (METHOD §8 R16). */
export const Scope = z.enum(['filter', 'region', 'all'])
export type Scope = z.infer<typeof Scope>

export const ImportanceReading = Reading.extend({ scope: Scope })
export type ImportanceReading = z.infer<typeof ImportanceReading>

/**
 * `looks_short` is "Act first" under ten employers, `early` "Too early to call; leans …", `none` "Not enough employers
 * yet".
 */
export const Word = z.enum([...Quadrant.options, 'looks_short', 'borderline', 'early', 'none'])
export type Word = z.infer<typeof Word>

export const Claim = z.enum(claimKinds)
export type Claim = z.infer<typeof Claim>

export const MapRow = z.object({
  key: z.string(),
  fit: FitReading.nullable(),
  importance: ImportanceReading.nullable(),
  /** 0–100 points. */
  need: Points.nullable(),
  word: Word,
  /** The word a row leans to while it is too early to call. */
  leans: Quadrant.nullable(),
  /** n the words go by: the smaller of the row's two, or the one it has. What is said of holders has the n of fit. */
  employers: z.number().int().nullable(),
  evidence: Evidence.nullable(),
  claim: z.enum(['claimed', 'not_claimed', 'not_described']),
  claims: z.array(Claim),
  /** `gap`: to act on first, and not claimed. `surplus`: claimed, not needed. */
  flag: z.enum(['gap', 'surplus']).nullable(),
})
export type MapRow = z.infer<typeof MapRow>

/** A row among the others of its map: rows of one tier are not clearly apart in need. */
export const TieredRow = MapRow.extend({
  /** 0 for the largest need; a higher tier's need is clearly smaller than the first row's of the tier before; null without a need. */
  tier: z.number().int().nullable(),
})
export type TieredRow = z.infer<typeof TieredRow>

/** One figure by release: of the same groups throughout, or of a new group beside those before it. */
export const TrendView = z.object({
  among: z.enum(['same_employers', 'other_employers']),
  groups: z.number().int(),
  /** Groups of the row that are in no point. */
  leftOut: z.number().int(),
  /** Oldest first, two at least; 0–100 points with the 90 % interval. */
  points: z.array(
    z.object({
      release: z.number().int(),
      at: z.date(),
      employers: z.number().int(),
      score: z.number(),
      lower: z.number(),
      upper: z.number(),
    }),
  ),
  /** The last point against the first: said from P ≥ .975 and ten employers on, "may have moved" from P ≥ .9. */
  change: z.enum(['higher', 'lower', 'maybe_higher', 'maybe_lower', 'unclear']),
})
export type TrendView = z.infer<typeof TrendView>

/** What a map says in one paragraph: a message key with the rows it names. */
export const Finding = z.object({
  /**
   * `none`: nothing published. `early`: nothing can be called yet. `met`: nothing is clearly short. `looks_short`:
   * something looks short by under ten employers. `short`: something falls short.
   */
  key: z.enum(['none', 'early', 'met', 'looks_short', 'short']),
  /** Rows that fall short, of the tier with the largest need among them, and how many more there are. No list here has an order. */
  short: z.array(z.string()),
  more: z.number().int(),
  /** How many of the named rows the credential does not claim. */
  unclaimed: z.number().int(),
  /** Rows that look short by under ten employers. */
  looksShort: z.array(z.string()),
  /** Rows holders are ready for. */
  kept: z.array(z.string()),
  /** Whether a figure on holders comes from under ten employers. */
  few: z.boolean(),
  /** The largest n of one item of each scale: at least so many employers, as the same ones answer many items. */
  employers: z.object({ fit: z.number().int(), importance: z.number().int() }),
})
export type Finding = z.infer<typeof Finding>

export const ReleaseView = z.object({
  no: z.number().int(),
  at: z.date(),
  publicAt: z.date(),
  methodVersion: z.string(),
})
export type ReleaseView = z.infer<typeof ReleaseView>

export const RegionView = z.object({ slug: z.string(), name: z.string(), kind: z.string() })
export type RegionView = z.infer<typeof RegionView>

export const CompetencyView = z.object({
  id: z.string(),
  label: z.string(),
  statement: z.string(),
  code: z.string().nullable(),
  framework: z.object({ slug: z.string(), name: z.string() }),
})
export type CompetencyView = z.infer<typeof CompetencyView>

export const CredentialView = z.object({
  slug: z.string(),
  name: z.string(),
  kind: z.enum(credentialKinds),
  state: z.enum(['draft', 'published', 'archived']),
  sample: z.boolean(),
  provider: z.object({ slug: z.string(), name: z.string() }),
})
export type CredentialView = z.infer<typeof CredentialView>

/** A second wording on a row: accepted as the same competency of another framework, by whom and when. */
export const JoinedWording = z.object({
  competency: CompetencyView,
  /** What stands under the other wording: its importance answers, or the credential's claim. */
  brings: z.enum(['importance', 'claim']),
  by: z.string(),
  at: z.date(),
})
export type JoinedWording = z.infer<typeof JoinedWording>

export const MapView = z.object({
  credential: CredentialView,
  occupation: z.object({ code: z.string(), title: z.string() }),
  filter: z.object({ region: RegionView.nullable(), sector: z.string().nullable() }),
  /** Scopes that groups of this map were formed in: what a filter can choose. */
  options: z.object({ regions: z.array(RegionView), sectors: z.array(z.string()) }),
  release: ReleaseView.nullable(),
  /** Until this day only some may read what is here; null where everybody may. */
  publicFrom: z.date().nullable(),
  /** The version of the method that these figures are computed with. */
  method: z.string(),
  /** Whether the credential's competencies have been entered at all. */
  described: z.boolean(),
  /** Whether the filter leaves out groups formed across regions or sectors. */
  leavesOutWider: z.boolean(),
  finding: Finding,
  /** Answers to the one overall question. */
  value: z.object({ counts: z.array(z.number().int()), employers: z.number().int() }).nullable(),
  rows: z.array(
    TieredRow.extend({
      competency: CompetencyView,
      joined: JoinedWording.nullable(),
      trend: z.object({ fit: TrendView.nullable(), importance: TrendView.nullable() }),
      /** The newest release that brought answers of this row. */
      answered: z.object({
        fit: z.number().int().nullable(),
        importance: z.number().int().nullable(),
      }),
    }),
  ),
})
export type MapView = z.infer<typeof MapView>

/** One line in a list of maps: what a credential's employers said for one occupation. */
export const MapLine = z.object({
  credential: CredentialView,
  occupation: z.object({ code: z.string(), title: z.string() }),
  /** At least so many employers have rated holders: the largest n of fit. */
  employers: z.number().int(),
  words: z.record(Word, z.number().int()),
  release: ReleaseView.nullable(),
  publicFrom: z.date().nullable(),
})
export type MapLine = z.infer<typeof MapLine>

export const MapListFilter = z.strictObject({
  /** Slugs of credentials. */
  credentials: z.array(MapFilter.shape.credential).max(50).optional(),
  occupation: MapFilter.shape.occupation.optional(),
  page: z.number().int().min(1).max(10_000).default(1),
})
export type MapListFilter = z.input<typeof MapListFilter>

/** A page of a list of maps, those that most employers have answered first. */
export const MapList = z.object({
  total: z.number().int(),
  pageSize: z.number().int(),
  items: z.array(MapLine),
})
export type MapList = z.infer<typeof MapList>

/** What the home page shows of maps: the newest, and one worth showing as a sample. */
export const NewestMaps = z.object({
  lines: z.array(MapLine),
  sample: z.object({ credential: z.string(), occupation: z.string() }).nullable(),
})
export type NewestMaps = z.infer<typeof NewestMaps>
