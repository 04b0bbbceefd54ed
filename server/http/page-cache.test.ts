import { describe, expect, it } from 'vitest'
import { segmentedLru } from '@/server/segmented-lru.mjs'
import PageCache from './page-cache.mjs'

const MIB = 2 ** 20

function open(limits: { bytes?: number; entries?: number; entryBytes?: number } = {}) {
  const dropped: string[] = []
  const onDrop = (key: string) => dropped.push(key)
  const pages = segmentedLru({ bytes: 8 * MIB, entries: 1_000, ...limits, onDrop })
  return { pages, dropped, cache: new PageCache({}, pages) }
}

function page(size = 1_000, more: Record<string, unknown> = {}) {
  return {
    kind: 'APP_PAGE',
    html: 'x'.repeat(size),
    rscData: Buffer.alloc(size),
    segmentData: new Map([['/_tree', Buffer.alloc(size)]]),
    headers: { 'x-next-cache-tags': '_N_T_/layout,_N_T_/maps/[credential]/layout' },
    status: 200,
    ...more,
  }
}

const lifetime = { cacheControl: { revalidate: 300, expire: 300 } }

describe('the cache of pages', () => {
  it('gives back what was kept, with how long it may be kept and since when', async () => {
    const { cache } = open()
    const before = Date.now()
    await cache.set('/maps/a', page(1_000, { html: `${'x'.repeat(999)}’` }), lifetime)
    const kept = await cache.get('/maps/a')
    expect(kept?.value.html).toBe(`${'x'.repeat(999)}’`)
    expect(kept?.cacheControl).toEqual({ revalidate: 300, expire: 300 })
    expect(kept?.lastModified).toBeGreaterThanOrEqual(before)
    expect(await cache.get('/maps/b')).toBeNull()
  })

  it.each([
    ['a page that is missing', page(1_000, { status: 404 })],
    ['a fault', page(1_000, { status: 500 })],
    ['an answer that leads elsewhere', page(1_000, { status: 307 })],
    ['nothing', null],
  ])('keeps no answer that is %s, nor what stood there before', async (_, answer) => {
    const { cache, pages } = open()
    await cache.set('/maps/made-up', page(), lifetime)
    await cache.set('/maps/made-up', answer, lifetime)
    expect(pages.size()).toBe(0)
    expect(await cache.get('/maps/made-up')).toBeNull()
  })

  it('keeps the one page that says that there is nothing', async () => {
    const { cache } = open()
    const key = '/route-cache/APP_PAGE/abc/$/_not-found'
    await cache.set(key, page(1_000, { status: 404 }), lifetime)
    expect(await cache.get(key)).not.toBeNull()
  })

  it('holds at most the bytes and the entries it may', async () => {
    const { cache, pages } = open({ bytes: MIB, entries: 50 })
    for (let at = 0; at < 500; at += 1) await cache.set(`/small/${at}`, page(100), lifetime)
    expect(pages.size()).toBeLessThanOrEqual(50)
    for (let at = 0; at < 500; at += 1) await cache.set(`/large/${at}`, page(50_000), lifetime)
    expect(pages.bytes()).toBeLessThanOrEqual(MIB)
  })

  it('counts all that an entry holds', async () => {
    const { cache, pages } = open()
    await cache.set('/maps/a', page(100_000), lifetime)
    expect(pages.bytes()).toBeGreaterThan(300_000)
    const route = { kind: 'APP_ROUTE', body: Buffer.alloc(100_000), headers: {}, status: 200 }
    await cache.set('/maps/a/map.json', route, lifetime)
    expect(pages.bytes()).toBeGreaterThan(400_000)
  })

  it('takes nothing larger than one entry may be', async () => {
    const { cache, pages, dropped } = open({ entryBytes: 10_000 })
    await cache.set('/maps/huge', page(50_000), lifetime)
    expect(pages.size()).toBe(0)
    expect(dropped).toEqual(['/maps/huge'])
  })

  it('keeps a hundred pages in use through ten thousand that are visited once', async () => {
    const { cache } = open({ bytes: 20 * MIB, entries: 1_000 })
    const hot = Array.from({ length: 100 }, (_, at) => `/hot/${at}`)
    for (const key of hot) await cache.set(key, page(20_000), lifetime)
    for (const key of hot) await cache.get(key)
    for (let at = 0; at < 10_000; at += 1) await cache.set(`/once/${at}`, page(20_000), lifetime)
    const missed = []
    for (const key of hot) if (!(await cache.get(key))) missed.push(key)
    expect(missed).toEqual([])
  })

  it('lets go of what is in use no longer', async () => {
    const { cache, pages } = open({ entries: 100 })
    for (let round = 0; round < 50; round += 1) {
      for (let at = 0; at < 60; at += 1) await cache.set(`/${round}/${at}`, page(10), lifetime)
      for (let at = 0; at < 60; at += 1) await cache.get(`/${round}/${at}`)
    }
    expect(pages.size()).toBeLessThanOrEqual(100)
    expect(await cache.get('/49/59')).not.toBeNull()
    expect(await cache.get('/0/0')).toBeNull()
  })

  it('drops what carries a tag and nothing else', async () => {
    const { cache } = open()
    await cache.set('/maps/a', page(), lifetime)
    await cache.set('/maps/b', page(), lifetime)
    await cache.get('/maps/b')
    await cache.set('/other', page(10, { headers: {} }), lifetime)
    await cache.revalidateTag('_N_T_/layout')
    expect(await cache.get('/maps/a')).toBeNull()
    expect(await cache.get('/maps/b')).toBeNull()
    expect(await cache.get('/other')).not.toBeNull()
  })

  it('is told what was dropped, so that nothing else remembers it', async () => {
    const { cache, dropped } = open({ entries: 2 })
    for (const key of ['/a', '/b', '/c']) await cache.set(key, page(), lifetime)
    expect(dropped).toEqual(['/a'])
  })
})
