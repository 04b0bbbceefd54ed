import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { isPersonal } from './headers.mjs'
import { keptPages } from './page-cache.mjs'
import { isRead, pathOf } from './request.mjs'

const require = createRequire(import.meta.url)
const compression = require('next/dist/compiled/compression')
const fresh = require('next/dist/compiled/fresh')
const { releaseCompressionStream } = require('next/dist/server/lib/release-compression-stream')

/** Below this compressing saves nothing; above it an answer is compressed as it goes out, and not held. */
const BYTES = { least: 1_024, most: 4 * 2 ** 20 }

/** Once for many readers: a third smaller than gzip for the same time, where the next step of quality costs several times. */
const BROTLI_QUALITY = 5

const encoders = {
  br: (body) =>
    brotliCompressSync(body, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      },
    }),
  gzip: (body) => gzipSync(body),
}

/**
 * Compresses answers. One that everybody gets is held until it is whole and compressed once: what came of it is kept
 * beside the pages under a hash of the very bytes, so that it cannot be of an older page. All others are compressed as
 * they go out.
 */
export function compressOnce({ kept = keptPages(), stream = compression() } = {}) {
  return (request, response) => {
    // Part of a file is part of the file as it is; a page comes whole all the same, and as others may have it kept.
    if (request.headers.range !== undefined) return sayVaried(request, response)
    // One choice, for what is held and for what is compressed as it goes out.
    const accepted = request.headers['accept-encoding']
    if (accepted !== undefined) request.headers['accept-encoding'] = bestOf(accepted) ?? 'identity'
    stream(request, response, () => {})
    response.once('close', () => {
      if (!response.writableFinished) releaseCompressionStream(response)
    })
    if (!isRead(request) || isPersonal(pathOf(request))) return
    // Node sends no body to it, and it is told what the body would have been.
    if (request.method === 'HEAD') request.method = 'GET'
    holdWhole(
      response,
      () => isForEverybody(request, response),
      (body) => sendBest(request, response, body, kept),
    )
  }
}

/** Keeps what is written until the end, if it `mayHold` when the first of it comes. */
function holdWhole(response, mayHold, send) {
  const { write, end, flushHeaders } = response
  let parts
  let size = 0
  const holds = () => {
    if (parts === undefined) parts = mayHold() ? [] : null
    return parts !== null
  }
  const take = (chunk, encoding) => {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, encodingOf(encoding)) : chunk
    parts.push(bytes)
    size += bytes.length
  }
  response.flushHeaders = () => {
    if (!holds()) flushHeaders.call(response)
  }
  response.write = (chunk, ...rest) => {
    if (!holds()) return write.call(response, chunk, ...rest)
    take(chunk, rest[0])
    const done = rest.at(-1)
    if (typeof done === 'function') process.nextTick(done)
    if (size <= BYTES.most) return true
    const held = Buffer.concat(parts)
    parts = null
    return write.call(response, held)
  }
  response.end = (...given) => {
    if (!holds()) return end.apply(response, given)
    const done = given.find((each) => typeof each === 'function')
    const last = given[0] === done ? undefined : given[0]
    const isText = typeof last === 'string' && parts.length === 0 && encodingOf(given[1]) === 'utf8'
    if (last && !isText) take(last, given[1])
    const body = send(isText ? last : Buffer.concat(parts))
    parts = null
    return end.call(response, body, done)
  }
}

const encodingOf = (given) => (typeof given === 'string' ? given : 'utf8')

/** Whether an answer is whole, the same for all who ask, and not compressed. */
function isForEverybody(request, response) {
  if (response.headersSent || response.statusCode !== 200) return false
  if (response.hasHeader('Content-Encoding')) return false
  const control = String(response.getHeader('Cache-Control') ?? '')
  return /\b(public|s-maxage)\b/.test(control) && compression.filter(request, response)
}

/** Sets the headers of the encoding that the reader takes best, and returns its bytes; none when the reader has them. */
function sendBest(request, response, body, kept) {
  const encoding = body.length < BYTES.least ? null : bestOf(request.headers['accept-encoding'])
  const hash = hashOf(kept, body)
  const etag = ownTag(String(response.getHeader('ETag') ?? `"${hash}"`), encoding)
  response.setHeader('ETag', etag)
  addVary(response)
  if (fresh(request.headers, { etag })) {
    response.statusCode = 304
    for (const name of ['Content-Length', 'Content-Type']) response.removeHeader(name)
    return undefined
  }
  const sent = encoding ? encoded(kept, hash, encoding, body) : Buffer.from(body)
  if (encoding) response.setHeader('Content-Encoding', encoding)
  response.setHeader('Content-Length', sent.length)
  return sent
}

/**
 * The hash of a page's text is kept under the text itself, which the cache of pages gives out again and again. All else
 * that is kept there stands under what is no markup.
 */
function hashOf(kept, body) {
  if (typeof body !== 'string' || !body.startsWith('<')) return digest(body)
  const found = kept.get(body)
  if (found) return found.value
  const value = digest(body)
  kept.set(body, { value }, 2 * body.length + value.length)
  return value
}

const digest = (body) => createHash('sha256').update(body).digest('base64url').slice(0, 27)

/** Bytes that differ have tags that differ. */
function ownTag(tag, encoding) {
  return encoding ? tag.replace(/"$/, `-${encoding}"`) : tag
}

function encoded(kept, hash, encoding, body) {
  const key = `encoded ${encoding} ${hash}`
  const found = kept.get(key)
  if (found) return found.value
  const value = encoders[encoding](Buffer.from(body))
  kept.set(key, { value }, 2 * key.length + value.length)
  return value
}

/** The encoding of ours that a reader likes best; null where it wants none. */
function bestOf(accepted = '') {
  const weights = new Map(accepted.toLowerCase().split(',').map(weighed))
  const weightOf = (name) => weights.get(name) ?? weights.get('*') ?? 0
  const [best] = Object.keys(encoders).sort((a, b) => weightOf(b) - weightOf(a))
  const least = weights.get('identity') ?? 0
  return weightOf(best) > 0 && weightOf(best) >= least ? best : null
}

function weighed(part) {
  const [name, ...more] = part.split(';').map((each) => each.trim())
  const weight = more.find((each) => each.startsWith('q='))
  return [name, weight ? Number(weight.slice(2)) || 0 : 1]
}

function sayVaried(request, response) {
  const { writeHead } = response
  response.writeHead = (...given) => {
    if (compression.filter(request, response)) addVary(response)
    return writeHead.apply(response, given)
  }
}

function addVary(response) {
  const varies = [response.getHeader('Vary') ?? []].flat().join(', ')
  if (/\baccept-encoding\b/i.test(varies)) return
  response.setHeader('Vary', varies ? `${varies}, Accept-Encoding` : 'Accept-Encoding')
}
