import { request as ask, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { segmentedLru } from '@/server/segmented-lru.mjs'
import { compressOnce } from './compress-once.mjs'
import { serve } from './visit'

const TEXT = '<p>A map of what employers need – and what they find. '.repeat(200)

const decoders: Record<string, (body: Buffer) => Buffer> = {
  br: brotliDecompressSync,
  gzip: gunzipSync,
}

/** As pages that are kept leave the framework: whole, or written in parts like the payload of a navigation. */
const page = (text = () => TEXT, headers = {}): RequestListener => {
  return (request, response) => {
    response.setHeader('Cache-Control', 's-maxage=300')
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    response.setHeader('Vary', 'rsc')
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value))
    if (request.method === 'HEAD') response.end(null)
    else response.end(text())
  }
}

const inParts: RequestListener = (_request, response) => {
  response.setHeader('Cache-Control', 's-maxage=300')
  response.setHeader('Content-Type', 'text/x-component')
  response.flushHeaders()
  for (const part of TEXT.match(/.{1,1000}/gs) ?? []) response.write(Buffer.from(part))
  response.end()
}

async function open(handle: RequestListener) {
  const kept = segmentedLru({ bytes: 2 ** 20, entries: 100 })
  const compress = compressOnce({ kept })
  const { port } = await serve((request, response) => {
    compress(request, response)
    handle(request, response)
  })
  const get = (headers: Record<string, string> = {}, path = '/maps/a', method = 'GET') =>
    new Promise<{ status: number; headers: IncomingHttpHeaders; raw: Buffer; text: string }>(
      (resolve, reject) => {
        const sent = ask(
          { port, host: '127.0.0.1', path, method, headers, agent: false },
          (answer) => {
            const parts: Buffer[] = []
            answer.on('data', (part: Buffer) => parts.push(part))
            answer.on('end', () => {
              const raw = Buffer.concat(parts)
              const decode = decoders[answer.headers['content-encoding'] ?? ''] ?? ((body) => body)
              const text = raw.length > 0 ? decode(raw).toString() : ''
              resolve({ status: answer.statusCode ?? 0, headers: answer.headers, raw, text })
            })
          },
        )
        sent.once('error', reject)
        sent.end()
      },
    )
  return { get, kept }
}

