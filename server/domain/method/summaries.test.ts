import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { QUADRANT_CUT } from './quadrants'
import { summarize, summaryFinding } from './summaries'
import type { SummaryCohort, SummaryCompetency } from './summary-sides'

const reference = { fit: [0, 0, 0, 0, 0], importance: [0, 0, 0, 0] }

function competency(key: string, over: Partial<SummaryCompetency> = {}): SummaryCompetency {
  return { key, group: 'g', reference, claimedBy: [], ...over }
}

function demand(key: string, counts: number[], over: Partial<SummaryCohort> = {}): SummaryCohort {
  return {
    scale: 'importance',
    competency: key,
    subject: 'machinist',
    credential: null,
    sector: '31-33',
    ageQuarters: 0,
    counts,
    ...over,
  }
}

function supply(key: string, counts: number[], over: Partial<SummaryCohort> = {}): SummaryCohort {
  return {
    ...demand(key, counts),
    scale: 'fit',
    subject: 'cnc for machinist',
    credential: 'cnc',
    ...over,
  }
}

const must = [0, 0, 2, 12]
const short = [2, 6, 3, 1, 0]
const ready = [0, 1, 2, 9, 4]

describe('a summary', () => {
  it('puts the largest need first and leaves out what nobody has published answers on', () => {
    const { rows } = summarize(
      [competency('a'), competency('b'), competency('c')],
      [demand('a', must), supply('a', ready), demand('b', must), supply('b', short)],
    )
    expect(rows.map((row) => row.competency)).toEqual(['b', 'a'])
  })

  it('counts the same employers once when items are rolled up', () => {
    const { rows, employers } = summarize(
      [competency('a')],
      [
        demand('a', must),
        demand('a', [1, 2, 3, 4], { subject: 'welder' }),
        supply('a', short),
        supply('a', short, { subject: 'mech for machinist', credential: 'mech' }),
      ],
    )
    expect(rows[0]?.employers).toEqual({ importance: 14, fit: 12 })
    expect(rows[0]?.ratedIn).toEqual(['cnc', 'mech'])
    expect(employers).toBe(14)
  })

  it('does not grow surer by asking the same employers about more credentials', () => {
    const one = summarize([competency('a')], [demand('a', must), supply('a', short)])
    const two = summarize(
      [competency('a')],
      [
        demand('a', must),
        supply('a', short),
        supply('a', short, { subject: 'mech for machinist', credential: 'mech' }),
      ],
    )
    expect(two.rows[0]?.need).toEqual(one.rows[0]?.need)
  })

  it('says in how many sectors a competency is a must-have', () => {
    const { rows } = summarize(
      [competency('a')],
      [
        demand('a', must),
        demand('a', [0, 2, 3, 5], { sector: '11' }),
        demand('a', [3, 3, 2, 0], { sector: '23' }),
        demand('a', [0, 0, 1, 5], { sector: null }),
      ],
    )
    expect(rows[0]?.mustHave).toEqual({ sectors: ['11', '31-33'], of: 3 })
  })

  it('gives need by group and sector, and nothing where a side is missing', () => {
    const { heat, sectors } = summarize(
      [competency('a'), competency('b')],
      [demand('a', must), supply('b', short), demand('a', must, { sector: '11' })],
    )
    expect(sectors).toEqual(['11', '31-33'])
    expect(heat).toHaveLength(1)
    expect(heat[0]?.cells.map((cell) => cell.need === null)).toEqual([true, false])
  })

  it('says that need is higher in one sector only where it clearly is', () => {
    const { heat } = summarize(
      [competency('a'), competency('b', { group: 'h' })],
      [
        demand('a', [0, 0, 2, 30]),
        supply('a', [20, 6, 3, 1, 0]),
        demand('a', [20, 4, 0, 0], { sector: '48-49' }),
        supply('a', [0, 0, 2, 20, 6], { sector: '48-49' }),
        demand('a', [0, 1, 3, 20], { sector: '11' }),
        supply('a', [12, 6, 3, 1, 0], { sector: '11' }),
        demand('b', must),
        supply('b', short),
      ],
    )
    expect(heat.map((row) => row.contrast)).toEqual([
      { sector: '31-33', higherThan: ['48-49'] },
      null,
    ])
  })

  it('puts needs into tiers: no clear order within one, clearly lower from one to the next', () => {
    const many = { must: [0, 0, 2, 40], short: [25, 12, 3, 0, 0], ready: [0, 0, 2, 30, 10] }
    const { rows } = summarize(
      ['a', 'b', 'c', 'd'].map((key) => competency(key)),
      [
        demand('a', many.must),
        supply('a', many.short),
        demand('b', many.must),
        supply('b', [24, 13, 3, 0, 0]),
        demand('c', many.must),
        supply('c', many.ready),
        demand('d', many.must),
      ],
    )
    expect(rows.map((row) => [row.competency, row.tier])).toEqual([
      ['a', 0],
      ['b', 0],
      ['c', 1],
      ['d', null],
    ])
    expect(new Set(rows.map((row) => row.importanceTier))).toEqual(new Set([0]))
  })

  it('keeps claims apart from ratings', () => {
    const { rows } = summarize(
      [competency('a', { claimedBy: ['cnc', 'mech'] })],
      [demand('a', must)],
    )
    expect(rows[0]?.claimedBy).toEqual(['cnc', 'mech'])
    expect(rows[0]?.ratedIn).toEqual([])
    expect(rows[0]?.need).toBeNull()
  })
})

