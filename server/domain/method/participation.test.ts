import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ParticipationCohort, participation } from './participation'

function cohort(n: number, over: Partial<ParticipationCohort> = {}): ParticipationCohort {
  return { item: 'a', column: 'lakes', sector: '31-33', n, ...over }
}

describe('who took part', () => {
  it('is the most employers any one question counts in a sector', () => {
    expect(
      participation([
        cohort(8),
        cohort(6),
        cohort(12, { item: 'b' }),
        cohort(5, { sector: null }),
        cohort(5, { sector: '11', column: 'hills' }),
      ]),
    ).toEqual({
      columns: ['lakes', 'hills'],
      rows: [
        { sector: '11', cells: [null, 5] },
        { sector: '31-33', cells: [14, null] },
        { sector: null, cells: [5, null] },
      ],
    })
  })

  it('is nothing without a published group', () => {
    expect(participation([])).toBeNull()
  })

  it('leaves out a cell that a broken store would make small, and what would give it away', () => {
    const table = participation([
      cohort(3),
      cohort(9, { sector: '11' }),
      cohort(7, { column: 'hills' }),
      cohort(8, { column: 'hills', sector: '11' }),
    ])
    expect(table?.rows).toEqual([
      { sector: '11', cells: ['suppressed', 'suppressed'] },
      { sector: '31-33', cells: ['suppressed', 'suppressed'] },
    ])
    expect(participation([cohort(3)])).toBeNull()
  })

  it('prints no count below five, whatever is stored', () => {
    const any = fc.record({
      item: fc.constantFrom('a', 'b'),
      column: fc.constantFrom('lakes', 'hills', 'plains'),
      sector: fc.constantFrom('11', '31-33', '48-49', null),
      n: fc.integer({ min: 1, max: 12 }),
    })
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), (cohorts) => {
        for (const row of participation(cohorts)?.rows ?? []) {
          for (const cell of row.cells) {
            if (typeof cell === 'number') expect(cell).toBeGreaterThanOrEqual(5)
          }
        }
      }),
    )
  })

  it('does not depend on the order of groups, but for that of its columns', () => {
    const groups = [cohort(8), cohort(6, { sector: '11' }), cohort(9, { item: 'b' })]
    expect(participation(groups.toReversed())).toEqual(participation(groups))
  })
})
