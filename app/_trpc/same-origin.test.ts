import { expect, test } from 'vitest'
import { env } from '@/server/env'
import { refuseForeign } from './same-origin'

const own = new URL(env().appUrl).origin
const form = 'application/x-www-form-urlencoded'

function post(headers: Record<string, string>): Request {
  return new Request(`${own}/somewhere`, {
    method: 'POST',
    headers: { 'content-type': form, 'content-length': '10', ...headers },
  })
}

test.each<[string, Record<string, string>, number | undefined]>([
  ['our own page', { origin: own }, undefined],
  [
    'our own page that sends no referrer',
    { origin: 'null', 'sec-fetch-site': 'same-origin' },
    undefined,
  ],
  ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }, 403],
  ['another site’s sandboxed frame', { origin: 'null', 'sec-fetch-site': 'cross-site' }, 403],
  ['a neighbour on the same domain', { origin: 'null', 'sec-fetch-site': 'same-site' }, 403],
  ['nobody we can tell', {}, 403],
  ['another type', { origin: own, 'content-type': 'text/plain' }, 415],
  ['too much', { origin: own, 'content-length': '2000000' }, 413],
])('a write from %s', (_name, headers, status) => {
  expect(refuseForeign(post(headers), [form])?.status).toBe(status)
})
