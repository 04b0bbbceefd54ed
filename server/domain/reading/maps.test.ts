import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AgedCounts } from '@/server/domain/method/counts'
import { QUADRANT_CUT } from '@/server/domain/method/quadrants'
import { findingOf, inTen, type MapItem, mapRow, mapRows } from './maps'

const none = { fit: [0, 0, 0, 0, 0], importance: [0, 0, 0, 0] }

function cohort(counts: number[], ageQuarters = 0): AgedCounts {
  return { counts, ageQuarters }
}

function item(
  over: Partial<MapItem> & { fitCounts?: number[]; importanceCounts?: number[] },
): MapItem {
  const { fitCounts, importanceCounts, ...rest } = over
  return {
    key: 'k',
    fit: fitCounts ? [cohort(fitCounts)] : [],
    importance: { scope: 'filter', cohorts: importanceCounts ? [cohort(importanceCounts)] : [] },
    reference: none,
    claims: ['teaches'],
    ...rest,
  }
}

const must = [0, 0, 2, 12]
const optional = [6, 4, 1, 0]
const ready = [0, 1, 2, 9, 4]
const short = [2, 6, 3, 1, 0]

describe('the figures of a row', () => {
  it('reproduce the reference computation of a faded, shrunken cell', () => {
    const row = mapRow(
      item({
        fit: [cohort([0, 3, 3, 3, 1], 13), cohort([0, 1, 3, 1, 0], 5)],
        importance: {
          scope: 'filter',
          cohorts: [cohort([1, 0, 3, 5], 18), cohort([0, 1, 1, 6], 1)],
        },
        reference: { fit: [42, 59, 128, 131, 40], importance: [14, 50, 98, 138] },
      }),
      true,
    )
    expect(row.fit?.score).toBeCloseTo(68.5452925380606, 8)
    expect(row.fit?.ready.mean).toBeCloseTo(0.34851510685979, 8)
    expect(row.fit?.ready.lower).toBeCloseTo(0.134742856407327, 8)
    expect(row.fit?.ready.upper).toBeCloseTo(0.596566729681038, 8)
    expect(row.importance?.score).toBeCloseTo(82.3928571234727, 8)
    expect(row.need?.value).toBeCloseTo(25.9164321777221, 8)
    expect(row.need?.lower).toBeCloseTo(14.7341658926733, 8)
    expect(row.need?.upper).toBeCloseTo(38.6807049125688, 8)
    expect(row.fit?.employers).toBe(15)
    expect(row.importance?.employers).toBe(8)
    expect(row.employers).toBe(8)
    expect(row.evidence).toBe('few')
  })

  it('show published answers unfaded', () => {
    const fit = [cohort([1, 1, 1, 1, 1], 8), cohort([0, 0, 3, 2, 0])]
    expect(mapRow(item({ fit }), true).fit?.counts).toEqual([1, 1, 4, 3, 1])
  })

  it('leave out groups that are too old, with their employers', () => {
    const demand = (cohorts: AgedCounts[]) =>
      mapRow(item({ importance: { scope: 'filter', cohorts } }), true).importance
    const read = demand([cohort([0, 0, 2, 3], 17), cohort([0, 1, 2, 4])])
    expect(read?.employers).toBe(7)
    expect(demand([cohort([0, 0, 2, 3], 17)])).toBeNull()
  })
})

describe('the word of a row', () => {
  it.each([
    {
      name: 'important and poorly met',
      fitCounts: short,
      importanceCounts: must,
      word: 'act',
      leans: null,
    },
    {
      name: 'important and well met',
      fitCounts: ready,
      importanceCounts: must,
      word: 'keep',
      leans: null,
    },
    {
      name: 'unimportant and well met',
      fitCounts: ready,
      importanceCounts: optional,
      word: 'review',
      leans: null,
    },
    {
      name: 'unimportant and poorly met',
      fitCounts: short,
      importanceCounts: optional,
      word: 'low',
      leans: null,
    },
    {
      name: 'near a line with many employers',
      fitCounts: [1, 2, 5, 4, 0],
      importanceCounts: must,
      word: 'borderline',
      leans: null,
    },
    {
      name: 'near a line with few employers',
      fitCounts: [0, 1, 3, 1, 0],
      importanceCounts: must,
      word: 'early',
      leans: 'act',
    },
    {
      name: 'demand nobody has rated a credential on',
      importanceCounts: must,
      word: 'none',
      leans: null,
    },
    { name: 'fit without importance', fitCounts: ready, word: 'none', leans: null },
    { name: 'nothing published', word: 'none', leans: null },
  ])('$name is $word', ({ fitCounts, importanceCounts, word, leans }) => {
    const row = mapRow(item({ fitCounts, importanceCounts }), true)
    expect({ word: row.word, leans: row.leans }).toEqual({ word, leans })
  })
})

