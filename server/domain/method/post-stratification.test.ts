import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SECTORS } from '@/server/domain/industries'
import { type SectorPosterior, type SectorShare, weighToEmployment } from './post-stratification'
import { neighbourOf } from './supersectors'
import { kish } from './weights'

function posterior(sector: string, mean: number, employers: number): SectorPosterior {
  return { sector, mean, variance: (mean * (1 - mean)) / (employers + 5), employers }
}

const share = (sector: string, of: number): SectorShare => ({ sector, share: of })

describe('the neighbour of a sector', () => {
  it.each([
    ['44-45', ['48-49', '31-33'], '48-49'],
    ['44-45', ['42', '48-49'], '42'],
    ['22', ['48-49', '44-45'], '44-45'],
    ['62', ['61'], '61'],
    ['62', ['31-33', '48-49'], null],
    ['23', ['31-33'], null],
    ['81', ['81'], null],
    ['99', ['31-33'], null],
  ])('%s among %j is %s', (sector, heard, expected) => {
    expect(neighbourOf(sector, heard)).toBe(expected)
  })
})

describe('a figure weighted to employment', () => {
  it('sums shares times sector means, with variance and effective number to match', () => {
    const weighed = weighToEmployment(
      [share('31-33', 60), share('48-49', 40)],
      [posterior('31-33', 0.8, 10), posterior('48-49', 0.3, 10)],
    )
    expect(weighed).toMatchObject({ kind: 'weighted', coverage: 1, capped: false })
    if (weighed?.kind !== 'weighted') return
    expect(weighed.mean).toBeCloseTo(0.6, 12)
    expect(weighed.variance).toBeCloseTo(0.36 * (0.16 / 15) + 0.16 * (0.21 / 15), 12)
    expect(weighed.lower).toBeLessThan(weighed.mean)
    expect(weighed.upper).toBeGreaterThan(weighed.mean)
    const each = [...Array(10).fill(0.06), ...Array(10).fill(0.04)]
    expect(weighed.effective).toBeCloseTo(kish(each)?.effective ?? 0, 9)
  })

  it('counts a large sector nobody speaks for with its neighbour, and says what is covered', () => {
    expect(
      weighToEmployment(
        [share('31-33', 50), share('48-49', 20), share('44-45', 22), share('71', 8)],
        [posterior('31-33', 0.8, 10), posterior('48-49', 0.3, 8)],
      ),
    ).toMatchObject({
      coverage: 0.7,
      strata: [{ sectors: ['31-33'] }, { sectors: ['48-49', '44-45'] }],
    })
  })

  it.each([
    [
      'a large sector without a neighbour',
      [share('31-33', 45), share('48-49', 45), share('62', 10)],
      [posterior('31-33', 0.8, 10), posterior('48-49', 0.3, 8)],
      { kind: 'missing', sectors: ['62'] },
    ],
    [
      'a single sector',
      [share('31-33', 95), share('48-49', 5)],
      [posterior('31-33', 0.8, 20)],
      { kind: 'single', sectors: ['31-33'] },
    ],
    [
      'too few effective employers',
      [share('31-33', 85), share('48-49', 15)],
      [posterior('31-33', 0.8, 5), posterior('48-49', 0.3, 6)],
      { kind: 'few', sectors: [] },
    ],
    ['no employment', [], [posterior('31-33', 0.8, 10)], null],
    ['no answers', [share('31-33', 1)], [], { kind: 'unheard', sectors: [] }],
    [
      'answers only where employment is unknown',
      [share('31-33', 1)],
      [posterior('62', 0.8, 10)],
      { kind: 'unheard', sectors: [] },
    ],
    ['only zeros', [share('31-33', 0)], [posterior('31-33', 0.8, 10)], null],
  ])('is not made of %s', (_name, shares, posteriors, expected) => {
    expect(weighToEmployment(shares, posteriors)).toEqual(expected)
  })

  it('lets no employer weigh more than four times another', () => {
    const weighed = weighToEmployment(
      [share('31-33', 9), share('48-49', 1)],
      [posterior('31-33', 0.8, 10), posterior('48-49', 0.3, 10)],
    )
    expect(weighed).toMatchObject({ capped: true, strata: [{ weight: 0.8 }, { weight: 0.2 }] })
  })

  it('lets one tiny sector flatten no others: what the heaviest lose is what the lightest gain', () => {
    const weighed = weighToEmployment(
      [share('31-33', 600), share('48-49', 395), share('71', 5)],
      [posterior('31-33', 0.8, 10), posterior('48-49', 0.3, 10), posterior('71', 0.5, 5)],
    )
    expect(weighed).toMatchObject({ kind: 'weighted', capped: true })
    if (weighed?.kind !== 'weighted') return
    const [heavy, kept, light] = weighed.strata.map(({ weight }) => weight)
    expect(kept).toBeCloseTo(0.395, 12)
    expect(light).toBeCloseTo(5 * (0.605 / 45), 12)
    expect((heavy ?? 0) - 0.6).toBeCloseTo(0.005 - (light ?? 0), 12)
    expect((heavy ?? 0) / 10).toBeCloseTo((4 * (light ?? 0)) / 5, 12)
  })
})

