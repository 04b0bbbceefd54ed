import { expect, test } from 'vitest'
import { heldBack } from './held-back'

const HOUR = 3_600_000

function holding(fewest: number) {
  const told: number[] = []
  let at = Date.parse('2026-11-30T10:20:00Z')
  const held = heldBack<number>((thing) => told.push(thing), { fewest, now: () => at })
  return { told, held, later: (milliseconds: number) => (at += milliseconds) }
}

test('nothing is told within its hour, however often it is asked for', () => {
  const { told, held, later } = holding(1)
  held.add(1)
  later(39 * 60_000)
  held.tellDue()
  held.add(2)
  expect(told).toEqual([])
  later(2 * 60_000)
  held.tellDue()
  expect(told).toEqual([1, 2])
})

test('what comes after the hour waits for the next', () => {
  const { told, held, later } = holding(1)
  held.add(1)
  later(HOUR)
  held.add(2)
  expect(told).toEqual([1])
})

test('fewer than so many are not told, and not forgotten', () => {
  const { told, held, later } = holding(3)
  held.add(1)
  held.add(2)
  later(HOUR)
  held.tellDue()
  held.add(3)
  expect(told).toEqual([])
  later(HOUR)
  held.tellDue()
  expect(told).toEqual([1, 2, 3])
})
