import { z } from 'zod'
import { type RefusalKey, saidAs } from '@/server/domain/errors'
import { MapFilter } from './map-filter'
import { type MapRow, Quadrant, Word } from './map-row'

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

/** A reason, or a note on how it went, is one or two sentences. */
export const longestReason = 600

/** What is typed of a decision. */
export const DecisionFields = z.strictObject({
  choice: z.string().pipe(z.enum(decisionChoices, saidAs('decisions.noChoice'))),
  reason: text(longestReason),
  /** A member's name or address, or anybody's name. */
  owner: text(80),
  /** Empty: the date is open. */
  dueOn: Day,
  /** Whoever may not approve is not asked. */
  stage: z
    .string()
    .transform((stage) => stage || 'proposed')
    .pipe(DecisionStage),
  approvedBy: text(80),
  approvedOn: Day,
  effectiveTerm: text(20),
})
export type DecisionFields = z.infer<typeof DecisionFields>

/** A decision as a form sends it. */
export const Decide = z.object({
  line: DecisionLine,
  fields: DecisionFields,
  /** The newest decision of the line that the form showed; empty for none. */
  seen: z.union([z.literal(''), z.uuid()]),
  clientKey: z.uuid(),
})
export type Decide = z.infer<typeof Decide>

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

/** What is typed of how a decision went. */
export const ProgressFields = z.strictObject({
  state: z.string().pipe(z.enum(progressStates, saidAs('decisions.noProgress'))),
  /** The day it was done; empty for none. */
  happenedOn: Day,
  /** Of what is done, what shows it; else what happened. */
  note: text(longestReason),
})
export type ProgressFields = z.infer<typeof ProgressFields>

/** A decision among those of other maps. */
export const OpenDecision = DecisionView.extend({
  label: z.string(),
  credential: z.object({ slug: z.string(), name: z.string() }),
  occupation: z.object({ code: z.string(), title: z.string() }),
})
export type OpenDecision = z.infer<typeof OpenDecision>

/** What an organization has decided and not done yet, and which lines of its maps are decided. */
export const OpenDecisions = z.object({
  /** The day it is where the organization is. */
  today: z.string(),
  /** By due date, those whose date is open last. */
  open: z.array(OpenDecision),
  decided: z.array(
    z.object({
      credential: z.string(),
      occupation: z.string(),
      competencyIds: z.array(z.string()),
    }),
  ),
})
export type OpenDecisions = z.infer<typeof OpenDecisions>

/** Decisions can be taken back for so long, and are public after it. */
export const undoHours = 24

/** No plan reaches further, and nothing is approved that long ago. */
const mostYears = 10

export type FieldRefusal<Field extends string> = { field: Field; key: RefusalKey }

type Judged = {
  /** Whether who decides may say that it is approved. */
  mayApprove: boolean
  /** The day it is where the organization is, as `2027-08-15`. */
  today: string
  /** The date of the decision it takes the place of: one that has passed meanwhile may stay as it is. */
  keptDueOn: string | null
}