describe('claims', () => {
  it('mark what is important, poorly met and not claimed', () => {
    const row = mapRow(item({ fitCounts: short, importanceCounts: must, claims: [] }), true)
    expect([row.claim, row.flag]).toEqual(['not_claimed', 'gap'])
  })

  it('mark what is claimed and not needed', () => {
    const row = mapRow(item({ fitCounts: ready, importanceCounts: [9, 4, 0, 0] }), true)
    expect([row.claim, row.flag]).toEqual(['claimed', 'surplus'])
  })

  it('never call a credential without competencies "not claimed"', () => {
    const row = mapRow(item({ fitCounts: short, importanceCounts: must, claims: [] }), false)
    expect([row.claim, row.flag]).toEqual(['not_described', null])
  })
})

describe('the order of rows', () => {
  it('is by need, then demand without supply, then fit alone, then nothing', () => {
    const rows = mapRows(
      [
        item({ key: 'empty' }),
        item({ key: 'keep', fitCounts: ready, importanceCounts: must }),
        item({ key: 'fit only', fitCounts: ready }),
        item({ key: 'demand only', importanceCounts: must }),
        item({ key: 'act', fitCounts: short, importanceCounts: must }),
      ],
      true,
    )
    expect(rows.map((row) => row.key)).toEqual(['act', 'keep', 'demand only', 'fit only', 'empty'])
  })
})

const fewShort = [2, 5, 2, 0, 0]
const fewMust = [0, 0, 2, 7]
const fewReady = [0, 0, 1, 5, 3]

describe('the word at nine employers and at ten', () => {
  it.each([
    {
      name: 'a called shortfall',
      fit: fewShort,
      ten: [3, 5, 2, 0, 0],
      words: ['looks_short', 'act'],
    },
    { name: 'a called keep', fit: fewReady, ten: [0, 0, 1, 6, 3], words: ['keep', 'keep'] },
    {
      name: 'near the line',
      fit: [1, 1, 4, 3, 0],
      ten: [1, 1, 4, 4, 0],
      words: ['early', 'borderline'],
    },
  ])('$name', ({ fit, ten, words }) => {
    const word = (fitCounts: number[]) =>
      mapRow(item({ fitCounts, importanceCounts: must, claims: [] }), true).word
    expect([word(fit), word(ten)]).toEqual(words)
  })

  it('goes by the smaller n of the two, and prints the n of fit where holders are spoken of', () => {
    const row = mapRow(item({ fitCounts: [3, 5, 2, 0, 0], importanceCounts: fewMust }), true)
    expect([row.word, row.employers, row.evidence]).toEqual(['looks_short', 9, 'few'])
    expect([row.fit?.employers, row.importance?.employers]).toEqual([10, 9])
  })

  it('marks no gap under ten employers', () => {
    const flag = (fitCounts: number[]) =>
      mapRow(item({ fitCounts, importanceCounts: must, claims: [] }), true).flag
    expect([flag(fewShort), flag([3, 5, 2, 0, 0])]).toEqual([null, 'gap'])
  })
})

describe('the finding', () => {
  it('names the tier that falls short, how much of it is not claimed, and what holders are ready for', () => {
    const finding = findingOf(
      mapRows(
        [
          item({ key: 'a', fitCounts: short, importanceCounts: must, claims: [] }),
          item({ key: 'b', fitCounts: [4, 6, 2, 0, 0], importanceCounts: must }),
          item({ key: 'c', fitCounts: ready, importanceCounts: must }),
          item({ key: 'd', fitCounts: fewShort, importanceCounts: must }),
        ],
        true,
      ),
    )
    expect(finding).toEqual({
      key: 'short',
      short: ['a', 'b'],
      more: 0,
      unclaimed: 1,
      looksShort: ['d'],
      kept: ['c'],
      few: true,
      employers: { fit: 16, importance: 14 },
    })
  })

  it('leaves out of the tier what is clearly smaller, and counts it', () => {
    const finding = findingOf(
      mapRows(
        [
          item({ key: 'a', fitCounts: [40, 5, 0, 0, 0], importanceCounts: [0, 0, 2, 40] }),
          item({ key: 'b', fitCounts: [2, 20, 18, 0, 0], importanceCounts: [0, 0, 20, 20] }),
        ],
        true,
      ),
    )
    expect([finding.short, finding.more]).toEqual([['a'], 1])
  })

  it.each([
    ['none', [item({})]],
    ['early', [item({ fitCounts: [0, 1, 3, 1, 0], importanceCounts: must })]],
    ['early', [item({ importanceCounts: must })]],
    ['met', [item({ fitCounts: ready, importanceCounts: must })]],
    ['looks_short', [item({ fitCounts: fewShort, importanceCounts: must })]],
    ['short', [item({ fitCounts: short, importanceCounts: must })]],
  ] as const)('is "%s" when that is all there is', (key, items) => {
    expect(findingOf(mapRows(items, true)).key).toBe(key)
  })

  it('says that employers are few from nine down', () => {
    const few = (fitCounts: number[]) =>
      findingOf(mapRows([item({ fitCounts, importanceCounts: must })], true)).few
    expect([few(fewReady), few([0, 0, 1, 6, 3])]).toEqual([true, false])
  })
})

