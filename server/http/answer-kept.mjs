import { isPersonal } from './headers.mjs'
import { countRead, givenPage, isFresh, keptPages } from './page-cache.mjs'

/**
 * Answers with a kept page as the application answered with it before, for as long as that very page is kept and fresh;
 * everything else is for `handle`, the application. Headers are not known here but learned: those that it sent with the
 * page to whoever asked for the same address as plainly. A page that was dropped or made anew has to be answered by it
 * once more.
 */
export function answerKept(handle, kept = keptPages()) {
  return (request, response) => {
    if (!isAskedPlainly(request)) return handle(request, response)
    // The framework writes another address there as it goes.
    const { url } = request
    const found = findKept(kept, url)
    if (found) return send(response, found)
    const given = {}
    atEnd(response, (body) => learn(kept, { url, response, body, given }))
    return givenPage().run(given, handle, request, response)
  }
}

/** What a navigation, a part of a page or a draft is asked for by; the door took off the framework's inner names. */
const special = /^(rsc$|next-|range$)/
const ofDrafts = /__prerender_bypass|__next_preview_data/

/** Whether a request is for a public page as it stands, and nothing it says makes another answer of it. */
function isAskedPlainly({ method, url, headers }) {
  if (method !== 'GET' || /[?#]/.test(url) || isPersonal(url)) return false
  if (/ld\+json/.test(headers.accept ?? '') || ofDrafts.test(headers.cookie ?? '')) return false
  return !Object.keys(headers).some((name) => special.test(name))
}

function findKept(kept, url) {
  const learned = kept.get(nameOf(url))
  if (!learned) return undefined
  const page = kept.get(learned.key)
  // What stands there may have been made anew since.
  if (page?.made !== learned.made || !isFresh(page)) return undefined
  countRead(true)
  return { headers: learned.headers, text: page.text }
}

function send(response, { headers, text }) {
  for (const [name, value] of headers) response.setHeader(name, value)
  response.end(text)
}

/** Learns the headers of an answer that is just the page that the cache gave for it; a file it gave has no text. */
function learn(kept, { url, response, body, given: { key, page } }) {
  if (typeof body !== 'string' || body !== page?.text || response.statusCode !== 200) return
  if (response.getHeader('x-nextjs-cache') !== 'HIT' || response.hasHeader('Set-Cookie')) return
  const headers = response.getRawHeaderNames().map((name) => [name, response.getHeader(name)])
  const size = 2 * (url.length + key.length + JSON.stringify(headers).length)
  kept.set(nameOf(url), { key, made: page.made, headers }, size)
}

/** No address of a page begins so. */
const nameOf = (url) => `answer ${url}`

function atEnd(response, act) {
  const { end } = response
  response.end = (...given) => {
    act(given[0])
    return end.apply(response, given)
  }
}
