import { z } from 'zod'
import { claimKinds, claimStates } from '@/server/domain/catalogue/credentials'
import { AGREEMENT_WORDS } from '@/server/domain/method/agreement'
import { EVIDENCE } from '@/server/domain/method/counts'
import { QUADRANTS, VERDICT_WORDS } from '@/server/domain/method/quadrants'
import { FINDING_KEYS } from '@/server/domain/method/summaries'

/** What a reader is given of one competency of a map, and what the rows say together. */

export const Quadrant = z.enum(QUADRANTS)
const Points = z.object({ value: z.number(), lower: z.number(), upper: z.number() })

/** A score of 0–100 points with its 90 % interval, and what stands behind it. */
export const Reading = z.object({
  score: z.number(),
  lower: z.number(),
  upper: z.number(),
  /** n: employers, each counted once. */
  employers: z.number().int(),
  evidence: z.enum(EVIDENCE),
  agreement: z.enum(AGREEMENT_WORDS).nullable(),
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
export const Word = z.enum([...VERDICT_WORDS, 'none'])
export type Word = z.infer<typeof Word>

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
  evidence: z.enum(EVIDENCE).nullable(),
  claim: z.enum(claimStates),
  claims: z.array(z.enum(claimKinds)),
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

/** What a map says in one paragraph: a message key with the rows it names. */
export const Finding = z.object({
  key: z.enum(FINDING_KEYS),
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
