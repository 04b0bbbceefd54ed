import type { DecisionFields, ProgressFields } from '@/server/domain/reading/decisions'
import type { DemoCredential } from './credentials'

export type DemoDecision = Pick<
  DecisionFields,
  'choice' | 'reason' | 'owner' | 'stage' | 'approvedBy' | 'effectiveTerm'
> & {
  /** The round on whose release it was decided. */
  round: string
  credential: DemoCredential['key']
  /** The line's competency. */
  code: string
  decidedInDays: number
  dueInDays: number | null
  approvedInDays: number | null
  progress: (Pick<ProgressFields, 'state' | 'note'> & { inDays: number }) | null
}

const proposed = { stage: 'proposed', approvedBy: '', effectiveTerm: '' } as const
const open = { approvedInDays: null, progress: null }

/** One report decided long ago and one in part, whose newest release came after; one of their lines still waits. */
export const DEMO_DECISIONS: readonly DemoDecision[] = [
  {
    ...{ round: 'machinists-first', credential: 'cnc', code: 'D1', choice: 'accept' },
    reason: 'A fault-finding lab in MCH 118, on machines with faults built in.',
    ...{ owner: 'Ruth Calloway', stage: 'in_catalog', decidedInDays: -600, dueInDays: -240 },
    ...{ approvedBy: 'Curriculum Committee', approvedInDays: -420, effectiveTerm: 'Fall 2026' },
    progress: { state: 'done', note: 'The outline of MCH 118, in the catalog.', inDays: -250 },
  },
  {
    ...{ ...proposed, ...open, stage: 'with_faculty' },
    ...{ round: 'machinists-first', credential: 'cnc', code: 'A1', choice: 'accept' },
    reason: 'Every lab starts from the drawing, and the last test is a part made from one.',
    ...{ owner: 'Ruth Calloway', decidedInDays: -590, dueInDays: -5 },
  },
  {
    ...{ ...proposed, ...open, stage: 'with_faculty' },
    ...{ round: 'maintenance-first', credential: 'maintenance', code: 'D1', choice: 'accept' },
    reason: 'A six-hour fault-finding lab in MNT 140, on the conveyor cell the college bought.',
    ...{ owner: 'Ruth Calloway', decidedInDays: -330, dueInDays: 12 },
  },
  {
    ...{ ...proposed, ...open },
    ...{ round: 'maintenance-first', credential: 'maintenance', code: 'F1' },
    choice: 'will_not_do',
    reason: 'Handover is learned on a shift. We ask employers to host a day of it instead.',
    ...{ owner: 'Ruth Calloway', decidedInDays: -320, dueInDays: null },
  },
  {
    ...{ ...proposed, ...open },
    ...{ round: 'maintenance', credential: 'maintenance', code: 'D9', choice: 'plan' },
    reason: 'A conveyor unit needs floor space; it goes with the building plan.',
    ...{ owner: 'Dean of Technology', decidedInDays: -20, dueInDays: 70 },
  },
]

export type DemoReply = {
  credential: DemoCredential['key']
  /** Beside this line; null beside the whole map. */
  code: string | null
  text: string
  publishedInDays: number
}

/** What providers say in public beside their maps. */
export const DEMO_REPLIES: readonly DemoReply[] = [
  {
    ...{ credential: 'cnc', code: null, publishedInDays: -580 },
    text: 'We agree with what employers told us about fault finding and drawings. Both courses have changed since; those who finish from fall 2026 on come from the new ones.',
  },
  {
    ...{ credential: 'cnc', code: 'C3', publishedInDays: -580 },
    text: 'We teach control charts by hand. Most shops have software for it, so we wait for more answers before we add hours.',
  },
  {
    ...{ credential: 'nursing', code: null, publishedInDays: -100 },
    text: 'The new course starts in January, with an hour a week on noticing and reporting changes.',
  },
]

/** Reports that the partnership reads. */
export const DEMO_SHARES: readonly DemoCredential['key'][] = ['cnc', 'nursing']
