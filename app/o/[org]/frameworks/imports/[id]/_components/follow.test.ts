import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { follow } from './follow'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** Follows answers that come one after the other; an error is a look that fails. */
function following(answers: (number | Error)[]) {
  const told: (number | null)[] = []
  const page = new AbortController()
  const look = vi.fn(async () => {
    const next = answers.shift()
    if (next === undefined || next instanceof Error) throw next
    return next
  })
  const over = follow(look, {
    tell: (seen) => told.push(seen),
    ended: (seen) => seen >= 3,
    calledOff: page.signal,
  })
  return { told, look, page, over }
}

test('it looks once a second, and no more once it has seen the end', async () => {
  const { told, look, over } = following([1, 2, 3, 4])
  await vi.advanceTimersByTimeAsync(900)
  expect(told).toEqual([1])
  await vi.advanceTimersByTimeAsync(10_000)
  await over
  expect(told).toEqual([1, 2, 3])
  expect(look).toHaveBeenCalledTimes(3)
})

test('a look that fails is told, and tried again', async () => {
  const { told } = following([1, new Error('away'), new Error('away'), 3])
  await vi.advanceTimersByTimeAsync(10_000)
  expect(told).toEqual([1, null, null, 3])
})

test('nothing is told to a page that was left, and nothing is asked for it', async () => {
  const { told, look, page, over } = following([1, 2, 3])
  await vi.advanceTimersByTimeAsync(100)
  page.abort()
  await vi.advanceTimersByTimeAsync(10_000)
  await over
  expect(told).toEqual([1])
  expect(look).toHaveBeenCalledOnce()
})

test('an answer that comes after the page was left is not told', async () => {
  const { told, page, over } = following([1])
  page.abort()
  await over
  expect(told).toEqual([])
})
