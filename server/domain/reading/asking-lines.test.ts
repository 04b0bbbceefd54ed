import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  askedIn,
  asksFor,
  daysOpen,
  demandedLines,
  isOverdue,
  shareDecided,
  standingOf,
} from './asking-lines'
import { mapRow } from './maps'

const reading = (score: number) => ({
  ...{ score, lower: score - 5, upper: score + 5, employers: 12, evidence: 'several' as const },
  ...{ agreement: null, counts: [] },
})
const rowOf = (word: 'act' | 'borderline' | 'early' | 'keep' | 'looks_short', over = {}) => ({
  ...{ word, leans: null },
  importance: { ...reading(80), scope: 'filter' as const },
  fit: { ...reading(50), ready: { mean: 0.4, lower: 0.2, upper: 0.6 } },
  ...over,
})
const good = { fit: { ...reading(70), ready: { mean: 0.8, lower: 0.7, upper: 0.9 } } }

describe('what a line asks', () => {
  it.each([
    [rowOf('act'), 'decide'],
    [rowOf('looks_short'), 'look'],
    [rowOf('borderline'), 'talk'],
    [rowOf('borderline', good), null],
    [rowOf('borderline', { importance: { ...reading(60), scope: 'filter' as const } }), null],
    [rowOf('early', { leans: 'act' }), 'talk'],
    [rowOf('early', { leans: 'keep' }), null],
    [rowOf('keep', good), null],
  ])('goes by its word, and by its means where the word is open', (row, asked) => {
    expect(asksFor(row)).toBe(asked)
  })
})

const version = (releaseNo: number, ageQuarters: number, counts: number[]) => ({
  ...{ releaseNo, ageQuarters, counts },
})
const short = [6, 8, 4, 2, 0]
const ready = [0, 0, 2, 12, 6]
const needed = [0, 0, 3, 17]

function historyOf(fit: ReturnType<typeof version>[][], importance = [[version(1, 12, needed)]]) {
  const newest = (groups: typeof fit) => groups.flatMap((versions) => versions.at(-1) ?? [])
  return {
    item: {
      key: 'line',
      fit: newest(fit),
      importance: { scope: 'filter' as const, cohorts: newest(importance) },
      reference: { fit: [0, 0, 0, 0, 0], importance: [0, 0, 0, 0] },
      claims: [],
    },
    ...{ fit, importance },
  }
}

describe('since when a line asks', () => {
  it('is the first release that called it, and its age never restarts', () => {
    const history = historyOf([[version(1, 12, short), version(3, 4, ready), version(5, 0, short)]])
    expect(askedIn(history)).toEqual({ first: 1, last: 5, answeredSince: false })
  })

  it('counts groups as old as they were then: a word that has faded since asked all the same', () => {
    // 10 employers a release, so that fading alone takes the word away.
    const history = historyOf([[version(2, 15, [2, 4, 3, 1, 0])]], [[version(2, 15, [0, 1, 3, 6])]])
    expect(askedIn(history)?.first).toBe(2)
    const today = mapRow(history.item, true)
    expect(today.word).not.toBe('act')
    expect(standingOf(today, askedIn(history), false)).toBe('faded')
    expect(standingOf(today, askedIn(history), true)).toBe(asksFor(today))
  })

  it('counts groups as old as they were when a release brought answers on the other scale alone', () => {
    // Ten employers on holders, three years before the job was asked about: too faded to be called by then.
    const history = historyOf([[version(1, 12, [1, 3, 4, 2, 0])]], [[version(2, 0, needed)]])
    expect(mapRow(history.item, true).word).not.toBe('act')
    expect(askedIn(history)).toBeNull()
  })

  it('ends its demand where employers have answered since', () => {
    const history = historyOf([[version(1, 8, short), version(2, 0, ready)]])
    expect(askedIn(history)).toEqual({ first: 1, last: 1, answeredSince: true })
    expect(standingOf(mapRow(history.item, true), askedIn(history), false)).toBe('anew')
  })

  it('is unknown where no release called it, and only releases that brought its answers are asked', () => {
    expect(askedIn(historyOf([[version(1, 4, ready)]]))).toBeNull()
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.constantFrom(short, ready)), {
          minLength: 1,
          maxLength: 5,
        }),
        (given) => {
          const numbers = [...new Map(given)].sort(([a], [b]) => a - b)
          const versions = numbers.map(([no, counts]) => version(no, 9 - no, counts))
          const asked = askedIn(historyOf([versions], [[version(1, 8, needed)]]))
          const called = numbers.filter(([, counts]) => counts === short).map(([no]) => no)
          expect(asked?.first ?? null).toBe(called[0] ?? null)
          expect(asked?.last ?? null).toBe(called.at(-1) ?? null)
        },
      ),
    )
  })
})

it('counts the lines that are to be decided, and those that were once they had asked', () => {
  const at = new Date('2026-01-01T00:00:00Z')
  const once = { first: 1, last: 1, answeredSince: true }
  const row = (key: string, word: 'act' | 'keep') => ({
    key,
    employers: 12,
    ...rowOf(word, word === 'keep' ? good : {}),
  })
  const rows = [
    row('open', 'act'),
    row('decided', 'act'),
    row('changed', 'keep'),
    row('anew', 'keep'),
    row('never', 'keep'),
  ]
  const asked = ['open', 'changed', 'anew'].map((key) => ({ key, in: once, at }))
  const lines = demandedLines(rows, asked, new Set(['decided', 'changed', 'never']))
  expect(lines.map(({ key, decided, askedAt }) => [key, decided, askedAt])).toEqual([
    ['open', false, at],
    ['decided', true, null],
    ['changed', true, at],
  ])
})

describe('how long a line has waited', () => {
  const now = new Date('2026-12-01T12:00:00Z')
  const days = (count: number) => new Date(now.getTime() - count * 86_400_000)

  it.each([
    [{ askedAt: days(91), employers: 10, decided: false }, true],
    [{ askedAt: days(90), employers: 10, decided: false }, false],
    [{ askedAt: days(400), employers: 9, decided: false }, false],
    [{ askedAt: days(400), employers: 20, decided: true }, false],
    [{ askedAt: null, employers: 20, decided: false }, false],
  ])('is marked past 90 days, and never under ten employers', (line, overdue) => {
    expect(isOverdue(line, now)).toBe(overdue)
  })

  it('counts whole days, and never less than none', () => {
    expect([daysOpen(days(3), now), daysOpen(days(-1), now)]).toEqual([3, 0])
  })

  it('tells the share that is decided of those that asked at least 90 days ago', () => {
    const line = (age: number, decided: boolean) => ({ askedAt: days(age), employers: 9, decided })
    expect(shareDecided([line(90, true), line(200, false), line(89, false)], now)).toEqual({
      decided: 1,
      of: 2,
    })
    expect(shareDecided([], now)).toEqual({ decided: 0, of: 0 })
  })
})
