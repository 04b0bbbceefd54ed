import { z } from 'zod'
import { saidAs } from '@/server/domain/errors'
import { MapFilter } from './map-filter'
import { Quadrant, Word } from './map-row'

/** What a provider does about one line of a report (REPORTS §2). */
export const decisionChoices = ['accept', 'plan', 'will_not_do', 'already_covered'] as const
export const DecisionChoice = z.enum(decisionChoices)
export type DecisionChoice = z.infer<typeof DecisionChoice>

/** How far it has got: until it is approved it is a proposal. */
export const decisionStages = ['proposed', 'with_faculty', 'approved', 'in_catalog'] as const
export const DecisionStage = z.enum(decisionStages)
export type DecisionStage = z.infer<typeof DecisionStage>

/** Stages that faculty and the college have come to: only owners say so, and by whom and when it was approved. */
export function isApproved(stage: DecisionStage): boolean {
  return stage === 'approved' || stage === 'in_catalog'
}

/** What became of it. */
export const progressStates = ['done', 'late', 'dropped'] as const
export const ProgressState = z.enum(progressStates)
export type ProgressState = z.infer<typeof ProgressState>

/** A line of a report, whatever region or sector it is read in. */
export const DecisionLine = z.strictObject({
  credential: MapFilter.shape.credential,
  occupation: MapFilter.shape.occupation,
  competencyId: z.uuid(),
})
export type DecisionLine = z.infer<typeof DecisionLine>

/** A calendar day, as `2027-08-15`; empty for none. */
const Day = z.union([z.literal(''), z.iso.date(saidAs('decisions.noDay'))])

const text = (most: number) => z.string().trim().max(most)

/** What is typed of a decision. */
export const DecisionFields = z.strictObject({
  choice: z.enum(decisionChoices, saidAs('decisions.noChoice')),
  reason: text(600),
  /** A member's name or address, or anybody's name. */
  owner: text(80),
  /** Empty: the date is open. */
  dueOn: Day,
  stage: DecisionStage.default('proposed'),
  approvedBy: text(80),
  approvedOn: Day,
  effectiveTerm: text(20),
})
export type DecisionFields = z.infer<typeof DecisionFields>

/** What was shown when it was decided: whole points, as on screen. */
export const ShownLine = z.object({
  word: Word,
  leans: Quadrant.nullable(),
  need: z.number().int().nullable(),
  fit: z.number().int().nullable(),
  importance: z.number().int().nullable(),
  employers: z.object({
    fit: z.number().int().nullable(),
    importance: z.number().int().nullable(),
  }),
})
export type ShownLine = z.infer<typeof ShownLine>

export const DecisionProgressView = z.object({
  state: ProgressState,
  happenedOn: z.string().nullable(),
  note: z.string(),
  at: z.date(),
  by: z.string().nullable(),
})
export type DecisionProgressView = z.infer<typeof DecisionProgressView>

/** A decision as the provider's workspace, and a partnership it is shared with, read it. */
export const DecisionView = z.object({
  id: z.uuid(),
  competencyId: z.uuid(),
  choice: DecisionChoice,
  stage: DecisionStage,
  reason: z.string(),
  owner: z.object({ name: z.string(), member: z.boolean() }).nullable(),
  /** `2027-08-15`; null while the date is open. */
  dueOn: z.string().nullable(),
  approvedBy: z.string().nullable(),
  approvedOn: z.string().nullable(),
  effectiveTerm: z.string().nullable(),
  /** Null where nothing was released yet. */
  releaseNo: z.number().int().nullable(),
  shown: ShownLine.nullable(),
  /** Since when what was shown is hidden with a group that it sums (METHOD §8.3 R7). */
  hiddenOn: z.date().nullable(),
  at: z.date(),
  by: z.string().nullable(),
  /** Newest first. */
  progress: z.array(DecisionProgressView),
})
export type DecisionView = z.infer<typeof DecisionView>

/** Decisions can be taken back for so long, and are public after it. */
export const undoHours = 24

/** A line that has been open for longer is marked (REPORTS §1). */
export const overdueAfterDays = 90
