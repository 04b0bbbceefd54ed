import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { answerAway } from './away-status'
import { noteAway, noteUnanswered } from './db/unavailable'
import { openDoor } from './http/door.mjs'

answerAway()

let server: Server

/** Ways in which a page's failure is written. */
const ways: Record<string, (response: ServerResponse) => unknown> = {
  'at once': (response) => {
    response.statusCode = 500
    response.setHeader('content-length', '4')
    response.end('oops')
  },
  'with its head first': (response) => {
    response.writeHead(500, { 'content-encoding': 'identity' })
    response.end('oops')
  },
  'piece by piece': (response) => {
    response.statusCode = 500
    response.flushHeaders()
    response.write('oo', () => response.end('ps'))
  },
  'through what compresses': (response) => {
    // As middleware does: on the first header it says so, and then writes what it has compressed.
    const { writeHead, write, end } = response
    response.writeHead = new Proxy(writeHead, {
      apply(target, self, given) {
        response.setHeader('content-encoding', 'gzip')
        return Reflect.apply(target, self, given)
      },
    })
    response.end = new Proxy(end, {
      apply(target, self, [chunk]) {
        Reflect.apply(write, self, [gzipSync(String(chunk))])
        return Reflect.apply(target, self, [])
      },
    })
    response.statusCode = 500
    response.flushHeaders()
    response.end('oops')
  },
  'after its own call was left unanswered': async (response) => {
    await Promise.resolve()
    noteUnanswered()
    response.statusCode = 500
    response.end('oops')
  },
  well: (response) => response.end('fine'),
  'with another error': (response) => {
    response.statusCode = 404
    response.end('none')
  },
}

beforeEach(async () => {
  server = createServer((request, response) =>
    ways[decodeURIComponent(request.url?.slice(1) ?? '')]?.(response),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})

afterEach(async () => {
  vi.useRealTimers()
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
})

async function ask(way: string, headers: Record<string, string> = { accept: 'text/html,*/*' }) {
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const response = await fetch(`http://127.0.0.1:${port}/${encodeURIComponent(way)}`, { headers })
  return {
    status: response.status,
    retry: response.headers.get('retry-after'),
    text: await response.text(),
    headers: response.headers,
  }
}

const failing = ['at once', 'with its head first', 'piece by piece', 'through what compresses']

test.each(failing)(
  'a page that fails (%s) while the records are away is 503, in words',
  async (way) => {
    noteAway()
    const { status, retry, text } = await ask(way)
    expect({ status, retry }).toEqual({ status: 503, retry: '10' })
    expect(text).toContain('can’t reach its records')
    expect(text).not.toContain('oops')
  },
)

test.each(failing)('what is no page (%s) keeps its body', async (way) => {
  noteAway()
  const kinds: Record<string, string>[] = [
    { accept: 'application/json' },
    { accept: 'text/html', rsc: '1' },
  ]
  for (const headers of kinds)
    expect(await ask(way, headers)).toMatchObject({ status: 503, retry: '10', text: 'oops' })
})

test('a page whose own call was left unanswered is 503, and no other that fails beside it', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 })
  const own = 'after its own call was left unanswered'
  const answers = await Promise.all([own, 'at once', own, 'at once'].map((way) => ask(way)))
  expect(answers.map(({ status }) => status)).toEqual([503, 500, 503, 500])
})

test('a page that says so has the headers that the door gives every answer', async () => {
  noteAway()
  const door = openDoor(
    (_request: unknown, response: ServerResponse) => ways['at once']?.(response),
    {
      https: true,
    },
  )
  server.removeAllListeners('request').on('request', door)
  const { headers } = await ask('at once')
  expect(headers.get('strict-transport-security')).toBe('max-age=31536000')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('content-security-policy')).toContain("default-src 'none'")
})

test('nothing else changes', async () => {
  noteAway()
  expect(await ask('well')).toMatchObject({ status: 200, retry: null, text: 'fine' })
  expect(await ask('with another error')).toMatchObject({ status: 404, retry: null, text: 'none' })
})

test.each(failing)('a failure long after (%s) is one of ours', async (way) => {
  noteAway()
  const later = Date.now() + 6_000
  vi.useFakeTimers({ toFake: ['Date'], now: later })
  expect((await ask(way)).status).toBe(500)
})
