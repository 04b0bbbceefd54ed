import { expect, test } from 'vitest'
import { isAway, isUnavailable, NotConnected } from './unavailable'

const coded = (code: string) => Object.assign(new Error('x'), { code })
const wrapped = (cause: unknown) => new Error('Failed query: begin', { cause })

test.each([
  ['08006', '08P01', '40001', '40P01', '53100', '53300', '57014', '57P01', '57P03', '58030'],
  ['55P03', '25P03', '25006', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND'],
])('the database cannot answer: %s, %s …', (...codes) => {
  for (const code of codes) {
    expect(isUnavailable(coded(code)), code).toBe(true)
    expect(isUnavailable(wrapped(coded(code))), code).toBe(true)
  }
})

test.each([
  'timeout exceeded when trying to connect',
  'Query read timeout',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
])('the driver says so without a code: %s', (message) => {
  expect(isUnavailable(wrapped(new Error(message)))).toBe(true)
})

test.each(['23505', '42501', '22P02', '55000', '25001', 'ENOENT', 'ERR_X'])(
  '%s is something else',
  (code) => expect(isUnavailable(wrapped(coded(code)))).toBe(false),
)

test.each(['08006', '53300', '57P01', '57P03', '58030', 'ECONNREFUSED'])(
  '%s is met by everybody',
  (code) => expect(isAway(wrapped(coded(code)))).toBe(true),
)

test('whatever keeps a connection from opening, nobody is answered', () => {
  const full = Object.assign(new Error('could not write init file'), { code: 'XX000' })
  expect(isUnavailable(full)).toBe(false)
  const unopened = wrapped(new NotConnected('The database could not be reached.', { cause: full }))
  expect([isUnavailable(unopened), isAway(unopened)]).toEqual([true, true])
})

test('a connection that is gone is met by everybody', () => {
  expect(isAway(wrapped(new Error('Connection terminated unexpectedly')))).toBe(true)
})

test.each(['57014', '55P03', '40P01', '40001', '25P03', '25P04', '25006'])(
  '%s is met by one call alone',
  (code) => expect(isAway(wrapped(coded(code)))).toBe(false),
)

test.each([undefined, null, 'Query read timeout', {}, new Error('Connection to a framework')])(
  'is not said by %s',
  (thrown) => expect(isUnavailable(thrown)).toBe(false),
)
