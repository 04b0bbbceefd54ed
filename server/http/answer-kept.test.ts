import type { IncomingMessage, ServerResponse } from 'node:http'
import { describe, expect, it, vi } from 'vitest'
import { segmentedLru } from '@/server/segmented-lru.mjs'
import { answerKept } from './answer-kept.mjs'
import { compressOnce } from './compress-once.mjs'
import PageCache from './page-cache.mjs'
import { type Answer, open as openDoor, serve } from './visit'

const PATH = '/maps/a/b/all/all'
const KEY = `/route-cache/APP_PAGE/abc/$${PATH}`
const TEXT = '<p>A map of what employers need – and what they find. '.repeat(200)
const lifetime = { cacheControl: { revalidate: 300, expire: 300 } }
const page = (html = TEXT) => ({
  kind: 'APP_PAGE',
  html,
  headers: { 'x-next-cache-tags': '_N_T_/layout' },
  status: 200,
})

type Change = (response: ServerResponse, text: string, cache: PageCache) => string | undefined

/** An application that answers with the kept page, as the framework does, behind the door; `change` spoils its answer. */
async function open(change: Change = (_, text) => text) {
  const kept = segmentedLru({ bytes: 2 ** 20, entries: 100 })
  const cache = new PageCache({}, kept)
  const application = vi.fn(async (request: IncomingMessage, response: ServerResponse) => {
    request.url = '/rewritten'
    const found = await cache.get(KEY)
    if (!found) await cache.set(KEY, page(), lifetime)
    const text = String((found ?? { value: page() }).value.html)
    response.setHeader('vary', 'rsc, next-router-state-tree')
    response.setHeader('Content-Security-Policy', "default-src 'self'")
    response.setHeader('x-nextjs-cache', found ? 'HIT' : 'MISS')
    response.setHeader('Link', ['</a.woff2>; rel=preload', '</b.woff2>; rel=preload'])
    response.setHeader('Cache-Control', 's-maxage=300')
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    response.setHeader('Content-Length', Buffer.byteLength(text))
    response.end(change(response, text, cache))
  })
  const compress = compressOnce({ kept })
  const { visit } = await openDoor({ https: true, compress }, answerKept(application, kept))
  const entry = () => kept.entries().find(([key]) => key === KEY)?.[1]
  return { visit, application, cache, kept, entry }
}

/** Answered twice by the application, which was asked to make it and to give what was kept. */
async function openKnown(change?: Change) {
  const site = await open(change)
  await site.visit(PATH)
  await site.visit(PATH)
  expect(site.application).toHaveBeenCalledTimes(2)
  const isAsked = async (headers: Record<string, string> = {}, path = PATH, method = 'GET') => {
    const before = site.application.mock.calls.length
    await site.visit(path, { headers, method })
    return site.application.mock.calls.length > before
  }
  return { ...site, isAsked }
}

function told({ status, rawHeaders, bytes }: Answer) {
  const names = rawHeaders.filter((_, at) => at % 2 === 0)
  const headers = names.map((name, at) => (name === 'Date' ? name : [name, rawHeaders[2 * at + 1]]))
  return { status, headers, bytes: bytes.toString('hex') }
}

