import { subscribe } from 'node:diagnostics_channel'
import { IncomingMessage, ServerResponse } from 'node:http'
import { beginRequest, wasAwayLately } from '@/server/db/unavailable'
import { AWAY_SECONDS, awayPage } from '@/server/trouble-page'

/** The headers that every answer has, as the door in front sets them; it stands outside the framework's bundles. */
const completeHeaders = Symbol.for('plumbline.complete-headers')

/** Headers that speak of the body that is not sent. */
const ofTheBody = ['content-encoding', 'content-length', 'transfer-encoding', 'etag', 'link']

/**
 * From now on an answer of this process that would be 500 because the records could not be reached is 503 and says when to
 * come back. A page that throws is 500 to the framework, whatever it throws, and empty without scripts: who asked for a
 * page gets one that needs none.
 */
export function answerAway(): void {
  subscribe('http.server.request.start', (message) => {
    if (typeof message !== 'object' || message === null) return
    if (!('request' in message) || !('response' in message)) return
    const { request, response } = message
    if (request instanceof IncomingMessage && response instanceof ServerResponse)
      watch(request, response)
  })
}

function watch(request: IncomingMessage, response: ServerResponse): void {
  let replaced = false
  const asked = beginRequest()
  const isAway = () =>
    !response.headersSent && response.statusCode === 500 && (asked.unanswered || wasAwayLately())
  const become503 = () => {
    response.statusCode = 503
    response.statusMessage = ''
    response.setHeader('retry-after', String(AWAY_SECONDS))
    if (!wantsPage(request)) return
    replaced = true
    for (const name of ofTheBody) response.removeHeader(name)
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.setHeader('cache-control', 'no-store')
    // As Node has it: what others have put around it would compress a body that is not sent.
    response.writeHead = writeHead
    const complete: unknown = Reflect.get(response, completeHeaders)
    if (typeof complete === 'function') complete()
    Reflect.apply(end, response, [awayPage({ again: true })])
  }
  /** Does as before, unless this is where it shows that the answer is 500. */
  const unlessAway = <T extends (...given: never[]) => unknown>(method: T, instead: unknown): T =>
    new Proxy(method, {
      apply(target, self, given) {
        if (isAway()) become503()
        if (!replaced) return Reflect.apply(target, self, given)
        const done: unknown = given.at(-1)
        if (typeof done === 'function') response.once('close', () => done())
        return instead
      },
    })
  const { end, write, writeHead, flushHeaders } = response
  response.write = unlessAway(write, true)
  response.end = unlessAway(end, response)
  response.flushHeaders = unlessAway(flushHeaders, undefined)
  response.writeHead = new Proxy(writeHead, {
    apply(target, self, [status, ...rest]: [number, ...unknown[]]) {
      response.statusCode = status
      if (isAway()) become503()
      if (replaced && response.headersSent) return response
      return Reflect.apply(target, self, [response.statusCode, ...rest])
    },
  })
}

function wantsPage({ method, headers }: IncomingMessage): boolean {
  return method === 'GET' && headers.rsc === undefined && /text\/html/.test(headers.accept ?? '')
}
