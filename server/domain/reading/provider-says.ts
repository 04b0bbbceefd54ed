import { z } from 'zod'
import { DecisionChoice, DecisionStage, ProgressState } from './decisions'
import { MapFilter } from './map-filter'
import type { MapView } from './map-view'

/** Which map a provider's words are asked for: they are the same in every region and sector. */
export const SaysFilter = z.strictObject({
  credential: MapFilter.shape.credential,
  occupation: MapFilter.shape.occupation,
})
export type SaysFilter = z.infer<typeof SaysFilter>

/** A provider's reply in public, dated and marked as its own words. */
export const PublicReply = z.object({ text: z.string(), at: z.date() })
export type PublicReply = z.infer<typeof PublicReply>

/** A decision as everybody reads it: never who owns or approved it. */
export const PublicDecision = z.object({
  choice: DecisionChoice,
  stage: DecisionStage,
  reason: z.string(),
  dueOn: z.string().nullable(),
  approvedOn: z.string().nullable(),
  effectiveTerm: z.string().nullable(),
  releaseNo: z.number().int(),
  at: z.date(),
  /** What became of it last. */
  progress: z.object({ state: ProgressState, happenedOn: z.string().nullable() }).nullable(),
})
export type PublicDecision = z.infer<typeof PublicDecision>

/** What a provider says in public beside a map and its lines. */
export const ProviderSays = z.object({
  reply: PublicReply.nullable(),
  lines: z.array(
    z.object({
      competencyId: z.uuid(),
      reply: PublicReply.nullable(),
      decision: PublicDecision.nullable(),
    }),
  ),
})
export type ProviderSays = z.infer<typeof ProviderSays>

/** A map with what its provider says beside it, as pages and files show it. */
export type AnsweredMap = MapView & { says: ProviderSays }

/** Beside a map whose provider has said nothing. */
export const saysNothing: ProviderSays = { reply: null, lines: [] }
