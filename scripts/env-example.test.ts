import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { EnvSchema, readEnv } from '@/server/env'
import { sayRefusal } from '@/server/words/say-refusal'

const example = readFileSync('.env.example', 'utf8')
const settings = [...example.matchAll(/^(?:# )?([A-Z][A-Z0-9_]+)=(.*)$/gm)].map(
  ([, name = '', value = '']) => ({ name, value }),
)

test('.env.example names exactly the settings that are read', () => {
  expect(settings.map(({ name }) => name).sort()).toEqual(Object.keys(EnvSchema.shape).sort())
})

test('the defaults that .env.example tells are the real ones', () => {
  const told = settings.filter(({ name, value }) => value !== '' && name !== 'NODE_ENV')
  const defaults: Record<string, unknown> = EnvSchema.parse({})
  const read: Record<string, unknown> = EnvSchema.parse(
    Object.fromEntries(told.map(({ name, value }) => [name, value])),
  )
  for (const { name } of told) expect([name, read[name]]).toEqual([name, defaults[name]])
})

const filled = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgresql://plumbline@127.0.0.1/plumbline',
  DATABASE_OWNER_URL: 'postgresql://owner@127.0.0.1/plumbline',
  AUTH_SECRET: 'pGm4tYk1vQ8rZ0sWb7uXc3dEf6hJ9aLn',
  APP_URL: 'https://plumbline.example.org',
  TRUSTED_PROXIES: '1',
  SMTP_URL: 'smtps://mail.example.org',
}

/** What is said about the settings when these are changed: problems, or what is warned of and left unsettled. */
function said(change: Record<string, string | undefined>) {
  const result = readEnv({ ...filled, ...change })
  return result.ok
    ? {
        problems: [],
        warnings: result.warnings.map(sayRefusal),
        unsettled: result.unsettled.map(sayRefusal),
      }
    : { problems: result.problems.map(sayRefusal), warnings: [], unsettled: [] }
}

test('an example with its settings filled in can start, and nothing is left to say', () => {
  expect(said({})).toEqual({ problems: [], warnings: [], unsettled: [] })
})

test.each([
  ['AUTH_SECRET', 'a-secret-for-development-that-signs-nothing-of-value'],
  ['AUTH_SECRET', 'x'.repeat(32)],
  ['AUTH_SECRET', 'changeme-changeme-changeme-changeme'],
  ['AUTH_SECRET', ''],
  ['METRICS_TOKEN', 'x'.repeat(32)],
  ['METRICS_TOKEN', 'changeme-changeme-changeme-changeme'],
  ['METRICS_TOKEN', filled.AUTH_SECRET],
  ['APP_URL', 'http://plumbline.example.org'],
  ['APP_URL', 'http://127.0.0.1.example.org'],
  ['APP_URL', 'http://10.0.0.7:3000'],
])('production does not start with %s=%s', (name, value) => {
  expect(said({ [name]: value }).problems).toEqual([expect.stringContaining(`${name} `)])
  expect(said({ [name]: value, NODE_ENV: 'development' }).problems).toEqual([])
})

test.each([
  ['AUTH_SECRET', 'short', 'is too short'],
  ['PORT', '70000', 'is too long or too high'],
  ['APP_URL', 'here', 'is not the kind of address'],
  ['JOBS', 'perhaps', 'is none of its choices (on, off)'],
])('what cannot be read is named: %s=%s', (name, value, why) => {
  expect(said({ [name]: value }).problems).toEqual([expect.stringContaining(`${name} ${why}`)])
})

test('metrics are told on a port of their own to whoever holds the token, or to nobody', () => {
  const METRICS_TOKEN = 'vK3nW8qZt5Lc1RbY7mXs9GdHf2JpAe4U'
  expect(said({ METRICS_TOKEN, METRICS_PORT: '9464' }).problems).toEqual([])
  expect(said({ METRICS_PORT: '9464' }).problems).toEqual([
    expect.stringContaining('needs METRICS_TOKEN'),
  ])
  expect(readFileSync('compose.yaml', 'utf8')).toContain('METRICS_TOKEN: ')
})

test.each(['http://127.0.0.1:3000', 'http://localhost:3000', 'http://[::1]:3000'])(
  'a production tried out on this machine may be at %s',
  (address) => {
    expect(said({ APP_URL: address }).problems).toEqual([])
  },
)

test('how many proxies stand in front has to be said, also when there is none', () => {
  expect(said({ TRUSTED_PROXIES: '0' }).unsettled).toEqual([])
  for (const unset of [undefined, ''])
    expect(said({ TRUSTED_PROXIES: unset }).unsettled).toEqual([
      expect.stringContaining('TRUSTED_PROXIES is not set'),
    ])
  expect(readFileSync('compose.yaml', 'utf8')).toContain('TRUSTED_PROXIES: ')
})

test('migrations want a login of their own', () => {
  for (const owner of [undefined, filled.DATABASE_URL])
    expect(said({ DATABASE_OWNER_URL: owner }).warnings).toEqual([
      expect.stringContaining('Give migrations a login of their own'),
    ])
})
