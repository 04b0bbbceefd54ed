import { expect, test } from 'vitest'
import { goneSince } from './hiding'

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 1) + seconds * 1000)

test.each([
  ['no server has to have dropped its pages', null, 9999, null],
  ['browsers and proxies may still hold one', at(0), 299, null],
  ['nothing holds one any more', at(0), 300, at(300)],
  ['it stays so', at(0), 9999, at(300)],
])('a hidden group is gone once %s', (_, droppedAt, now, gone) => {
  expect(goneSince(droppedAt, at(now))).toEqual(gone)
})