describe('an address that was answered with a kept page', () => {
  it.each([
    ['as it is', 'GET', {}],
    ['with gzip', 'GET', { 'accept-encoding': 'gzip' }],
    [
      'as browsers ask',
      'GET',
      { 'accept-encoding': 'gzip, deflate, br, zstd', accept: 'text/html' },
    ],
    ['without its body', 'HEAD', { 'accept-encoding': 'br' }],
    ['by somebody who signed in', 'GET', { cookie: 'plumbline.session=abc' }],
  ])('(%s) is answered to the byte and the header without the application', async (...asked) => {
    const [, method, headers] = asked
    const { visit, application } = await open()
    await visit(PATH, { method, headers })
    const theirs = await visit(PATH, { method, headers })
    const known = { ...headers, 'if-none-match': theirs.headers.etag ?? '' }
    const ours = await visit(PATH, { method, headers })
    const oursKnown = await visit(PATH, { method, headers: known })
    expect(application).toHaveBeenCalledTimes(2)
    const theirsKnown = await visit(`${PATH}?again`, { method, headers: known })
    expect(application).toHaveBeenCalledTimes(3)
    expect(ours.headers['strict-transport-security']).toBeDefined()
    expect(told(ours)).toEqual(told(theirs))
    expect(oursKnown.status).toBe(304)
    expect(told(oursKnown)).toEqual(told(theirsKnown))
  })

  it.each([
    ['a navigation', { rsc: '1' }],
    ['a navigation that says not to be one', { rsc: '0' }],
    ['what may be visited next', { 'next-router-prefetch': '1' }],
    ['a part of one', { 'next-router-segment-prefetch': '/_tree' }],
    ['an action', { 'next-action': 'abc' }],
    ['a part of the text', { range: 'bytes=0-99' }],
    ['the data behind it', { accept: 'application/ld+json' }],
    ['a draft', { cookie: 'a=b; __prerender_bypass=abc' }],
    ['a draft with data', { cookie: '__next_preview_data=abc' }],
  ])('is for the application when it is asked for as %s', async (_, headers) => {
    const { isAsked } = await openKnown()
    expect(await isAsked(headers)).toBe(true)
    expect(await isAsked()).toBe(false)
  })

  it('is for the application with a question, a fragment or another spelling', async () => {
    const { isAsked } = await openKnown()
    for (const path of [`${PATH}?`, `${PATH}?a=b`, `${PATH}#a`])
      expect.soft([await isAsked({}, path), await isAsked({}, path)], path).toEqual([true, true])
    expect(await isAsked({}, `${PATH}/`)).toBe(true)
  })

  it('is for the application when a form is sent to it, whether or not a door refuses that', async () => {
    const { application, kept } = await openKnown()
    const { visit } = await serve(answerKept(application, kept))
    await visit(PATH)
    expect(application).toHaveBeenCalledTimes(2)
    await visit(PATH, { method: 'POST', body: 'a=b' })
    expect(application).toHaveBeenCalledTimes(3)
  })

  it('is for the application as soon as its page was dropped', async () => {
    const { cache, isAsked } = await openKnown()
    await cache.revalidateTag('_N_T_/layout')
    expect([await isAsked(), await isAsked(), await isAsked()]).toEqual([true, true, false])
  })

  it('is for the application when its page was dropped alone, or pushed out', async () => {
    const { kept, isAsked } = await openKnown()
    kept.delete(KEY)
    expect([await isAsked(), await isAsked(), await isAsked()]).toEqual([true, true, false])
  })

  it('is for the application when its page was made anew', async () => {
    const { cache, visit, isAsked } = await openKnown()
    await cache.set(KEY, page('<p>Another.'), lifetime)
    expect(await isAsked()).toBe(true)
    expect((await visit(PATH)).body).toBe('<p>Another.')
  })

  it('is for the application when its page is older than it may become', async () => {
    const { entry, isAsked } = await openKnown()
    entry().lastModified -= 290_000
    expect(await isAsked()).toBe(false)
    entry().lastModified -= 11_000
    expect(await isAsked()).toBe(true)
  })

  it('is for the application when its page is old in either way, or nobody says when it is', async () => {
    const { entry, isAsked } = await openKnown()
    entry().lastModified -= 100_000
    entry().cacheControl = { revalidate: 300, expire: 60 }
    expect(await isAsked()).toBe(true)
    entry().cacheControl = { revalidate: 60, expire: 300 }
    expect(await isAsked()).toBe(true)
    entry().cacheControl = undefined
    expect(await isAsked()).toBe(true)
  })

  it('counts as read from what is kept', async () => {
    const { isAsked } = await openKnown()
    const hits = () => Reflect.get(globalThis, Symbol.for('plumbline.page-reads')).hits
    const before = hits()
    expect(await isAsked()).toBe(false)
    expect(hits()).toBe(before + 1)
  })
})

describe('an answer is not learned', () => {
  const setting =
    (name: string, value: string): Change =>
    (response, text) => {
      response.setHeader(name, value)
      return text
    }

  it.each<[string, Change]>([
    ['another text than the page', (_response, text) => text.replace('map', 'plan')],
    ['somebody’s, with a cookie', setting('Set-Cookie', 'a=b')],
    ['an old page, made anew meanwhile', setting('x-nextjs-cache', 'STALE')],
    ['a fault', (response, text) => Object.assign(response, { statusCode: 500 }) && text],
  ])('that is %s', async (_, change) => {
    const { isAsked } = await openKnown(change)
    expect([await isAsked(), await isAsked()]).toEqual([true, true])
  })

  it('that is a kept file, written in parts', async () => {
    const { kept, cache, isAsked } = await openKnown((response, text) => {
      response.write(text)
      return undefined
    })
    await cache.set(KEY, { kind: 'APP_ROUTE', body: Buffer.from(TEXT), headers: {} }, lifetime)
    expect([await isAsked(), await isAsked(), await isAsked()]).toEqual([true, true, true])
    expect(kept.entries().filter(([key]) => key.startsWith('answer '))).toEqual([])
  })

  it('at an address that is somebody’s', async () => {
    const { isAsked } = await openKnown()
    const path = '/o/lake-college/maps'
    expect([await isAsked({}, path), await isAsked({}, path)]).toEqual([true, true])
  })

  it('of a page that was dropped while it was answered', async () => {
    const { isAsked } = await openKnown((response, text, cache) => {
      if (response.getHeader('x-nextjs-cache') === 'HIT') void cache.revalidateTag('_N_T_/layout')
      return text
    })
    expect(await isAsked()).toBe(true)
  })
})
