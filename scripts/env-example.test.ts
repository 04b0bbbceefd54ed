import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { EnvSchema, readEnv } from '@/server/env'

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

test('an example with its three required settings filled in can start', () => {
  const filled = readEnv({
    NODE_ENV: 'production',
    DATABASE_URL: 'postgresql://plumbline@127.0.0.1/plumbline',
    AUTH_SECRET: 'x'.repeat(32),
    APP_URL: 'https://plumbline.example.org',
  })
  expect(filled.ok).toBe(true)
})
