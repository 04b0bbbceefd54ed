import { z } from 'zod'
import { LINK_KINDS, LINK_WEIGHTS, type LinkKind } from '@/server/domain/method/coverage'
import { CompetencyView } from './competency-view'

/** How the second competency of a link stands to the first; a broad one holds it, a narrow one is part of it. */
export const AlignmentKind = z.enum(LINK_KINDS)
export type AlignmentKind = z.infer<typeof AlignmentKind>

/** What a person said of two competencies; suggestions are never stored. */
export const alignmentStates = ['accepted', 'rejected'] as const

/** The same link read from its other end. */
export function reversedKind(kind: AlignmentKind): AlignmentKind {
  if (kind === 'broad') return 'narrow'
  return kind === 'narrow' ? 'broad' : kind
}

/** One person's decision about two competencies, and whose word it is. */
export type AlignmentDecision = {
  id: string
  fromId: string
  toId: string
  /** Null: rejected. */
  kind: AlignmentKind | null
  at: Date
  by: { id: string; name: string; confirmed: boolean }
  /** The organizations that publish the two frameworks. */
  publisherIds: readonly string[]
}

/**
 * Whether a decision counts for what others read: that of a confirmed organization, of a publisher of
 * one of the two frameworks, or of the provider whose credential is read. Anybody else's counts on its
 * own pages only.
 */
export function countsForOthers(
  decision: Pick<AlignmentDecision, 'by' | 'publisherIds'>,
  providerId: string | null,
): boolean {
  return (
    decision.by.confirmed ||
    decision.by.id === providerId ||
    decision.publisherIds.includes(decision.by.id)
  )
}

/**
 * The one decision that stands for a pair: the reader's own, else the strongest acceptance, else a
 * rejection; null when nobody has decided.
 */
export function standingDecision<D extends Pick<AlignmentDecision, 'kind' | 'by' | 'at'>>(
  decisions: readonly D[],
  readerId: string | null = null,
): D | null {
  const own = decisions.filter((decision) => decision.by.id === readerId)
  const [first] = [...(own.length > 0 ? own : decisions)].sort(
    (a, b) =>
      weightOf(b.kind) - weightOf(a.kind) ||
      a.at.getTime() - b.at.getTime() ||
      (a.by.id < b.by.id ? -1 : 1),
  )
  return first ?? null
}

/** A pair's key, the same from either end. */
export function pairKey(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`
}

function weightOf(kind: LinkKind | null): number {
  return kind === null ? -1 : LINK_WEIGHTS[kind]
}

const Passage = z.object({ text: z.string(), marked: z.boolean() })
const FrameworkName = z.object({ slug: z.string(), name: z.string() })
const Decided = z.object({
  id: z.string(),
  kind: AlignmentKind.nullable(),
  at: z.date(),
})

/** One competency offered as the match of another, with the words that matched. */
export const Suggestion = z.object({
  competency: CompetencyView,
  label: z.array(Passage),
  statement: z.array(Passage),
  words: z.array(z.string()),
  /** What it would be accepted as unless a person says otherwise. */
  kind: AlignmentKind,
  /** The framework whose own document claims the link; null: its words alone suggest it. */
  claimedBy: z.string().nullable(),
  decision: Decided.nullable(),
})
export type Suggestion = z.infer<typeof Suggestion>

/** One competency at a time, with what another framework may hold for it. */
export const AlignmentDesk = z.object({
  from: FrameworkName,
  /** Null: every published framework. */
  to: FrameworkName.nullable(),
  total: z.number().int(),
  decided: z.number().int(),
  /** Its place among the competencies, from 1; 0 when there is nothing left to decide. */
  position: z.number().int(),
  competency: CompetencyView.nullable(),
  suggestions: z.array(Suggestion),
  /** Earlier decisions about it that are not among the suggestions. */
  others: z.array(Suggestion),
  previousId: z.string().nullable(),
  nextId: z.string().nullable(),
  /** The next one nobody here has decided about, from this one on and round. */
  nextOpenId: z.string().nullable(),
})
export type AlignmentDesk = z.infer<typeof AlignmentDesk>

export const AlignmentRow = z.object({
  id: z.string(),
  from: CompetencyView,
  to: CompetencyView,
  kind: AlignmentKind.nullable(),
  words: z.array(z.string()),
  by: z.string().nullable(),
  at: z.date(),
})
export type AlignmentRow = z.infer<typeof AlignmentRow>

export const AlignmentList = z.object({
  total: z.number().int(),
  pageSize: z.number().int(),
  items: z.array(AlignmentRow),
})
export type AlignmentList = z.infer<typeof AlignmentList>

/** What there is to align and what has been done so far. */
export const AlignmentOverview = z.object({
  frameworks: z.array(
    FrameworkName.extend({
      publisher: z.string(),
      competencies: z.number().int(),
      own: z.boolean(),
      draft: z.boolean(),
    }),
  ),
  pairs: z.array(
    z.object({
      from: FrameworkName,
      to: FrameworkName,
      accepted: z.number().int(),
      rejected: z.number().int(),
      at: z.date(),
    }),
  ),
  /** Whether this organization is confirmed, so that what it accepts counts for everybody. */
  confirmed: z.boolean(),
})
export type AlignmentOverview = z.infer<typeof AlignmentOverview>
