import { readdirSync, readFileSync } from 'node:fs'
import type { IncomingMessage, RequestListener } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it, vi } from 'vitest'
import { frameworkLimits } from '@/server/domain/frameworks'
import { openDoor } from './door.mjs'
import { openLanes } from './lanes.mjs'
import { largeBodies } from './large-bodies.mjs'
import { bodyLimit, uploadLimit } from './refuse.mjs'
import { isUpload } from './request.mjs'
import { sayNo } from './say-no.mjs'
import { application, open, serve } from './visit'

const upload = '/operator/employment/upload'

const until = (said: () => boolean) => vi.waitFor(() => expect(said()).toBe(true), 5_000)

it('an empty form still says that it is empty', async () => {
  const { visit } = await open()
  const answer = await visit('/r/abc/withdraw', { method: 'POST', body: '' })
  expect(answer.headers['x-seen']).toContain('content-length')
})

describe('bodies', () => {
  const head = (path: string, length: number) =>
    `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: ${length}\r\n\r\n`

  it.each([
    ['/api/trpc/a.b', bodyLimit],
    [upload, uploadLimit],
  ])('one too large for %s is refused by what it says of itself', async (path, limit) => {
    const { send, handle } = await open()
    const { said } = send(head(path, limit + 1))
    await until(() => said().includes(' 413 '))
    expect(handle).not.toHaveBeenCalled()
    const allowed = send(head(path, limit))
    await until(() => allowed.said().includes(' 200 '))
  })

  it('who sends a refused body whole can read why', async () => {
    const { visit } = await open()
    const answer = await visit('/api/trpc/a.b', { method: 'POST', body: 'x'.repeat(1_100_000) })
    expect([answer.status, answer.headers.connection]).toEqual([413, 'close'])
  })

  it('who reads only after sending everything is waited for, for a while', async () => {
    const no = { status: 413, message: 'Too much.' }
    const { send } = await serve((request, response) => sayNo(request, response, no, 30_000))
    const { socket, said } = send(head('/o/a', 12_000_000))
    const failed = await new Promise((resolve) => socket.write(Buffer.alloc(12_000_000), resolve))
    expect(failed ?? null).toBeNull()
    await until(() => said().includes(' 413 '))
    const never = await serve((request, response) => sayNo(request, response, no, 100))
    expect(await never.send(head('/o/a', 12_000_000)).closed).toContain(' 413 ')
  })

  it('one that nobody reads is not taken into memory', async () => {
    const seen: IncomingMessage[] = []
    const { send } = await open({}, (request) => seen.push(request))
    const { socket } = send(head(upload, 8_000_000))
    socket.write(Buffer.alloc(8_000_000))
    await until(() => seen.length === 1)
    await sleep(300)
    expect(seen[0]?.socket.bytesRead).toBeLessThan(500_000)
    expect(seen[0]?.readableLength).toBeLessThan(200_000)
  })

  it('one that does not arrive ends its connection', async () => {
    const { send } = await open({ bodyTimes: { usual: 150, upload: 400 } }, () => {})
    const began = performance.now()
    const sent = [send(`${head('/o/a', 900)}half`), send(`${head(upload, 900)}half`)]
    await Promise.all(sent.map(({ closed }) => closed))
    expect(performance.now() - began).toBeLessThan(5_000)
  })

  it('one that has arrived has all the time it needs', async () => {
    const late: RequestListener = (_request, response) => {
      setTimeout(() => response.end('yes'), 400)
    }
    const { visit } = await open({ bodyTimes: { usual: 100, upload: 100 } }, late)
    expect((await visit('/o/a', { method: 'POST', body: 'x' })).status).toBe(200)
  })

  it('large ones under way are bounded together, and small ones always come in', async () => {
    const waits: RequestListener = (request, response) => {
      request.resume()
      request.once('end', () => response.end('yes'))
    }
    const bodies = largeBodies({ small: 100, together: 1_000 })
    const { send, visit } = await open({ bodies }, waits)
    const first = send(head('/o/a', 950))
    await sleep(100)
    const refused = await visit('/o/b', { method: 'POST', body: 'x'.repeat(600) })
    expect([refused.status, refused.headers['retry-after']]).toEqual([503, '10'])
    expect((await visit('/r/a/send', { method: 'POST', body: 'x'.repeat(90) })).status).toBe(200)
    first.socket.destroy()
    await vi.waitFor(async () =>
      expect((await visit('/o/b', { method: 'POST', body: 'x'.repeat(600) })).status).toBe(200),
    )
  })

  it('a connection that never says what it wants is ended', async () => {
    const limits = { headersTimeout: 150, requestTimeout: 300, connectionsCheckingInterval: 50 }
    const { send } = await serve(openDoor(application()), limits)
    expect(await send('GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ').closed).toContain(' 408 ')
    await send('').closed
  })

  it('every address that takes a file may be sent one, and no other', () => {
    const routes = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('route.ts'),
    )
    expect(routes.length).toBeGreaterThan(30)
    for (const file of routes) {
      const url = `/${file.replace(/\/route\.ts$/, '').replace(/\([^)]+\)\//g, '')}`
      const takes = /fileAction\(|multipart\/form-data/.test(readFileSync(`app/${file}`, 'utf8'))
      expect(isUpload({ url }), url).toBe(takes)
    }
    expect(uploadLimit).toBe(frameworkLimits.bytes + 10_000)
  })
})

