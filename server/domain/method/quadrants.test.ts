import { describe, expect, test } from 'vitest'
import { mapCell, quarterOf } from './map-cells'
import { isImportant, quadrant, verdict, verdictWord } from './quadrants'

const even = { referenceFit: [0, 0, 0, 0, 0], referenceImportance: [0, 0, 0, 0] }
const now = (counts: number[]) => [{ ageQuarters: 0, counts }]

describe('quadrants', () => {
  test('important and poorly met is to be acted on first', () => {
    const cell = mapCell({ importance: now([0, 1, 3, 9]), fit: now([2, 6, 3, 1, 0]), ...even })
    expect(cell.verdict).toEqual({ kind: 'called', quadrant: 'act' })
    expect(Math.round(cell.need?.mean ?? 0)).toBe(42)
    expect(cell.fit?.evidence).toBe('several')
  })

  test('too close to a line is borderline, and leans while employers are few', () => {
    const placement = quadrant({ mean: 0.68, variance: 0.01 }, { mean: 0.2, variance: 0.001 })
    expect(placement?.borderline).toBe(true)
    if (!placement) return
    expect(verdict(placement, 10)).toEqual({ kind: 'borderline', quadrant: 'keep' })
    expect(verdict(placement, 9)).toEqual({ kind: 'leans', quadrant: 'keep' })
  })

  test.each([
    { kind: 'called', quadrant: 'act', nine: 'looks_short', ten: 'act' },
    { kind: 'called', quadrant: 'keep', nine: 'keep', ten: 'keep' },
    { kind: 'called', quadrant: 'review', nine: 'review', ten: 'review' },
    { kind: 'called', quadrant: 'low', nine: 'low', ten: 'low' },
    { kind: 'leans', quadrant: 'act', nine: 'early', ten: 'early' },
    { kind: 'borderline', quadrant: 'act', nine: 'borderline', ten: 'borderline' },
  ] as const)('$kind $quadrant is "$nine" at nine employers and "$ten" at ten', (row) => {
    expect(verdictWord(row, 9)).toBe(row.nine)
    expect(verdictWord(row, 10)).toBe(row.ten)
  })

  test('important is what surely lies above the line', () => {
    expect(isImportant({ mean: 0.9, variance: 0.005 })).toBe(true)
    expect(isImportant({ mean: 0.68, variance: 0.01 })).toBe(false)
    expect(isImportant({ mean: 0.3, variance: 0.01 })).toBe(false)
  })

  test('without variance there is no verdict', () => {
    expect(quadrant({ mean: 0.7, variance: 0 }, { mean: 0.2, variance: 0.01 })).toBeNull()
  })
})

describe('a map cell', () => {
  test('demand without supply, supply without demand, neither', () => {
    const demand = mapCell({ importance: now([0, 1, 3, 9]), fit: [], ...even })
    expect(demand.fit).toBeNull()
    expect(demand.importance?.employers).toBe(13)
    expect(demand.need).toBeNull()
    expect(demand.verdict).toBeNull()
    const supply = mapCell({ importance: [], fit: now([0, 0, 2, 3, 0]), ...even })
    expect(supply.fit?.employers).toBe(5)
    expect(supply.need).toBeNull()
    expect(mapCell({ importance: [], fit: [], ...even })).toEqual({
      fit: null,
      importance: null,
      need: null,
      placement: null,
      verdict: null,
    })
  })

  test('cohorts too old are not there', () => {
    const cell = mapCell({
      importance: [],
      fit: [{ ageQuarters: 17, counts: [5, 0, 0, 0, 0] }, ...now([0, 0, 2, 3, 0])],
      ...even,
    })
    expect(cell.fit?.split).toEqual([0, 0, 2, 3, 0])
  })

  test('the order of cohorts changes nothing', () => {
    const cohorts = [now([0, 1, 2, 2, 0]), now([1, 1, 1, 1, 1]), now([0, 0, 0, 2, 3])].flat()
    const cell = (fit: typeof cohorts) => mapCell({ importance: now([0, 2, 2, 2]), fit, ...even })
    expect(cell([...cohorts].reverse())).toEqual(cell(cohorts))
  })

  test('quarters are calendar quarters', () => {
    expect(quarterOf(new Date('2026-01-01T00:00:00Z'))).toBe(2026 * 4)
    expect(
      quarterOf(new Date('2026-12-31T23:59:59Z')) - quarterOf(new Date('2025-12-31T00:00:00Z')),
    ).toBe(4)
  })
})