/** What of a decision cannot stand, field by field in the order of the form; empty when it can. */
export function decisionVerdict(
  fields: DecisionFields,
  { mayApprove, today, keptDueOn }: Judged,
): FieldRefusal<keyof DecisionFields>[] {
  const { choice, reason, owner, dueOn, stage, approvedBy, approvedOn, effectiveTerm } = fields
  const changes = changesCurriculum(choice)
  const approved = isApproved(stage)
  const rules: [boolean, keyof DecisionFields, RefusalKey][] = [
    [!changes && reason.trim() === '', 'reason', 'decisions.reasonMissing'],
    [changes && owner.trim() === '', 'owner', 'decisions.ownerMissing'],
    // Nothing is to be done by a day, or comes into a catalogue, where nothing is changed; who answers for a "no", and that
    // faculty agreed with it, can be said.
    [!changes && dueOn !== '', 'dueOn', 'decisions.nothingDue'],
    [!changes && effectiveTerm !== '', 'effectiveTerm', 'decisions.nothingEffective'],
    [!changes && stage === 'in_catalog', 'stage', 'decisions.nothingInCatalog'],
    [dueOn !== '' && dueOn < today && dueOn !== keptDueOn, 'dueOn', 'decisions.dueInPast'],
    [dueOn > yearsFrom(today, mostYears), 'dueOn', 'decisions.dueTooFar'],
    [approved && !mayApprove, 'stage', 'decisions.onlyOwnersApprove'],
    [!approved && (approvedBy !== '' || approvedOn !== ''), 'stage', 'decisions.approvalUnsaid'],
    [approved && approvedBy.trim() === '', 'approvedBy', 'decisions.approverMissing'],
    [approved && approvedOn === '', 'approvedOn', 'decisions.approvalDayMissing'],
    [approvedOn > today, 'approvedOn', 'decisions.approvedInFuture'],
    [
      approvedOn !== '' && approvedOn < yearsFrom(today, -mostYears),
      'approvedOn',
      'decisions.approvedLongAgo',
    ],
  ]
  return rules.flatMap(([refused, field, key]) => (refused ? [{ field, key }] : []))
}

/** Whether something is to be done about the line at all. */
export function changesCurriculum(choice: DecisionChoice): boolean {
  return choice === 'accept' || choice === 'plan'
}

/** What of a word on how it went cannot stand. */
export function progressVerdict(
  { state, happenedOn, note }: ProgressFields,
  today: string,
): FieldRefusal<keyof ProgressFields>[] {
  const done = state === 'done'
  const rules: [boolean, keyof ProgressFields, RefusalKey][] = [
    [done && happenedOn === '', 'happenedOn', 'decisions.doneDayMissing'],
    [happenedOn > today, 'happenedOn', 'decisions.doneInFuture'],
    [
      happenedOn !== '' && happenedOn < yearsFrom(today, -mostYears),
      'happenedOn',
      'decisions.doneLongAgo',
    ],
    [done && note.trim() === '', 'note', 'decisions.proofMissing'],
    [!done && note.trim() === '', 'note', 'decisions.noteMissing'],
  ]
  return rules.flatMap(([refused, field, key]) => (refused ? [{ field, key }] : []))
}

/** Days are compared as they are written: the same day of another year, which need not be in the calendar. */
function yearsFrom(day: string, years: number): string {
  return `${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}${day.slice(4)}`
}

/** Whether it can still be taken back. */
export function mayUndo({ at }: { at: Date }, now: Date): boolean {
  return now.getTime() - at.getTime() < undoHours * 3_600_000
}

/** Whether nothing is left to be done about it. */
export function isSettled({
  choice,
  progress,
}: Pick<DecisionView, 'choice' | 'progress'>): boolean {
  const last = progress[0]?.state
  return !changesCurriculum(choice) || last === 'done' || last === 'dropped'
}

/** A row in whole points, as it is shown. */
export function shownLine(row: MapRow): ShownLine {
  const whole = (points: number | undefined) => (points === undefined ? null : Math.round(points))
  return {
    word: row.word,
    leans: row.leans,
    need: whole(row.need?.value),
    fit: whole(row.fit?.score),
    importance: whole(row.importance?.score),
    employers: {
      fit: row.fit?.employers ?? null,
      importance: row.importance?.employers ?? null,
    },
  }
}

/**
 * What a decided line said then and says now, where employers answered anew since and its word, or its need in whole points,
 * is another. No figure changes a decision: it asks to look again.
 */
export function lookAgain(
  decision: Pick<DecisionView, 'releaseNo' | 'shown'>,
  row: MapRow & { answered: { fit: number | null; importance: number | null } },
): { was: ShownLine; now: ShownLine } | null {
  const { releaseNo, shown } = decision
  const newest = Math.max(row.answered.fit ?? 0, row.answered.importance ?? 0)
  if (!shown || releaseNo === null || newest <= releaseNo) return null
  const now = shownLine(row)
  return now.word !== shown.word || now.need !== shown.need ? { was: shown, now } : null
}

/** A line that has been open for longer is marked (REPORTS §1). */
export const overdueAfterDays = 90
