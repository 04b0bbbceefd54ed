import { isPersonal } from './headers.mjs'
import { bodyLengthOf, isRead, isUpload, pathOf } from './request.mjs'

/** Bytes of a body: what our pages send, and what a form with a file does. */
export const bodyLimit = 1_000_000
export const uploadLimit = 10 * 1024 * 1024 + 10_000

const READS = ['GET', 'HEAD']

/** Why a request goes no further, or nothing: what no page of ours and no reader's program sends. */
export function refusalOf(request) {
  const { method, url, headers } = request
  if (!isPlain(pathOf(request))) return refused(400, 'roundabout')
  const methods = takesForms(request) ? [...READS, 'POST'] : READS
  if (!methods.includes(method)) {
    return {
      status: 405,
      says: 'method',
      values: { methods: methods.join(', ') },
      headers: { Allow: methods.join(', ') },
    }
  }
  if (!url.startsWith('/')) return refused(400, 'noSlash')
  if (!isText(url)) return refused(400, 'noText')
  const length = bodyLengthOf(request)
  if (isRead(request)) {
    return length === 0 ? undefined : refused(400, 'bodyToRead')
  }
  if (Number.isNaN(length)) return refused(411, 'noLength')
  const limit = isUpload(request) ? uploadLimit : bodyLimit
  if (length > limit) return refused(413, 'tooLarge', { limit: String(limit) })
  if (headers.expect !== undefined && headers.expect.toLowerCase() !== '100-continue') {
    return refused(417, 'expectation')
  }
  return undefined
}

// The framework answers a form sent to a public page with the page itself, past its cache.
const takesForms = (request) => isPersonal(pathOf(request))

/** Said by its key in messages/en/door.json. */
function refused(status, says, values) {
  return { status, says, values }
}

/** Escapes of letters, digits and -._~, which mean the same without; steps up or nowhere; backslashes. */
const roundabout = /%(2[de]|3\d|[46][1-9a-f]|[57][0-9a]|5f|7e)|\/\.{1,2}(\/|$)|\\/i

/**
 * Whether a path is written in the one way in which it is told apart here. The framework undoes what
 * this refuses, and would find a page that the rules of this door did not see.
 */
const isPlain = (path) => !roundabout.test(path)

/** Whether every escape of an address is text, and none of it the character NUL. */
function isText(url) {
  try {
    return !decodeURIComponent(url).includes('\0')
  } catch {
    return false
  }
}

/**
 * Names by which the framework and our own proxy.ts talk to themselves. From outside they could
 * lead to an inner address, stand for what was checked, or put a nonce into a page that is kept.
 */
const inner =
  /^(x-middleware-|x-nextjs-|x-next-|x-invoke-|x-now-|x-matched-|x-prerender-|next-resume$|x-nonce$|x-path$|content-security-policy)/

/** Takes the inner names off a request; a read has no body, whatever it says. */
export function withoutInnerHeaders(request) {
  const { headers } = request
  for (const name of Object.keys(headers)) if (inner.test(name)) delete headers[name]
  if (isRead(request)) delete headers['content-length']
}
