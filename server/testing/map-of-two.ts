import { findingOf, mapRows } from '@/server/domain/reading/maps'
import { type AnsweredMap, saysNothing } from '@/server/domain/reading/provider-says'
import type { TrendView } from '@/server/domain/reading/trend-view'

const rows = mapRows(
  [
    {
      key: 'faults',
      fit: [{ ageQuarters: 0, counts: [2, 6, 3, 1, 0] }],
      importance: {
        scope: 'all',
        cohorts: [{ ageQuarters: 0, counts: [0, 0, 2, 12] }],
      },
      reference: { fit: [0, 0, 0, 0, 0], importance: [0, 0, 0, 0] },
      claims: [],
    },
    {
      key: 'unasked',
      fit: [],
      importance: { scope: 'filter', cohorts: [] },
      reference: { fit: [0, 0, 0, 0, 0], importance: [0, 0, 0, 0] },
      claims: ['teaches', 'assesses'],
    },
  ],
  true,
)

const fitTrend: TrendView = {
  among: 'same_employers',
  groups: 1,
  leftOut: 0,
  points: [
    {
      release: 9,
      at: new Date('2025-11-09T10:00:00Z'),
      employers: 12,
      score: 30.4,
      lower: 18,
      upper: 44,
    },
    {
      release: 14,
      at: new Date('2026-11-09T10:00:00Z'),
      employers: 12,
      score: 46.2,
      lower: 31,
      upper: 62,
    },
  ],
  change: 'higher',
}

/** A map of two lines: one with all a line can have, one that nobody was asked about. */
export const mapOfTwo: AnsweredMap = {
  says: saysNothing,
  credential: {
    slug: 'cnc',
    name: '=CNC("x")',
    kind: 'certificate',
    state: 'published',
    sample: false,
    provider: { slug: 'lake', name: 'Lake College', confirmed: true },
  },
  occupation: { code: '51-4041', title: 'Machinists' },
  filter: {
    region: { slug: 'us-wi', name: 'Wisconsin', kind: 'state' },
    sector: '31-33',
  },
  options: { regions: [], sectors: [] },
  release: {
    no: 14,
    at: new Date('2026-11-09T10:00:00Z'),
    publicAt: new Date('2026-12-09T10:00:00Z'),
    methodVersion: '1.0',
  },
  publicFrom: new Date('2026-12-09T10:00:00Z'),
  method: '1.1',
  described: true,
  leavesOutWider: true,
  finding: findingOf(rows),
  value: { counts: [1, 2, 4, 3], employers: 10 },
  rows: rows.map((row) => ({
    ...row,
    competency: {
      id: row.key,
      label: row.key,
      statement: `<p>${row.key}, as the <em>job</em> needs it</p>`,
      code: null,
      framework: { slug: 'f', name: 'Framework' },
    },
    joined: null,
    answered: { fit: row.fit && 14, importance: row.importance && 9 },
    trend: { fit: row.key === 'faults' ? fitTrend : null, importance: null },
  })),
}
