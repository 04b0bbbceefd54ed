import { request as ask, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { env } from '@/server/env'
import { openDoor } from '@/server/http/door.mjs'
import { refuseForeign } from './same-origin'
import { seeOther } from './see-other'
import { withStraightWay } from './straight-way'

const own = new URL(env().appUrl).origin
const json = { 'content-type': 'application/json', origin: own }

/** Posts to a tap's address of a server whose framework answers nothing. */
async function post(headers: Record<string, string>, body: string) {
  const unreached = vi.fn()
  const server = createServer(openDoor(unreached)).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>(
    (resolve, reject) => {
      const length = String(Buffer.byteLength(body))
      const asked = ask(
        {
          port,
          method: 'POST',
          path: '/r/abc/tap',
          headers: { ...headers, 'content-length': length },
        },
        async (response) => {
          let text = ''
          for await (const part of response) text += part
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text })
        },
      )
      asked.once('error', reject)
      asked.end(body)
    },
  )
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
