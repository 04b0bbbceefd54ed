import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  type AskedAddress,
  bandOf,
  type CycleLook,
  cycleBands,
  higherBand,
  looksDue,
} from './cycle-bands'

const CHICAGO = 'America/Chicago'
/** Opened on a Wednesday; the last day is Friday, December 18. */
const cycle = {
  state: 'open' as const,
  opensAt: new Date('2026-12-02T15:00:00Z'),
  closesAt: new Date('2026-12-19T06:00:00Z'),
  closedAt: null,
  timeZone: CHICAGO,
}
const closed = { ...cycle, state: 'closed' as const, closedAt: cycle.closesAt }
const SUNDAYS = ['2026-12-06T06:00:00.000Z', '2026-12-13T06:00:00.000Z']
const CLOSING = '2026-12-19T06:00:00.000Z'

function address(at: number, changes: Partial<AskedAddress> = {}): AskedAddress {
  return {
    employer: `e${at}`,
    speaks: true,
    confirmed: { atOpening: true, atClosing: true },
    sentAt: cycle.opensAt,
    lost: false,
    answeredAt: null,
    ...changes,
  }
}

const list = (length: number, change: (at: number) => Partial<AskedAddress> = () => ({})) =>
  Array.from({ length }, (_, at) => address(at, change(at)))

const answeredBy =
  (count: number, at = '2026-12-03T12:00:00Z') =>
  (place: number): Partial<AskedAddress> =>
    place < count ? { answeredAt: new Date(at) } : {}

const told = (looks: readonly CycleLook[]) =>
  looks.map(({ asOf, band }) => `${asOf.toISOString()} ${band}`)

test.each([
  [0, 'under5'],
  [4, 'under5'],
  [5, '5to9'],
  [9, '5to9'],
  [10, '10to19'],
  [19, '10to19'],
  [20, '20plus'],
  [2000, '20plus'],
])('%i employers are said as %s', (count, band) => {
  expect(bandOf(count)).toBe(band)
})

describe('a cycle is looked at', () => {
  const late = new Date('2027-01-10T00:00:00Z')

  it('on its planned closing day alone, where fewer than ten are reached', () => {
    const addresses = list(9, answeredBy(7))
    expect(looksDue(cycle, addresses, [], new Date('2026-12-18T23:00:00Z'))).toEqual([])
    expect(told(looksDue(closed, addresses, [], late))).toEqual([`${CLOSING} 5to9`])
  })

  it('not before that day, though it was closed early', () => {
    const early = { ...closed, closedAt: new Date('2026-12-04T12:00:00Z') }
    expect(looksDue(early, list(12, answeredBy(9)), [], new Date('2026-12-18T23:00:00Z'))).toEqual(
      [],
    )
    expect(told(looksDue(early, list(12, answeredBy(9)), [], late))).toEqual([`${CLOSING} 5to9`])
  })

  it('as of each Sunday in its zone where ten are reached, whenever that is asked', () => {
    const addresses = list(12, (at) => ({
      answeredAt: at < 3 ? new Date('2026-12-06T05:59:59Z') : new Date('2026-12-06T06:00:00Z'),
    }))
    expect(looksDue(cycle, addresses, [], new Date('2026-12-06T05:59:59Z'))).toEqual([])
    const first = looksDue(cycle, addresses, [], new Date('2026-12-06T06:00:00Z'))
    expect(told(first)).toEqual([`${SUNDAYS[0]} under5`])
    expect(told(looksDue(closed, addresses, first, late))).toEqual([
      `${SUNDAYS[1]} 10to19`,
      `${CLOSING} 10to19`,
    ])
  })

  it('never again at a moment that was looked at', () => {
    const shown = looksDue(closed, list(12), [], late)
    expect(shown).toHaveLength(3)
    expect(looksDue(closed, list(12, answeredBy(12)), shown, late)).toEqual([])
  })

  it('on the new day alone after it was extended', () => {
    const closesAt = new Date('2026-12-30T06:00:00Z')
    const extended = { ...cycle, closesAt }
    expect(
      looksDue(extended, list(9, answeredBy(9)), [], new Date('2026-12-20T00:00:00Z')),
    ).toEqual([])
    const after = { ...extended, state: 'closed' as const, closedAt: closesAt }
    expect(told(looksDue(after, list(9, answeredBy(9)), [], late))).toEqual([
      '2026-12-30T06:00:00.000Z 5to9',
    ])
  })

  it.each(['draft', 'cancelled'] as const)('never as a %s', (state) => {
    expect(looksDue({ ...closed, state }, list(12, answeredBy(12)), [], late)).toEqual([])
  })

  it.each<[string, Partial<AskedAddress>]>([
    ['lost', { lost: true }],
    ['not written to yet', { sentAt: null }],
    ['written to later', { sentAt: new Date('2026-12-14T00:00:00Z') }],
    ['not confirmed at opening', { confirmed: { atOpening: false, atClosing: true } }],
    ['foreign', { speaks: false }],
    ['a second site', { employer: 'e0' }],
  ])('not on Sundays when the tenth is %s', (_name, change) => {
    const addresses = list(10, (at) => (at === 9 ? change : {}))
    expect(told(looksDue(closed, addresses, [], late))).toEqual([`${CLOSING} under5`])
  })

  it('counting employers that were confirmed in time, once each, at addresses of their own', () => {
    const answered = { answeredAt: new Date('2026-12-03T12:00:00Z') }
    const addresses = [
      ...list(4, () => answered),
      address(0, answered),
      address(5, { ...answered, speaks: false }),
      address(6, { ...answered, confirmed: { atOpening: false, atClosing: false } }),
    ]
    expect(told(looksDue(closed, addresses, [], late))).toEqual([`${CLOSING} under5`])
    const late5th = address(7, { ...answered, confirmed: { atOpening: false, atClosing: true } })
    expect(told(looksDue(closed, [...addresses, late5th], [], late))).toEqual([`${CLOSING} 5to9`])
  })

  it('counts who declined or was taken back after a Send: it is no news', () => {
    const addresses = list(9, (at) => ({ ...answeredBy(5)(at), lost: at < 5 }))
    expect(told(looksDue(closed, addresses, [], late))).toEqual([`${CLOSING} 5to9`])
  })
})

