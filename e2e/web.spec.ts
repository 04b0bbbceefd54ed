import { readdirSync, statSync } from 'node:fs'
import { request as ask } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
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

test('a stranger asks for one thing at a time', async ({ request }) => {
  const two = await request.get('/api/trpc/releases.published,maps.list?batch=1&input=%7B%7D')
  expect([two.status(), await two.text()]).toEqual([
    400,
    'Ask for one thing at a time, or sign in.',
  ])
  expect((await request.get('/api/trpc/regions.states')).status()).toBe(200)
})

test('a stranger’s form and file are answered before any of them is read', async ({ baseURL }) => {
  const file = 'multipart/form-data; boundary=a'
  const form = 'application/x-www-form-urlencoded'
  for (const [path, type, status] of [
    ['/o/nobody/frameworks/imports/upload', file, 303],
    ['/o/nobody/cycles/upload', file, 303],
    ['/operator/employment/upload', file, 303],
    ['/o/nobody/team/invite', form, 303],
  ] as const) {
    expect.soft(await announce(`${baseURL}${path}`, type), path).toBe(status)
  }
})

const badPaths = ['/%ff', '/maps/%00/31-1131/all/all', '/r/%ff', '/search?q=%ff', '/%25ff']
const badMethods = ['TRACE', 'PROPFIND', 'PUT', 'POST']

test(`${badPaths.length} addresses and ${badMethods.length} methods that no page of ours sends are the sender’s fault`, async ({
  request,
}) => {
  for (const path of badPaths) {
    const answer = await request.get(path)
    expect.soft(answer.status(), path).toBeGreaterThanOrEqual(400)
    expect.soft(answer.status(), path).toBeLessThan(500)
  }
  for (const method of badMethods) {
    expect.soft((await request.fetch('/method', { method })).status(), method).toBe(405)
  }
  const inner = await request.get('/method', {
    headers: { 'x-middleware-rewrite': '/healthz', 'x-middleware-request-x-path': '/o' },
  })
  expect(await inner.text()).toContain('</html>')
  expect(Object.keys(inner.headers()).join()).not.toContain('x-middleware')
})

test('forms and refusals carry the security headers too', async ({ request, baseURL }) => {
  const headers = { origin: baseURL ?? '', 'content-type': 'application/x-www-form-urlencoded' }
  for (const answer of [
    await request.post('/api/sign-in/request', { headers, data: 'email=', maxRedirects: 0 }),
    await request.post('/api/sign-in/request', { data: 'email=' }),
    await request.get('/%ff'),
    await request.get('/_next/static/nothing.js'),
  ]) {
    expect.soft(answer.headers()['content-security-policy']).toContain("frame-ancestors 'none'")
    expect.soft(answer.headers()['x-content-type-options']).toBe('nosniff')
    expect.soft(answer.headers()['x-frame-options']).toBe('DENY')
  }
})

test('a page whose address holds a key sends no referrer', async ({ request }) => {
  for (const path of [
    '/r/nobody',
    '/r/nobody/no-more-mail',
    '/sign-in/link?token=nobody',
    '/invitations/nobody',
    '/sign-in?next=%2Finvitations%2Fnobody',
  ]) {
    expect.soft((await request.get(path)).headers()['referrer-policy'], path).toBe('no-referrer')
  }
})

test('made-up addresses leave nothing behind, and what is read stays at hand', async ({
  request,
}) => {
  test.setTimeout(120_000)
  const page = '/maps/nursing-assistant-certification/31-1131/all/all'
  // Where something was hidden before, pages are dropped with each beat for half a minute.
  await expect(async () => {
    await request.get(page)
    await sleep(6_000)
    expect((await request.get(page)).headers()['x-nextjs-cache']).toBe('HIT')
  }).toPass({ timeout: 60_000 })
  const before = bytesIn(process.env.NEXT_DIST_DIR || '.next')
  for (const made of ['maps/%/31-1131/all/all', 'credentials/%', 'summaries/%/all']) {
    for (let at = 0; at < 10; at += 1) {
      const path = `/${made.replace('%', `made-up-${at}`)}`
      expect.soft((await request.get(path)).status(), path).toBe(404)
      expect.soft((await request.get(path)).headers()['x-nextjs-cache'], path).toBe('MISS')
    }
  }
  expect((await request.get(page)).headers()['x-nextjs-cache']).toBe('HIT')
  expect(bytesIn(process.env.NEXT_DIST_DIR || '.next') - before).toBeLessThan(2 ** 20)
})