describe('turns', () => {
  const place = { atOnce: 1, braked: 1, waiting: 0, patience: 1_000 }
  const sizes = { people: place, newcomers: place, members: place, readers: place }

  it('a reader beyond them is told to come again, and an answer is still taken', async () => {
    const { visit, send } = await open({ lanes: openLanes({ sizes }) }, (request, response) => {
      if (request.method === 'POST') response.end('yes')
    })
    send('GET /maps/a HTTP/1.1\r\nHost: a\r\n\r\n')
    await sleep(100)
    const refused = await visit('/maps/b')
    expect([refused.status, refused.headers['retry-after']]).toEqual([503, '5'])
    expect((await visit('/r/a/send', { method: 'POST', body: 'x' })).status).toBe(200)
  })

  it('a body that is announced and never comes slows no reader', async () => {
    const readers = { ...place, atOnce: 2 }
    const lanes = openLanes({ sizes: { ...sizes, readers }, lag: () => 0 })
    const { visit, send, handle } = await open(
      { lanes },
      vi.fn<RequestListener>((request, response) => {
        if (request.url === '/maps/a' || request.method === 'POST') request.resume()
        else response.end('yes')
      }),
    )
    send('POST /r/a/send HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n')
    send('GET /maps/a HTTP/1.1\r\nHost: a\r\n\r\n')
    await until(() => vi.mocked(handle).mock.calls.length === 2)
    expect((await visit('/maps/b')).status).toBe(200)
    send('POST /r/a/send HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx')
    await vi.waitFor(async () => expect((await visit('/maps/b')).status).toBe(503), 10_000)
  })

  it('a reader who takes an answer slowly holds no place', async () => {
    const { visit, send } = await open({ lanes: openLanes({ sizes }) }, (request, response) => {
      if (request.url === '/slow') response.write('some')
      else response.end('yes')
    })
    const { said } = send('GET /slow HTTP/1.1\r\nHost: a\r\n\r\n')
    await until(() => said().includes('some'))
    expect((await visit('/maps/b')).status).toBe(200)
  })
})

describe('the end', () => {
  it('closes a connection that is kept alive when its answer was given', async () => {
    const late: RequestListener = (_request, response) => {
      setTimeout(() => response.end('yes'), 200)
    }
    const { send, drain } = await serve(openDoor(late), { keepAliveTimeout: 60_000 }, 60_000)
    const { closed } = send('GET /a HTTP/1.1\r\nHost: a\r\n\r\n')
    await sleep(100)
    await Promise.all([drain(), closed])
  })

  it('lets what is under way end, and waits for nobody who is idle or slow', async () => {
    const { visit, send, drain, port } = await open({}, (request, response) => {
      if (request.url === '/under-way') setTimeout(() => response.end('yes'), 200)
    })
    const idle = send('')
    const never = send('GET /never HTTP/1.1\r\nHost: a\r\n\r\n')
    const underWay = visit('/under-way')
    await sleep(100)
    const ended = drain()
    expect((await underWay).body).toBe('yes')
    await Promise.all([ended, idle.closed, never.closed])
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow()
  })
})
