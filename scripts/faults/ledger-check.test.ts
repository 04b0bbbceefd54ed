import { expect, test } from 'vitest'
import { judge } from './ledger-check'
import type { Sent } from './writers'
import { reading } from './writers'

const one = (said: Partial<Sent>): Sent[] => [
  { key: 'a', acknowledged: false, refused: false, ...said },
]
const kept = (times: number) => new Map(times > 0 ? [['a', times]] : [])
const sound = { lost: 0, doubled: 0, refusedKept: 0 }

test.each<[string, Partial<Sent>, [number, number], Partial<typeof sound>]>([
  ['acknowledged and kept', { acknowledged: true }, [1, 1], {}],
  ['acknowledged and gone', { acknowledged: true }, [0, 0], { lost: 1 }],
  ['acknowledged and half kept', { acknowledged: true }, [1, 0], { lost: 1 }],
  ['half kept, whatever was said', {}, [0, 1], { lost: 1 }],
  ['kept twice', { acknowledged: true }, [2, 1], { doubled: 1 }],
  ['its other half kept twice', {}, [1, 2], { doubled: 1 }],
  ['refused and kept', { refused: true }, [1, 1], { refusedKept: 1 }],
  ['refused and absent', { refused: true }, [0, 0], {}],
  ['told nothing, and kept', {}, [1, 1], {}],
  ['told nothing, and absent', {}, [0, 0], {}],
])('%s', (_, said, [ratings, statements], found) => {
  expect(judge(one(said), kept(ratings), kept(statements))).toEqual({ ...sound, ...found })
})

test.each([
  [303, '/r/x/receipt?packet=1', 'acknowledged'],
  [303, '/r/x/rate?packet=1&changed=1', 'refused'],
  [303, '/r/x?failed=1', 'broken'],
  [503, '', 'away'],
  [429, '', 'away'],
  [500, '', 'broken'],
  [200, '', 'broken'],
])('a reply of %i to %s is %s', (status, location, told) => {
  expect(reading(status, location).told).toBe(told)
})
