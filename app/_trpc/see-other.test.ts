import { expect, test } from 'vitest'
import { seeOther } from './see-other'

test.each([
  ['/o/a?done=saved#waiting', '/o/a?done=saved#waiting'],
  ['/r/ä %/rate', '/r/%C3%A4%20%/rate'],
  ['//evil.example/o', '/o'],
  ['https://evil.example/o', '/o'],
  ['/.//evil.example', '/evil.example'],
  ['/\\evil.example/o', '/o'],
])('%s leads to a page of this site', (path, location) => {
  const answer = seeOther(path)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, location])
})
