import { type APIRequestContext, expect } from '@playwright/test'
import { test } from './site'

test.beforeEach(({ isMobile }) => {
  test.skip(isMobile, 'The same answers on every screen.')
})

const procedure = '/api/trpc/nothing.here'

test('every answer carries the security headers and does not name the framework', async ({
  request,
}) => {
  for (const path of [
    '/',
    '/method',
    '/sign-in',
    '/r/nobody',
    '/o/nobody',
    '/nothing',
    '/readyz',
  ]) {
    const headers = (await request.get(path)).headers()
    expect.soft(headers['content-security-policy'], path).toContain("frame-ancestors 'none'")
    expect.soft(headers['x-content-type-options'], path).toBe('nosniff')
    expect.soft(headers['x-powered-by'], path).toBeUndefined()
  }
})

test('personal pages are not cached and scripts there need this answer’s nonce', async ({
  request,
}) => {
  const first = (await request.get('/sign-in')).headers()
  const second = (await request.get('/sign-in')).headers()
  expect(first['cache-control']).toContain('no-store')
  expect(first['content-security-policy']).toMatch(/script-src 'self' 'nonce-[^']+'/)
  expect(first['content-security-policy']).not.toBe(second['content-security-policy'])
})

test('procedures refuse another site’s page, another content type and a missing length', async ({
  request,
  baseURL,
}) => {
  const post = (headers: Record<string, string>, data = '{}') =>
    status(request, procedure, headers, data)
  expect(
    await post({ origin: 'https://elsewhere.example', 'content-type': 'application/json' }),
  ).toBe(403)
  expect(await post({ 'content-type': 'application/json' })).toBe(403)
  expect(await post({ origin: baseURL ?? '', 'content-type': 'text/plain' })).toBe(415)
  expect(await post({ origin: baseURL ?? '', 'content-type': 'multipart/form-data' })).toBe(415)
})

test('a body over a megabyte is refused', async ({ request, baseURL }) => {
  const headers = { origin: baseURL ?? '', 'content-type': 'application/json' }
  expect(await status(request, procedure, headers, JSON.stringify('x'.repeat(1_100_000)))).toBe(413)
})

test('a deeply nested body and a batch of eleven are refused without a fault', async ({
  request,
  baseURL,
}) => {
  const headers = { origin: baseURL ?? '', 'content-type': 'application/json' }
  const nested = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
  expect(await status(request, procedure, headers, nested)).toBeLessThan(500)
  const many = Array.from({ length: 11 }, () => 'nothing.here').join(',')
  const answer = await request.get(`/api/trpc/${many}?batch=1&input=%7B%7D`)
  expect(answer.status()).toBeGreaterThanOrEqual(400)
  expect(answer.status()).toBeLessThan(500)
})

test('the image optimiser is closed and internal addresses do not exist', async ({ request }) => {
  const image = await request.get('/_next/image?url=%2Ffavicon.ico&w=64&q=75')
  expect(image.status()).toBeGreaterThanOrEqual(400)
  expect((await request.post('/api/internal/revalidate')).status()).toBe(404)
})

test('public data arrives readable, and once only for who has it', async ({ request }) => {
  for (const path of [
    '/maps/nursing-assistant-certification/31-1131/all/all/map.json',
    '/method/constants.json',
  ]) {
    const answer = await request.get(path, { headers: { 'accept-encoding': 'gzip, br' } })
    expect.soft(Object.keys(JSON.parse(await answer.text())), path).not.toEqual([])
    const headers = { 'if-none-match': answer.headers().etag ?? '' }
    expect.soft((await request.get(path, { headers })).status(), path).toBe(304)
  }
})

test('the process and its readiness can be asked', async ({ request }) => {
  expect((await request.get('/healthz')).status()).toBe(200)
  expect((await request.get('/readyz')).status()).toBe(200)
})

test('one build serves any site: who stores the answers is said as this process was told', async ({
  request,
}) => {
  for (const path of ['/privacy', '/method']) {
    expect.soft(await (await request.get(path)).text(), path).toContain('Harbour Test Office')
  }
})

async function status(
  request: APIRequestContext,
  path: string,
  headers: Record<string, string>,
  data: string,
): Promise<number> {
  return (await request.post(path, { headers, data: Buffer.from(data) })).status()
}
