import type { AlignmentKind } from '@/server/domain/catalogue/alignments'

/** What the partnership decided about competencies of the two sample frameworks, by code. */
export type DemoAlignment = {
  from: string
  to: string
  /** Null: rejected. */
  kind: AlignmentKind | null
  words: readonly string[]
}

export const DEMO_ALIGNMENTS: readonly DemoAlignment[] = [
  { from: 'T4', to: 'F1', kind: 'major', words: ['shift'] },
  { from: 'I2', to: 'E2', kind: 'major', words: ['protective', 'equipment'] },
  { from: 'I4', to: 'F5', kind: 'minor', words: ['keep'] },
  { from: 'I4', to: 'E4', kind: null, words: [] },
  { from: 'W1', to: 'F4', kind: null, words: [] },
]
