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

test.each<[string, RenewalVersion[], typeof cycle | typeof open, number, unknown]>([
  ['nothing was published', [], open, -1, null],
  ['asked now', [version()], open, -1, { smallest: 6, largest: 6, state: { kind: 'open' } }],
  [
    'groups of several sizes, each in its last version',
    [version(), version({ no: 2, n: 7 }), version({ cohortId: 'b', n: 12 })],
    open,
    -1,
    { smallest: 7, largest: 12, state: { kind: 'open' } },
  ],
  ['a group that has ended', [version({ quarter: 8086 })], open, -1, null],
  [
    'closed just now',
    [version()],
    cycle,
    1,
    { smallest: 6, largest: 6, state: { kind: 'counting' } },
  ],
  ['counted', [version()], cycle, 2, { smallest: 6, largest: 6, state: { kind: 'stands' } }],
  [
    'counted, but this reader waits for releases',
    [version()],
    { ...cycle, readableAfter: 30 * 86_400_000 },
    2,
    { smallest: 6, largest: 6, state: { kind: 'counting' } },
  ],
  [
    'changed by the first release after closing',
    [
      version(),
      version({ no: 2, releaseNo: 4, releasedAt: day(1) }),
      version({ no: 3, releaseNo: 5, releasedAt: day(90) }),
    ],
    cycle,
    91,
    { smallest: 6, largest: 6, state: { kind: 'changed', releaseNo: 4 } },
  ],
  [
    'a group that is new changes none of the old ones',
    [version(), version({ cohortId: 'b', releaseNo: 4, releasedAt: day(1) })],
    cycle,
    2,
    { smallest: 6, largest: 6, state: { kind: 'stands' } },
  ],
])('%s', (_name, versions, of, days, expected) => {
  expect(renewalOf(versions, of, day(days))).toEqual(expected)
})
