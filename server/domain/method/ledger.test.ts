import { describe, expect, test } from 'vitest'
import {
  type Electorate,
  foldItem,
  LATE,
  type LedgerRow,
  readBallots,
  standingRows,
} from './ledger'

const everybody: Electorate = {
  chainOf: (id) => [id],
  mayVote: () => true,
  confirmedSince: () => 0,
  votesSince: () => 0,
}
let made = 0
const row = (over: Partial<LedgerRow> & { answers: string }): LedgerRow => {
  made += 1
  const organizationId = over.organizationId ?? 'e'
  return {
    id: `r${String(made).padStart(3, '0')}`,
    organizationId,
    raterId: over.raterId ?? `${organizationId}-1`,
    role: 'supervises',
    questionListId: 'list',
    submittedAt: made,
    cycleId: null,
    openedAt: null,
    closedAt: null,
    eligibleAt: made,
    void: false,
    region: 'us-mi',
    sector: '31-33',
    ...over,
  }
}
function fold(
  rows: LedgerRow[],
  more: {
    scale?: 'fit' | 'importance'
    at?: number
    electorate?: Electorate
    bound?: string[]
    due?: string[]
  } = {},
) {
  const scale = more.scale ?? 'fit'
  const { votes, present } = foldItem(
    scale,
    readBallots(
      standingRows(scale, rows),
      more.at ?? 10_000,
      more.electorate ?? everybody,
      new Set(more.due ?? []),
    ),
    () => 0,
    new Set(more.bound ?? []),
  )
  return {
    levels: Object.fromEntries(votes.map((vote) => [vote.employer, vote.level])),
    votes,
    present,
  }
}

describe('one rater', () => {
  test('the latest level stands; can’t judge and open answers leave it', () => {
    expect(fold([row({ answers: '3' }), row({ answers: '1' })]).levels).toEqual({ e: 1 })
    expect(
      fold([row({ answers: '3' }), row({ answers: 'x' }), row({ answers: '-' })]).levels,
    ).toEqual({ e: 3 })
    expect(fold([row({ answers: 'x' })]).levels).toEqual({})
  })

  test('in a cycle the last sheet replaces the earlier ones as a whole', () => {
    const cycleId = 'c'
    expect(fold([row({ answers: '3', cycleId }), row({ answers: '-', cycleId })]).levels).toEqual(
      {},
    )
    expect(
      fold([row({ answers: '2' }), row({ answers: '3', cycleId }), row({ answers: 'x', cycleId })])
        .levels,
    ).toEqual({ e: 2 })
  })

  test('importance of a cycle is one sheet over several packets; "not sure" takes back', () => {
    const cycleId = 'c'
    const scale = 'importance'
    expect(
      fold([row({ answers: '4', cycleId }), row({ answers: '-', cycleId })], { scale }).levels,
    ).toEqual({ e: 4 })
    expect(
      fold([row({ answers: '4', cycleId }), row({ answers: '?', cycleId })], { scale }).levels,
    ).toEqual({})
    expect(
      fold(
        [row({ answers: '2' }), row({ answers: '4', cycleId }), row({ answers: '?', cycleId })],
        { scale },
      ).levels,
    ).toEqual({ e: 2 })
  })

  test('an answer that does not count yet leaves the earlier one, but is there', () => {
    const rows = [row({ answers: '3' }), row({ answers: '0', eligibleAt: 20_000 })]
    expect(fold(rows).levels).toEqual({ e: 3 })
    expect(fold(rows, { at: 20_000 }).levels).toEqual({ e: 0 })
    const open = fold([row({ answers: '3', eligibleAt: null })])
    expect(open.levels).toEqual({})
    expect([...open.present.keys()]).toEqual(['e'])
  })

  test('a cycle called off was never there', () => {
    const gone = fold([row({ answers: '3', cycleId: 'c', void: true })])
    expect(gone.votes).toEqual([])
    expect(gone.present.size).toBe(0)
  })
})