test('a kept page is answered in front as the framework answers it, to the byte and the header', async ({
  baseURL,
}) => {
  const asked: Record<string, string>[] = [
    {},
    { 'accept-encoding': 'gzip' },
    { 'accept-encoding': 'gzip, br', accept: '*/*' },
  ]
  for (const path of [
    '/',
    '/method',
    '/credentials',
    '/summaries/all/all',
    '/maps/nursing-assistant-certification/31-1131/all/all',
    '/sitemap.xml',
  ]) {
    for (let at = 0; at < 3; at += 1) await whole(`${baseURL}${path}`)
    for (const headers of asked) {
      const inFront = await whole(`${baseURL}${path}`, headers)
      const known = { ...headers, 'if-none-match': inFront.etag }
      // A question leads past what is kept in front.
      expect.soft(inFront, path).toEqual(await whole(`${baseURL}${path}?again`, headers))
      const answer = await whole(`${baseURL}${path}`, known)
      expect.soft(answer, path).toEqual(await whole(`${baseURL}${path}?again`, known))
    }
  }
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

/** All that is answered, as it was written, but for when. */
function whole(url: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number; etag: string; told: string[]; body: string }>(
    (resolve, reject) => {
      const sent = ask(url, { headers, agent: false }, (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.once('end', () => {
          const { statusCode: status = 0, rawHeaders } = answer
          const told = rawHeaders.filter((_, at) => rawHeaders[at - (at % 2)] !== 'Date')
          const body = Buffer.concat(parts).toString('base64')
          resolve({ status, etag: answer.headers.etag ?? '', told, body })
        })
      })
      sent.once('error', reject)
      sent.end()
    },
  )
}

/** What is answered to a body that is announced and does not come. */
function announce(url: string, type: string): Promise<number> {
  const headers = { origin: new URL(url).origin, 'content-type': type, 'content-length': '900000' }
  return new Promise((resolve, reject) => {
    const asked = ask(url, { method: 'POST', headers }, (answer) => {
      resolve(answer.statusCode ?? 0)
      asked.destroy()
    })
    asked.setTimeout(15_000, () => asked.destroy())
    asked.once('error', reject)
    asked.flushHeaders()
  })
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(`${entry.parentPath}/${entry.name}`).size, 0)
}

test('a page names itself and its picture by whole addresses, and the picture is there', async ({
  request,
  baseURL,
}) => {
  for (const path of [
    '/',
    '/method',
    '/credentials',
    '/maps/cnc-machining-certificate/51-4041/all/all',
  ]) {
    const text = await (await request.get(path)).text()
    const [, canonical = ''] = /<link rel="canonical" href="([^"]+)"/.exec(text) ?? []
    expect.soft(new URL(canonical).href, path).toBe(new URL(path, baseURL).href)
    const [, image = ''] = /<meta property="og:image" content="([^"]+)"/.exec(text) ?? []
    expect.soft(new URL(image).origin, path).toBe(new URL(baseURL ?? '').origin)
    const picture = await request.get(image)
    expect.soft(picture.headers()['content-type'], path).toBe('image/png')
  }
})

test('what programs are told of the site leads to what answers', async ({ request, baseURL }) => {
  const told = await request.get('/llms.txt')
  expect(told.headers()['content-type']).toContain('text/plain')
  const links = [...(await told.text()).matchAll(/\]\((\S+?)\)/g)].map(([, link]) => link ?? '')
  expect(links.length).toBeGreaterThan(10)
  for (const link of links) {
    expect.soft(link.startsWith(baseURL ?? '-'), link).toBe(true)
    if (!link.includes('{')) expect.soft((await request.get(link)).status(), link).toBe(200)
  }
})

test('the first page fits a narrow screen with text of twice the size', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 })
  await page.goto('/')
  await page.addStyleTag({ content: 'html { font-size: 200% !important }' })
  const crowded = await page.evaluate(() => {
    const wide = document.documentElement.clientWidth
    const texts = [...document.querySelectorAll('main :not(thead *), header a')].filter((element) =>
      [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()),
    )
    return texts
      .filter((element) => {
        const { left, right, width, height } = element.getBoundingClientRect()
        const words = (element.textContent ?? '').trim().length
        return (
          height > 1 &&
          width > 1 &&
          (left < 0 || right > wide + 1 || (words > 20 && width < wide / 3))
        )
      })
      .map((element) => element.textContent)
  })
  expect(crowded).toEqual([])
  await expect(page.locator('.skip-link')).not.toBeInViewport()
})