const sectors = fc.uniqueArray(fc.constantFrom(...SECTORS), { minLength: 1, maxLength: 8 })
const posteriors = sectors.chain((names) =>
  fc.tuple(
    ...names.map((sector) =>
      fc.record({
        sector: fc.constant(sector),
        mean: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        variance: fc.double({ min: 1e-5, max: 0.009, noNaN: true }),
        employers: fc.integer({ min: 5, max: 40 }),
      }),
    ),
  ),
)
const shares = fc
  .uniqueArray(fc.constantFrom(...SECTORS), { maxLength: 12 })
  .chain((names) =>
    fc.tuple(
      ...names.map((sector) =>
        fc.record({ sector: fc.constant(sector), share: fc.nat({ max: 100_000 }) }),
      ),
    ),
  )

describe('every figure weighted to employment', () => {
  it('moves no more employment to keep the cap than any other weights that keep it', () => {
    const strata = fc.array(
      fc.record({ jobs: fc.integer({ min: 1, max: 10_000 }), employers: fc.nat(35) }),
      { minLength: 2, maxLength: 6 },
    )
    const others = fc.array(fc.double({ min: 1, max: 4, noNaN: true }), { minLength: 6 })
    fc.assert(
      fc.property(strata, others, (drawn, within) => {
        const total = drawn.reduce((sum, { jobs }) => sum + jobs, 0)
        const heard = drawn.map(({ jobs, employers }, at) => ({
          sector: SECTORS[at] ?? '',
          share: jobs / total,
          employers: employers + 5,
        }))
        const weighed = weighToEmployment(
          heard,
          heard.map(({ sector, employers }) => posterior(sector, 0.5, employers)),
        )
        if (weighed?.kind !== 'weighted') return
        const weightOf = new Map(weighed.strata.map((one) => [one.sectors[0], one.weight]))
        const moved = (weights: readonly number[]) =>
          heard.reduce((sum, each, at) => sum + Math.abs((weights[at] ?? 0) - each.share), 0)
        const other = heard.map(({ employers }, at) => employers * (within[at] ?? 1))
        const whole = other.reduce((sum, weight) => sum + weight, 0)
        expect(moved(heard.map(({ sector }) => weightOf.get(sector) ?? 0))).toBeLessThanOrEqual(
          moved(other.map((weight) => weight / whole)) + 1e-9,
        )
      }),
    )
  })

  it('equals the plain mean over sectors where employment is as the employers who answered', () => {
    fc.assert(
      fc.property(posteriors, (heard) => {
        const n = heard.reduce((sum, { employers }) => sum + employers, 0)
        const weighed = weighToEmployment(
          heard.map(({ sector, employers }) => share(sector, employers)),
          heard,
        )
        if (weighed?.kind !== 'weighted') return
        expect(weighed.mean).toBeCloseTo(
          heard.reduce((sum, { mean, employers }) => sum + mean * employers, 0) / n,
          9,
        )
        expect(weighed.effective).toBeCloseTo(n, 6)
        expect(weighed).toMatchObject({ capped: false })
      }),
    )
  })

  it('does not depend on the order of anything, or on the unit of employment', () => {
    fc.assert(
      fc.property(shares, posteriors, fc.integer({ min: 2, max: 50 }), (known, heard, unit) => {
        const weighed = weighToEmployment(known, heard)
        const again = weighToEmployment(
          known.toReversed().map((each) => share(each.sector, each.share * unit)),
          heard.toReversed(),
        )
        expect(again?.kind).toBe(weighed?.kind)
        if (weighed?.kind !== 'weighted' || again?.kind !== 'weighted') return
        expect(again.mean).toBeCloseTo(weighed.mean, 9)
        expect(again.effective).toBeCloseTo(weighed.effective, 6)
      }),
    )
  })

  it('is finite, lies within its range and between its sectors, and keeps every rule', () => {
    fc.assert(
      fc.property(shares, posteriors, (known, heard) => {
        const weighed = weighToEmployment(known, heard)
        if (weighed?.kind !== 'weighted') return
        const { mean, variance, lower, upper, coverage, effective, strata } = weighed
        for (const number of [mean, variance, lower, upper, coverage, effective]) {
          expect(Number.isFinite(number)).toBe(true)
        }
        const means = heard.map((each) => each.mean)
        expect(mean).toBeGreaterThanOrEqual(Math.min(...means) - 1e-12)
        expect(mean).toBeLessThanOrEqual(Math.max(...means) + 1e-12)
        expect(lower).toBeLessThanOrEqual(mean + 1e-12)
        expect(upper).toBeGreaterThanOrEqual(mean - 1e-12)
        expect(effective).toBeGreaterThanOrEqual(10 - 1e-9)
        expect(effective).toBeLessThanOrEqual(
          heard.reduce((sum, { employers }) => sum + employers, 0) + 1e-6,
        )
        const employers = new Map(heard.map((one) => [String(one.sector), one.employers]))
        const each = strata.map(
          ({ sectors: [sector = ''], weight }) => weight / (employers.get(sector) ?? Number.NaN),
        )
        expect(Math.max(...each) / Math.min(...each)).toBeLessThanOrEqual(4 + 1e-9)
        const total = known.reduce((sum, { share }) => sum + share, 0)
        const standing = new Set<string>(strata.flatMap((stratum) => stratum.sectors))
        for (const { sector, share } of known) {
          if (share / total >= 0.1) expect(standing).toContain(sector)
        }
      }),
    )
  })
})
