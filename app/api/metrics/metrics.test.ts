import { beforeEach, expect, test, vi } from 'vitest'
import { GET } from './route'

const settings = vi.hoisted(() => ({ METRICS_TOKEN: undefined as string | undefined }))

vi.mock('@/server/env', () => ({ env: () => settings }))
vi.mock('@/server/services/watch/write-metrics', () => ({
  writeMetrics: async () => 'plumbline_late{what="mail"} 0\n',
}))

const token = 'vK3nW8qZt5Lc1RbY7mXs9GdHf2JpAe4U'

const ask = (authorization?: string) =>
  GET(new Request('http://localhost/metrics', { headers: authorization ? { authorization } : {} }))

beforeEach(() => {
  settings.METRICS_TOKEN = token
})

test.each([undefined, 'Bearer ', `Bearer ${token}`, 'Bearer undefined'])(
  'without the setting there is no such page for %s',
  async (given) => {
    settings.METRICS_TOKEN = undefined
    expect((await ask(given)).status).toBe(404)
  },
)

test.each([
  undefined,
  'Bearer',
  'Bearer ',
  `Bearer ${token}x`,
  `Bearer ${token.slice(0, -1)}`,
  `Bearer x${token}`,
  `Basic ${token}`,
  token,
])('%s does not open it', async (given) => {
  const response = await ask(given)
  expect(response.status).toBe(401)
  expect(await response.text()).not.toContain('plumbline_')
})

test('the token does, and nobody keeps a copy', async () => {
  const response = await ask(`Bearer ${token}`)
  expect(response.status).toBe(200)
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4')
  expect(await response.text()).toContain('plumbline_late')
})