describe('one employer', () => {
  test('several raters are one vote', () => {
    const rows = ['0', '3', '4'].map((answers, index) => row({ answers, raterId: `r${index}` }))
    expect(fold(rows).levels).toEqual({ e: 3 })
  })

  test('the mark is the newest answer that speaks', () => {
    const rows = [
      row({ answers: '3', raterId: 'a', eligibleAt: 500 }),
      row({ answers: '4', raterId: 'b', eligibleAt: 900 }),
    ]
    // Two who supervise: the last to send is left out, so its answer is no re-rating.
    expect(fold(rows).votes[0]).toMatchObject({ level: 3, mark: 500 })
  })

  test('unconfirmed employers do not vote', () => {
    const electorate = { ...everybody, mayVote: (id: string) => id !== 'v0' }
    const folded = fold([row({ answers: '3', organizationId: 'v0' }), row({ answers: '2' })], {
      electorate,
    })
    expect(folded.levels).toEqual({ e: 2 })
    expect([...folded.present.keys()].sort()).toEqual(['e', 'v0'])
  })

  test('sites and merged records speak as their parent', () => {
    const electorate = {
      ...everybody,
      chainOf: (id: string) => (id === 'top' ? ['top'] : [id, 'top']),
    }
    const rows = [
      row({ answers: '4', organizationId: 'north' }),
      row({ answers: '1', organizationId: 'south' }),
      row({ answers: '1', organizationId: 'top' }),
    ]
    expect(fold(rows, { electorate }).levels).toEqual({ top: 1 })
  })

  test('a member of a living cohort stays itself after a merger', () => {
    const electorate = {
      ...everybody,
      chainOf: (id: string) => (id === 'old' ? ['old', 'new'] : [id]),
    }
    const rows = [
      row({ answers: '4', organizationId: 'old' }),
      row({ answers: '1', organizationId: 'new' }),
    ]
    expect(fold(rows, { electorate, bound: ['old'] }).levels).toEqual({ old: 4, new: 1 })
    expect(fold(rows, { electorate, bound: ['new'] }).levels).toEqual({ new: 4 })
  })
})

test('an answer outside the scale is an error', () => {
  expect(() => fold([row({ answers: '7' })])).toThrow(RangeError)
})

describe('the run that decides a vote first', () => {
  const inCycle = (over: Partial<LedgerRow> = {}) =>
    row({ answers: '3', cycleId: 'c', closedAt: 100, eligibleAt: 100, ...over })
  const turnOf = (rows: LedgerRow[], more: Parameters<typeof fold>[1] = {}) =>
    fold(rows, { due: ['c'], at: 200, ...more }).votes.map(({ turn, ripe }) => [turn, ripe])
  const since = (confirmed: number, votes = confirmed): Electorate => ({
    ...everybody,
    confirmedSince: () => confirmed,
    votesSince: () => votes,
  })

  test.each<[string, LedgerRow[], Parameters<typeof fold>[1], [string | null, number]]>([
    ['its cycle, where that is due', [inCycle()], {}, ['c', 100]],
    [
      'none, where the run was made or the cycle reached too few',
      [inCycle()],
      { due: [] },
      [null, 100],
    ],
    ['none on the employer’s own page', [row({ answers: '3', eligibleAt: 50 })], {}, [null, 50]],
    ['none for an answer held past the end', [inCycle({ eligibleAt: 130 })], {}, [null, 130]],
    ['its cycle, confirmed on the last day', [inCycle()], { electorate: since(100) }, ['c', 100]],
    ['the late ones, confirmed afterwards', [inCycle()], { electorate: since(101) }, [LATE, 101]],
    [
      'none, where a review of the employer ended afterwards',
      [inCycle()],
      { electorate: since(10, 150) },
      [null, 150],
    ],
    [
      'none, where a colleague counts only since later',
      [inCycle(), row({ answers: '2', raterId: 'e-0', submittedAt: 0, eligibleAt: 150 })],
      {},
      [null, 150],
    ],
    [
      'the newer of two cycles',
      [inCycle({ cycleId: 'b', closedAt: 90, eligibleAt: 90 }), inCycle()],
      { due: ['b', 'c'] },
      ['c', 100],
    ],
  ])('is %s', (_, rows, more, expected) => {
    expect(turnOf(rows, more)).toEqual([expected])
  })

  test('an employer is counted as its record stood when the cycle opened', () => {
    const electorate: Electorate = {
      ...everybody,
      chainOf: (id, at) => (at !== undefined && at < 50 ? [id] : [id, 'top']),
    }
    const votes = (openedAt: number | null) =>
      fold([inCycle({ openedAt })], { electorate }).votes.map((vote) => vote.employer)
    expect(votes(40)).toEqual(['e'])
    expect(votes(60)).toEqual(['top'])
    expect(votes(null)).toEqual(['top'])
  })
})
