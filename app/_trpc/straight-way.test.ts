import { expect, test, vi } from 'vitest'
import { env } from '@/server/env'
import { open, until } from '@/server/http/visit'
import { refuseForeign } from './same-origin'
import { seeOther } from './see-other'
import { withStraightWay } from './straight-way'

const own = new URL(env().appUrl).origin
const json = { 'content-type': 'application/json', origin: own }

/** Posts to a tap's address, which the application behind the door never sees. */
async function post(headers: Record<string, string>, body: string) {
  const { visit, handle } = await open()
  const answer = await visit('/r/abc/tap', { method: 'POST', headers, body })
  expect(handle).not.toHaveBeenCalled()
  return answer
}

test('a route has by the straight way what the framework would give it', async () => {
  const seen = vi.fn()
  withStraightWay('tap', async (request, { params }) => {
    const { code } = await params
    const cookies = request.cookies.getAll().map(({ name, value }) => [name, value])
    seen({
      code,
      cookies,
      from: request.headers.get('x-forwarded-for'),
      body: await request.json(),
    })
    return seeOther(`/r/${code}/receipt?packet=1`)
  })
  const headers = { ...json, cookie: 'a.b=1; c=2', 'x-forwarded-for': '192.0.2.7' }
  const answer = await post(headers, '{"word":"Größe"}')
  expect(seen).toHaveBeenCalledWith({
    code: 'abc',
    cookies: [
      ['a.b', '1'],
      ['c', '2'],
    ],
    from: '192.0.2.7',
    body: { word: 'Größe' },
  })
  expect([answer.status, answer.headers.location]).toEqual([303, '/r/abc/receipt?packet=1'])
})

test('and refuses what comes from elsewhere in the same words', async () => {
  const done = vi.fn()
  withStraightWay('tap', async (request) => {
    const foreign = refuseForeign(request, { types: ['application/json'], limit: 10 })
    if (foreign) return foreign
    done()
    return new Response(null, { status: 204 })
  })
  const elsewhere = await post({ ...json, origin: 'https://evil.example' }, '{}')
  expect([elsewhere.status, elsewhere.body]).toEqual([403, expect.stringContaining('own pages')])
  expect((await post({ ...json, 'content-type': 'text/plain' }, '{}')).status).toBe(415)
  expect((await post(json, `{"a":"${'x'.repeat(10)}"}`)).status).toBe(413)
  expect(done).not.toHaveBeenCalled()
  expect((await post(json, '{}')).status).toBe(204)
})

test('a body that breaks off reaches no route, and is no failure of ours', async () => {
  const [route, tell, ended] = [vi.fn(), vi.fn(), vi.fn()]
  withStraightWay('tap', route)
  const { send, server } = await open({ tell })
  server.once('request', (_request, response) => response.once('close', ended))
  const { socket } = send('POST /r/abc/tap HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{')
  setTimeout(() => socket.destroy(), 100)
  await until(() => ended.mock.calls.length === 1)
  await new Promise(setImmediate)
  expect(route).not.toHaveBeenCalled()
  expect(tell).not.toHaveBeenCalled()
})