describe('whatever employers say', () => {
  const votes = (levels: number) =>
    fc.array(fc.integer({ min: 0, max: 7 }), { minLength: levels, maxLength: levels })

  it('the words say nothing that the ranges do not allow', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(votes(5), votes(4)), { minLength: 1, maxLength: 8 }),
        (given) => {
          const rows = mapRows(
            given.map(([fitCounts, importanceCounts], at) =>
              item({ key: `${at}`, fitCounts, importanceCounts, claims: [] }),
            ),
            true,
          )
          const finding = findingOf(rows)
          for (const row of rows) {
            const { word, fit, importance, employers } = row
            const few = (employers ?? 0) < 10
            if (word === 'act' || word === 'looks_short') {
              expect(fit?.score).toBeLessThan(100 * QUADRANT_CUT)
              expect(importance?.score).toBeGreaterThanOrEqual(100 * QUADRANT_CUT)
              expect(word).toBe(few ? 'looks_short' : 'act')
            }
            if (word === 'borderline') expect(few).toBe(false)
            if (word === 'early') expect(few).toBe(true)
            if (row.flag === 'gap') expect(word).toBe('act')
          }
          const of = (keys: string[]) => rows.filter((row) => keys.includes(row.key))
          expect(of(finding.short).every((row) => row.word === 'act')).toBe(true)
          expect(new Set(of(finding.short).map((row) => row.tier)).size).toBeLessThanOrEqual(1)
          expect(of(finding.looksShort).every((row) => (row.employers ?? 0) < 10)).toBe(true)
          expect(finding.key === 'short').toBe(finding.short.length > 0)
        },
      ),
    )
  })
})

describe('tenths', () => {
  it.each([
    [0, 0],
    [0.04, 0],
    [0.05, 1],
    [0.49, 5],
    [1, 10],
  ])('%d is about %d in 10', (share, tenths) => {
    expect(inTen(share)).toBe(tenths)
  })
})

describe('any published counts', () => {
  it('give figures inside their scale and inside their interval', () => {
    const votes = (levels: number) =>
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: levels, maxLength: levels })
    fc.assert(
      fc.property(votes(5), votes(4), fc.integer({ min: 0, max: 16 }), (fit, demand, age) => {
        const row = mapRow(
          item({
            fit: [cohort(fit, age)],
            importance: { scope: 'filter', cohorts: [cohort(demand, age)] },
          }),
          true,
        )
        for (const reading of [row.fit, row.importance]) {
          if (reading === null) continue
          expect(reading.lower).toBeLessThanOrEqual(reading.score)
          expect(reading.score).toBeLessThanOrEqual(reading.upper)
          expect(reading.lower).toBeGreaterThanOrEqual(0)
          expect(reading.upper).toBeLessThanOrEqual(100)
          expect(reading.employers).toBeGreaterThanOrEqual(5)
        }
        expect(row.need === null).toBe(row.fit === null || row.importance === null)
      }),
    )
  })
})

describe('tiers of need', () => {
  const counts = (length: number) =>
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })

  it('put a row apart only where its need is clearly smaller', () => {
    const rows = mapRows(
      [
        item({ key: 'a', fitCounts: [9, 9, 3, 1, 0], importanceCounts: [0, 0, 2, 20] }),
        item({ key: 'b', fitCounts: [8, 9, 4, 1, 0], importanceCounts: [0, 0, 3, 19] }),
        item({ key: 'c', fitCounts: [0, 0, 2, 12, 8], importanceCounts: [0, 0, 2, 20] }),
        item({ key: 'd', importanceCounts: [0, 0, 2, 20] }),
      ],
      true,
    )
    expect(rows.map((row) => [row.key, row.tier])).toEqual([
      ['a', 0],
      ['b', 0],
      ['c', 1],
      ['d', null],
    ])
  })

  it('follow the order of the rows and skip none, whatever the answers and their order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(counts(5), counts(4)), { maxLength: 8 }), (given) => {
        const items = given.map(([fitCounts, importanceCounts], at) =>
          item({ key: `${at}`, fitCounts, importanceCounts }),
        )
        const rows = mapRows(items, true)
        const tiers = rows.flatMap((row) => row.tier ?? [])
        for (const [at, tier] of tiers.entries()) {
          const before = tiers[at - 1] ?? 0
          expect([before, before + 1]).toContain(tier)
        }
        expect(mapRows([...items].reverse(), true)).toEqual(rows)
      }),
    )
  })
})
