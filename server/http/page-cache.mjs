import { AsyncLocalStorage } from 'node:async_hooks'
import { createRequire } from 'node:module'
import { segmentedLru } from '../segmented-lru.mjs'

const { SharedCacheControls } = createRequire(import.meta.url)(
  'next/dist/server/lib/incremental-cache/shared-cache-controls.external.js',
)

const MIB = 2 ** 20

/** What one process keeps of pages: a map takes about a mebibyte, a framework of two thousand lines some five. */
const LIMITS = { bytes: 192 * MIB, entries: 4_000, entryBytes: 16 * MIB }

/** The one page of an address that leads nowhere; it has one key, unlike the addresses. */
const notFoundPage = /\/\$\/_not-found$/

// Next loads this file once for each of its bundles; they share what is kept.
const shared = Symbol.for('plumbline.pages')

const reads = Symbol.for('plumbline.page-reads')

const given = Symbol.for('plumbline.page-given')

/**
 * Everything this process keeps of pages, for all the bundles it runs: pages by address, what they compress to, and how
 * they were answered.
 */
export function keptPages() {
  globalThis[shared] ??= segmentedLru({ ...LIMITS, onDrop: forgetLifetime })
  return globalThis[shared]
}

/** Where the cache notes which page it gave for the request that is being answered. */
export function givenPage() {
  globalThis[given] ??= new AsyncLocalStorage()
  return globalThis[given]
}

export function countRead(found) {
  globalThis[reads] ??= { hits: 0, misses: 0 }
  globalThis[reads][found ? 'hits' : 'misses'] += 1
}

/** Whether Next gives a page out as it is; it reckons so in `IncrementalCache.get`. */
export function isFresh({ cacheControl, lastModified }) {
  const { revalidate, expire = Number.POSITIVE_INFINITY } = cacheControl ?? {}
  if (typeof revalidate !== 'number') return false
  const now = performance.timeOrigin + performance.now()
  return now <= lastModified + 1000 * Math.min(revalidate, expire)
}

/**
 * Next's cache of pages, in this process's memory alone: bounded, and with nothing that anybody can
 * make up an address for. Next's own keeps every missing page, and on disk for ever; what it keeps
 * there would also outlast a restart, with what was hidden since.
 */
// biome-ignore lint/style/noDefaultExport: Next imports a cache handler so.
export default class PageCache {
  constructor(_options, pages) {
    this.pages = pages ?? keptPages()
  }

  async get(key) {
    const entry = this.pages.get(key)
    countRead(Boolean(entry))
    if (!entry) return null
    const { text: _, made: __, ...kept } = entry
    const value = unpacked(entry)
    const asked = givenPage().getStore()
    if (asked) Object.assign(asked, { key, page: entry })
    return { ...kept, value }
  }

  async set(key, value, { cacheControl, tags } = {}) {
    if (!value || !isWorthKeeping(key, value)) {
      this.pages.delete(key)
      forgetLifetime(key)
      return
    }
    const entry = {
      value: packed(value),
      cacheControl,
      lastModified: Date.now(),
      made: Symbol(key),
      tags: tagsOf(value, tags),
    }
    if (!this.pages.set(key, entry, sizeOf(key, entry.value))) forgetLifetime(key)
  }

  /**
   * Drops whatever carries one of the tags, and all that came of any page: this is what `revalidatePath` and
   * `revalidateTag` call.
   */
  async revalidateTag(tags) {
    const named = new Set([tags].flat())
    for (const [key, entry] of this.pages.entries()) {
      if (!entry.tags || entry.tags.some((tag) => named.has(tag))) this.pages.delete(key)
    }
  }

  resetRequestCache() {}
}

function isWorthKeeping(key, { status = 200 }) {
  return status === 200 || (status === 404 && notFoundPage.test(key))
}

// A page's text takes two bytes for each character as soon as one is beyond Latin 1, and some always is.
function packed(value) {
  return typeof value.html === 'string' ? { ...value, html: Buffer.from(value.html) } : value
}

// What is asked for again keeps its text: to make it from the bytes takes longer than all else. It is counted where its
// hash is (`compress-once.mjs`), which is asked for right after it.
function unpacked(entry) {
  const { value } = entry
  if (!Buffer.isBuffer(value.html)) return value
  entry.text ??= value.html.toString()
  return { ...value, html: entry.text }
}

function tagsOf({ headers, tags: own = [] }, given = []) {
  const header = headers?.['x-next-cache-tags']
  return [...(typeof header === 'string' ? header.split(',') : []), ...own, ...given]
}

/** Bytes held for an entry. */
function sizeOf(key, { html, rscData, segmentData, body, headers, data }) {
  return (
    2 * (key.length + JSON.stringify([headers, data]).length) +
    (html?.byteLength ?? 0) +
    (rscData?.byteLength ?? 0) +
    (body?.byteLength ?? 0) +
    [...(segmentData?.values() ?? [])].reduce((sum, part) => sum + part.byteLength, 0)
  )
}

/**
 * Next remembers how long each address may be kept, and forgets none of them. Entries here carry
 * that themselves.
 */
function forgetLifetime(key) {
  SharedCacheControls.cacheControls.delete(key)
}
