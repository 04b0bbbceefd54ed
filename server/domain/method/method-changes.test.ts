import { expect, it } from 'vitest'
import { METHOD_CHANGES, METHOD_VERSION } from './method-changes'

it('the version stamped on figures is the newest of the changes, which go back in time', () => {
  expect(METHOD_VERSION).toBe(METHOD_CHANGES[0].version)
  const dates = METHOD_CHANGES.map((change) => change.date)
  expect(dates).toEqual([...dates].sort().reverse())
  expect(new Set(METHOD_CHANGES.map((change) => change.version)).size).toBe(dates.length)
})