describe('an answer for everybody', () => {
  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0.1, gzip;q=0.9', 'gzip'],
    ['br;q=0, *', 'gzip'],
    ['*', 'br'],
    ['identity', undefined],
    ['identity, gzip;q=0.5', undefined],
    ['gzip;q=0', undefined],
    ['deflate', undefined],
    ['identity, deflate;q=0.5', undefined],
    ['', undefined],
  ])('to %s goes out as %s', async (accepted, encoding) => {
    for (const handle of [page(), inParts]) {
      const { get } = await open(handle)
      const answer = await get(accepted ? { 'accept-encoding': accepted } : {})
      expect(answer.headers['content-encoding']).toBe(encoding)
      expect(answer.text).toBe(TEXT)
      expect(answer.headers['content-length']).toBe(String(answer.raw.length))
      expect(answer.headers.vary).toMatch(/Accept-Encoding$/)
    }
  })

  it('is compressed once for each encoding, and counted', async () => {
    const { get, kept } = await open(page())
    const bodies = []
    for (const each of ['br', 'gzip', 'br', 'gzip', 'br', 'identity'])
      bodies.push((await get({ 'accept-encoding': each })).raw.length)
    // What each came to, and the hash under the text itself.
    expect(kept.size()).toBe(3)
    expect(kept.bytes()).toBeGreaterThan((bodies[0] ?? 0) + (bodies[1] ?? 0))
  })

  it('is another as soon as a byte is', async () => {
    let text = TEXT
    const { get } = await open(page(() => text))
    const before = await get({ 'accept-encoding': 'gzip' })
    text = TEXT.replace('find', 'miss')
    const after = await get({ 'accept-encoding': 'gzip' })
    expect([before.text, after.text]).toEqual([TEXT, text])
    expect(after.headers.etag).not.toBe(before.headers.etag)
  })

  it('is known again by a name of its own for each encoding', async () => {
    const { get } = await open(page())
    const tags = []
    for (const accepted of ['br', 'gzip', 'identity']) {
      const { headers } = await get({ 'accept-encoding': accepted })
      const again = { 'accept-encoding': accepted, 'if-none-match': headers.etag ?? '' }
      const known = await get(again)
      expect([known.status, known.raw.length]).toEqual([304, 0])
      expect(known.headers).toMatchObject({ etag: headers.etag, vary: 'rsc, Accept-Encoding' })
      expect(known.headers['content-encoding']).toBeUndefined()
      tags.push(headers.etag)
    }
    expect(new Set(tags).size).toBe(3)
    const other = { 'accept-encoding': 'br', 'if-none-match': tags[1] ?? '' }
    expect((await get(other)).status).toBe(200)
  })

  it('that has a name keeps it as part of its own', async () => {
    const { get } = await open(page(() => TEXT, { ETag: '"abc"' }))
    expect((await get({ 'accept-encoding': 'gzip' })).headers.etag).toBe('"abc-gzip"')
    expect((await get()).headers.etag).toBe('"abc"')
  })

  it('tells of itself without its body', async () => {
    const { get } = await open(page())
    const whole = await get({ 'accept-encoding': 'br' })
    const head = await get({ 'accept-encoding': 'br' }, '/maps/a', 'HEAD')
    const { date: _, ...headers } = whole.headers
    expect(head.headers).toMatchObject(headers)
    expect(head.raw.length).toBe(0)
  })

  it('too small to save anything stays as it is', async () => {
    const { get, kept } = await open(page(() => 'short'))
    const answer = await get({ 'accept-encoding': 'gzip' })
    expect([answer.headers['content-encoding'], answer.text]).toEqual([undefined, 'short'])
    expect(kept.size()).toBe(0)
  })

  it('too large to be held is compressed as it goes out', async () => {
    const part = 'x'.repeat(2 ** 20)
    const { get, kept } = await open((_request, response) => {
      response.setHeader('Cache-Control', 'public, max-age=300')
      response.setHeader('Content-Type', 'text/csv')
      for (let at = 0; at < 6; at += 1) response.write(part)
      response.end('end')
    })
    const answer = await get({ 'accept-encoding': 'gzip' })
    expect(answer.headers['content-encoding']).toBe('gzip')
    expect(answer.text).toBe(`${part.repeat(6)}end`)
    expect(kept.size()).toBe(0)
  })
})

describe('an answer that is not for everybody', () => {
  it.each([
    ['may not be kept', '/maps/a', { 'Cache-Control': 'private, no-store' }],
    ['is somebody’s', '/o/lake-college/maps', {}],
    ['is compressed already', '/maps/a', { 'Content-Encoding': 'zstd' }],
    ['is a picture', '/maps/a', { 'Content-Type': 'image/png' }],
  ])('because it %s leaves nothing behind', async (_, path, headers) => {
    const { get, kept } = await open(page(() => TEXT, headers))
    const answer = await get({ 'accept-encoding': 'gzip' }, path)
    expect(answer.text).toBe(TEXT)
    expect([kept.size(), answer.headers.etag]).toEqual([0, undefined])
  })

  it('is compressed as it goes out', async () => {
    const { get } = await open(page(() => TEXT))
    const answer = await get({ 'accept-encoding': 'gzip' }, '/o/lake-college/maps')
    expect([answer.headers['content-encoding'], answer.text]).toEqual(['gzip', TEXT])
  })

  it('because it is a part stays as it is', async () => {
    const { get } = await open((_request, response) => {
      response.statusCode = 206
      page(() => TEXT.slice(0, 2_000))(_request, response)
    })
    const answer = await get({ 'accept-encoding': 'gzip', range: 'bytes=0-1999' })
    expect([answer.headers['content-encoding'], answer.text]).toEqual([
      undefined,
      TEXT.slice(0, 2_000),
    ])
    expect(answer.headers.vary).toMatch(/Accept-Encoding$/)
  })

  it.each([404, 500, 307])('because it is %i is not held', async (status) => {
    const { get, kept } = await open((request, response) => {
      response.statusCode = status
      page()(request, response)
    })
    expect((await get({ 'accept-encoding': 'gzip' })).text).toBe(TEXT)
    expect(kept.size()).toBe(0)
  })
})
