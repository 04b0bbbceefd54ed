import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SummaryCohort, SummaryCompetency } from './summary-sides'
import { weighNeeds } from './weighted-needs'

const competency: SummaryCompetency = {
  key: 'a',
  group: null,
  reference: { fit: [0, 0, 0, 0, 0], importance: [0, 0, 0, 0] },
  claimedBy: [],
}

function demand(sector: string | null, counts: number[]): SummaryCohort {
  return {
    scale: 'importance',
    competency: 'a',
    subject: 'mechanic',
    credential: null,
    sector,
    ageQuarters: 0,
    counts,
  }
}

function supply(sector: string | null, counts: number[]): SummaryCohort {
  return { ...demand(sector, counts), scale: 'fit', subject: 'cnc for mechanic', credential: 'cnc' }
}

const cohorts = [
  demand('31-33', [0, 0, 2, 10]),
  demand('48-49', [3, 3, 2, 0]),
  supply('31-33', [0, 0, 2, 8, 2]),
  supply('48-49', [5, 2, 1, 0, 0]),
]
const even = [
  { sector: '31-33', share: 0.5 },
  { sector: '48-49', share: 0.5 },
]

describe('needs weighted to a region’s industries', () => {
  it('move towards the sector with more employment', () => {
    const at = (share: number) =>
      weighNeeds([competency], cohorts, [
        { sector: '31-33', share },
        { sector: '48-49', share: 1 - share },
      ]).rows[0]
    const [freight, metals] = [at(0.3), at(0.7)]
    expect(metals?.importance?.value).toBeGreaterThan(freight?.importance?.value ?? 100)
    expect(metals?.fit?.value).toBeGreaterThan(freight?.fit?.value ?? 100)
    expect(metals?.need?.value).toBeLessThan(freight?.need?.value ?? 0)
    expect(metals?.coverage).toBe(1)
    expect(metals?.effective).toBeLessThanOrEqual(20)
  })

  it('leave groups that span sectors to the plain figure, and say so', () => {
    const plain = weighNeeds([competency], cohorts, even)
    expect(plain.leavesOutWider).toBe(false)
    const wider = weighNeeds([competency], [...cohorts, demand(null, [0, 0, 0, 5])], even)
    expect(wider.leavesOutWider).toBe(true)
    expect(wider.rows[0]?.effective).toBe(plain.rows[0]?.effective)
  })

  it('show the side whose rules hold and say why the other has none', () => {
    const { rows, refused } = weighNeeds(
      [competency],
      cohorts.filter((cohort) => cohort.scale === 'importance' || cohort.sector === '31-33'),
      even,
    )
    expect(rows[0]).toMatchObject({ fit: null, need: null, coverage: 1 })
    expect(rows[0]?.importance).not.toBeNull()
    expect(refused).toEqual([{ side: 'fit', kind: 'missing', sectors: ['48-49'], competencies: 1 }])
  })

  it('say so where only groups that span sectors have answered', () => {
    const { rows, refused } = weighNeeds([competency], [demand(null, [0, 0, 2, 10])], even)
    expect(rows).toEqual([])
    expect(refused).toEqual([{ side: 'importance', kind: 'unheard', sectors: [], competencies: 1 }])
  })

  it('name the sectors that were counted with a neighbour', () => {
    const { together } = weighNeeds([competency], cohorts, [
      { sector: '31-33', share: 0.5 },
      { sector: '48-49', share: 0.3 },
      { sector: '44-45', share: 0.2 },
    ])
    expect(together).toEqual([{ sector: '44-45', with: '48-49' }])
  })

  it('are nothing where nobody can be counted', () => {
    expect(weighNeeds([competency], [], even)).toMatchObject({ rows: [], refused: [] })
    expect(weighNeeds([competency], cohorts, [])).toMatchObject({ rows: [], refused: [] })
  })

  it('are finite and within their scale, whatever is published', () => {
    const cohort = fc.record({
      scale: fc.constantFrom('importance' as const, 'fit' as const),
      subject: fc.constantFrom('mechanic', 'welder'),
      sector: fc.constantFrom('31-33', '48-49', '62', null),
      ageQuarters: fc.integer({ min: 0, max: 20 }),
      votes: fc.array(fc.nat({ max: 9 }), { minLength: 5, maxLength: 5 }),
    })
    const shares = fc.array(
      fc.record({
        sector: fc.constantFrom('31-33', '44-45', '48-49', '62'),
        share: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      { maxLength: 4 },
    )
    fc.assert(
      fc.property(fc.array(cohort, { maxLength: 14 }), shares, (found, known) => {
        const all = found.map(({ votes, ...each }) => ({
          ...each,
          competency: 'a',
          credential: each.scale === 'fit' ? 'cnc' : null,
          counts: each.scale === 'fit' ? votes : votes.slice(1),
        }))
        for (const row of weighNeeds([competency], all, known).rows) {
          expect(row.effective).toBeGreaterThanOrEqual(10 - 1e-9)
          for (const points of [row.importance, row.fit, row.need]) {
            if (!points) continue
            expect(points.lower).toBeGreaterThanOrEqual(0)
            expect(points.upper).toBeLessThanOrEqual(100)
            expect(points.value).toBeGreaterThanOrEqual(points.lower)
            expect(points.value).toBeLessThanOrEqual(points.upper)
          }
        }
      }),
    )
  })
})
