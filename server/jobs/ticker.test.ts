import { expect, test, vi } from 'vitest'
import { startLoops } from './ticker'

test('a loop that never ends holds no other up, and none starts again before it is done', async () => {
  const endless = vi.fn(() => new Promise<void>(() => undefined))
  const brisk = vi.fn(async () => undefined)
  const stops = startLoops([
    { every: 5, work: endless },
    { every: 5, work: brisk },
  ])
  await vi.waitFor(() => expect(brisk.mock.calls.length).toBeGreaterThan(3))
  expect(endless).toHaveBeenCalledTimes(1)
  for (const stop of stops) stop()
})
