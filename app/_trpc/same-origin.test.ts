import { expect, test } from 'vitest'
import { env } from '@/server/env'
import { refuseForeign, type Sender } from './same-origin'

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
  expect(refuseForeign(post(headers), { types: [form] })?.status).toBe(status)
})

test.each<[string, Record<string, string>, Sender[]]>([
  ['our own page', { origin: own }, ['page', 'quiet-page', 'mail-program']],
  [
    'an older browser on a page without a referrer',
    { origin: 'null' },
    ['quiet-page', 'mail-program'],
  ],
  ['a mail program', {}, ['mail-program']],
  ['another site', { origin: 'https://evil.example' }, []],
  ['another site’s sandboxed frame', { origin: 'null', 'sec-fetch-site': 'cross-site' }, []],
  ['another site that hides its origin', { 'sec-fetch-site': 'cross-site' }, []],
])('%s is let in only where it is expected', (_name, headers, where) => {
  const senders = ['page', 'quiet-page', 'mail-program'] as const
  expect(senders.filter((from) => !refuseForeign(post(headers), { types: [form], from }))).toEqual(
    where,
  )
})