const anAddress = fc.record({
  employer: fc.integer({ min: 0, max: 30 }).map((at) => `e${at}`),
  speaks: fc.boolean(),
  confirmed: fc.record({ atOpening: fc.boolean(), atClosing: fc.boolean() }),
  sentAt: fc.option(fc.constant(cycle.opensAt)),
  lost: fc.boolean(),
  answeredAt: fc.option(fc.date({ min: cycle.opensAt, max: cycle.closesAt, noInvalidDate: true })),
})

test('a band never goes down, whatever is withdrawn, declined or confirmed between two looks', () => {
  const states = fc.array(fc.array(anAddress, { maxLength: 40 }), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(states, (between) => {
      const shown: CycleLook[] = []
      let told = 0
      for (const [at, addresses] of between.entries()) {
        const now = new Date(cycle.opensAt.getTime() + (at + 1) * 6 * 86_400_000)
        shown.push(...looksDue(now < cycle.closesAt ? cycle : closed, addresses, shown, now))
        const last = shown.toSorted((a, b) => b.asOf.getTime() - a.asOf.getTime())[0]
        const place = last ? cycleBands.indexOf(last.band) : 0
        expect(place).toBeGreaterThanOrEqual(told)
        told = place
      }
    }),
  )
})

test('one address that says nothing new moves no look', () => {
  fc.assert(
    fc.property(
      fc.array(anAddress, { maxLength: 40 }),
      fc.date({ noInvalidDate: true }),
      (addresses, when) => {
        const now = new Date('2027-01-10T00:00:00Z')
        const before = looksDue(closed, addresses, [], now)
        const same = addresses.map((each) =>
          each.answeredAt && each.answeredAt < new Date(SUNDAYS[0] ?? '')
            ? { ...each, answeredAt: new Date(Math.min(each.answeredAt.getTime(), when.getTime())) }
            : each,
        )
        expect(looksDue(closed, same, [], now)).toEqual(before)
      },
    ),
  )
})

test('the higher band of two is the one nearer to twenty', () => {
  fc.assert(
    fc.property(fc.nat(40), fc.nat(40), (one, other) => {
      expect(higherBand(bandOf(one), bandOf(other))).toBe(bandOf(Math.max(one, other)))
    }),
  )
})
