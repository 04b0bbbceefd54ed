import { expect, test } from 'vitest'
import { type RenewalVersion, renewalOf } from './renewals'

const closedAt = new Date('2026-12-19T06:00:00Z')
const day = (days: number) => new Date(closedAt.getTime() + days * 86_400_000)

function version(changes: Partial<RenewalVersion> = {}): RenewalVersion {
  return {
    cohortId: 'a',
    no: 1,
    n: 6,
    quarter: 8100,
    releaseNo: 3,
    releasedAt: day(-90),
    ...changes,
  }
}

const cycle = { closedAt, quarter: 8103, lifetime: 16, readableAfter: 0 }
const open = { ...cycle, closedAt: null }
const on = (days: number, of: typeof cycle | typeof open) => ({ now: day(days), of })

test.each<[string, RenewalVersion[], ReturnType<typeof on>, unknown]>([
  ['nothing was published', [], on(-1, open), null],
  ['asked now', [version()], on(-1, open), { smallest: 6, largest: 6, state: { kind: 'open' } }],
  [
    'groups of several sizes, each in its last version',
    [version(), version({ no: 2, n: 7 }), version({ cohortId: 'b', n: 12 })],
    on(-1, open),
    { smallest: 7, largest: 12, state: { kind: 'open' } },
  ],
  ['a group that has ended', [version({ quarter: 8086 })], on(-1, open), null],
  [
    'closed just now',
    [version()],
    on(1, cycle),
    { smallest: 6, largest: 6, state: { kind: 'counting' } },
  ],
  ['counted', [version()], on(2, cycle), { smallest: 6, largest: 6, state: { kind: 'stands' } }],
  [
    'counted, but this reader waits for releases',
    [version()],
    on(2, { ...cycle, readableAfter: 30 * 86_400_000 }),
    { smallest: 6, largest: 6, state: { kind: 'counting' } },
  ],
  [
    'changed by the first release after closing',
    [
      version(),
      version({ no: 2, releaseNo: 4, releasedAt: day(1) }),
      version({ no: 3, releaseNo: 5, releasedAt: day(90) }),
    ],
    on(91, cycle),
    { smallest: 6, largest: 6, state: { kind: 'changed', releaseNo: 4 } },
  ],
  [
    'a group that is new changes none of the old ones',
    [version(), version({ cohortId: 'b', releaseNo: 4, releasedAt: day(1) })],
    on(2, cycle),
    { smallest: 6, largest: 6, state: { kind: 'stands' } },
  ],
])('%s', (_name, versions, { now, of }, expected) => {
  expect(renewalOf(versions, of, now)).toEqual(expected)
})