describe('the finding of a summary', () => {
  it('names what is important and short, and what no credential claims', () => {
    const { rows } = summarize(
      [
        competency('a', { claimedBy: ['cnc'] }),
        competency('b'),
        competency('c', { claimedBy: ['cnc'] }),
      ],
      [
        demand('a', must),
        demand('a', must, { sector: '11' }),
        supply('a', short),
        demand('b', must),
        demand('c', must),
        supply('c', ready),
      ],
    )
    expect(summaryFinding(rows)).toEqual({
      key: 'short',
      short: ['a'],
      more: 0,
      everywhere: true,
      looksShort: [],
      unclaimed: ['b'],
      few: false,
    })
  })

  it.each([
    { n: 9, fit: [2, 5, 2, 0, 0], key: 'looks_short', few: true },
    { n: 10, fit: [3, 5, 2, 0, 0], key: 'short', few: false },
    { n: 9, fit: [0, 0, 1, 5, 3], key: 'met', few: true },
    { n: 10, fit: [0, 0, 1, 6, 3], key: 'met', few: false },
    { n: 9, fit: [1, 1, 4, 3, 0], key: 'early', few: true },
    { n: 10, fit: [1, 1, 4, 4, 0], key: 'early', few: false },
  ])('is $key at $n employers who say $fit', ({ fit, key, few }) => {
    const { rows } = summarize([competency('a')], [demand('a', must), supply('a', fit)])
    expect(summaryFinding(rows)).toMatchObject({ key, few })
  })

  it('calls nothing short that the ranges leave open', () => {
    const counts = (levels: number) =>
      fc.array(fc.integer({ min: 0, max: 6 }), { minLength: levels, maxLength: levels })
    fc.assert(
      fc.property(fc.array(fc.tuple(counts(4), counts(5)), { maxLength: 6 }), (given) => {
        const { rows } = summarize(
          given.map((_, at) => competency(`${at}`)),
          given.flatMap(([wanted, met], at) => [demand(`${at}`, wanted), supply(`${at}`, met)]),
        )
        const finding = summaryFinding(rows)
        const of = (keys: string[]) => rows.filter((row) => keys.includes(row.competency))
        const smaller = (row: (typeof rows)[number]) =>
          Math.min(row.employers.importance, row.employers.fit)
        for (const row of of(finding.short)) expect(smaller(row)).toBeGreaterThanOrEqual(10)
        for (const row of of(finding.looksShort)) expect(smaller(row)).toBeLessThan(10)
        for (const row of of([...finding.short, ...finding.looksShort])) {
          expect(row.fit?.value).toBeLessThan(100 * QUADRANT_CUT)
          expect(row.importance?.value).toBeGreaterThanOrEqual(100 * QUADRANT_CUT)
        }
        expect(new Set(of(finding.short).map((row) => row.tier)).size).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('is "none" without published answers', () => {
    expect(summaryFinding([]).key).toBe('none')
  })
})
