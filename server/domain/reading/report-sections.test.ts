import { describe, expect, it } from 'vitest'
import { mapRows } from './maps'
import { agreementOf, movedIn } from './report-sections'

const at = new Date('2026-11-01T00:00:00Z')

function rowOf(change: 'higher' | 'maybe_lower' | 'unclear', over = {}) {
  const [row] = mapRows(
    [
      {
        key: change,
        fit: [{ ageQuarters: 0, counts: [0, 0, 2, 14, 4] }],
        importance: { scope: 'filter', cohorts: [{ ageQuarters: 0, counts: [9, 0, 0, 9] }] },
        reference: { fit: [0, 0, 0, 0, 0], importance: [0, 0, 0, 0] },
        claims: [],
      },
    ],
    false,
  )
  if (!row) throw new Error('No row.')
  const point = (release: number, score: number) => ({
    ...{ release, at, score, lower: score - 9, upper: score + 9, employers: 20 },
  })
  return {
    ...row,
    competency: {
      ...{ id: change, label: change, statement: change, code: null },
      framework: { slug: 'f', name: 'F' },
    },
    joined: null,
    answered: { fit: 5, importance: 5 },
    trend: {
      fit: {
        ...{ among: 'same_employers' as const, groups: 1, leftOut: 0, change },
        points: [point(3, 40), point(5, 70)],
        ...over,
      },
      importance: null,
    },
  }
}

const release = { no: 5, at, publicAt: at, methodVersion: '1.2' }

describe('what changed', () => {
  it('tells what is clear, what may have moved, and how many have not', () => {
    const rows = [rowOf('higher'), rowOf('maybe_lower'), rowOf('unclear')]
    const { clear, maybe, unclear } = movedIn({ rows, release })
    expect(clear).toMatchObject([
      { side: 'fit', change: 'higher', from: { release: 3, score: 40 }, now: { score: 70 } },
    ])
    expect(maybe.map(({ row }) => row.key)).toEqual(['maybe_lower'])
    expect(unclear).toBe(1)
  })

  it('tells nothing of other employers, nor of answers that the newest release did not bring', () => {
    const rows = [rowOf('higher', { among: 'other_employers' }), rowOf('higher', { points: [] })]
    expect(movedIn({ rows, release })).toEqual({ clear: [], maybe: [], unclear: 0 })
    const older = movedIn({ rows: [rowOf('higher')], release: { ...release, no: 6 } })
    expect(older.clear).toEqual([])
    expect(movedIn({ rows: [], release: null }).unclear).toBe(0)
  })
})

it('tells where employers agree on all that they were asked, and where not', () => {
  const { agree, of, others } = agreementOf([rowOf('unclear')])
  expect([agree, of]).toEqual([0, 1])
  expect(others.map(({ side, word }) => [side, word])).toEqual([['importance', 'split']])
  expect(agreementOf([{ fit: null, importance: null }])).toEqual({ agree: 0, of: 0, others: [] })
})
