import { describe, expect, it } from 'vitest'
import { type SummaryCohort, type SummaryCompetency, summarize, summaryFinding } from './summaries'

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
    expect(rows[0]?.employers).toBe(12)
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
      everywhere: true,
      unclaimed: ['b'],
    })
  })

  it('is "none" without published answers', () => {
    expect(summaryFinding([]).key).toBe('none')
  })
})
