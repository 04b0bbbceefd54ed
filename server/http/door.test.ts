import type { RequestListener } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { openDoor } from './door.mjs'
import { openLanes } from './lanes.mjs'
import { application, open, serve, until } from './visit'

vi.setConfig({ testTimeout: 30_000 })

it('an empty form still says that it is empty', async () => {
  const { visit } = await open()
  const answer = await visit('/r/abc/withdraw', { method: 'POST', body: '' })
  expect(answer.headers['x-seen']).toContain('content-length')
})

describe('turns', () => {
  const place = { atOnce: 1, braked: 1, waiting: 0, patience: 1_000 }
  const sizes = { people: place, newcomers: place, members: place, readers: place }

  it('a reader beyond them is told to come again, and an answer is still taken', async () => {
    const handle = vi.fn<RequestListener>((request, response) => {
      if (request.method === 'POST') response.end('yes')
    })
    const { visit, send } = await open({ lanes: openLanes({ sizes }) }, handle)
    send('GET /maps/a HTTP/1.1\r\nHost: a\r\n\r\n')
    await until(() => handle.mock.calls.length === 1)
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

describe('an application that fails', () => {
  const failing: Record<string, RequestListener> = {
    'at once': () => {
      throw new TypeError('/r/abc')
    },
    later: async () => {
      await sleep(10)
      throw new TypeError('/r/abc')
    },
  }

  it.each(Object.entries(failing))(
    '(%s) is answered and told, without what was asked',
    async (_, handle) => {
      const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
      onTestFinished(() => written.mockRestore())
      const { visit } = await open({}, handle)
      const answer = await visit('/maps/a')
      expect([answer.status, answer.body]).toEqual([500, 'failed\n'])
      const told = written.mock.calls.map(([text]) => String(text)).join('')
      expect(told).toContain('"name":"TypeError"')
      expect(told).not.toContain('/r/abc')
    },
  )

  it('and had begun to answer ends the connection', async () => {
    const tell = vi.fn()
    const { send } = await open({ tell }, async (_request, response) => {
      response.write('some')
      await sleep(10)
      throw new Error('later')
    })
    expect(await send('GET /maps/a HTTP/1.1\r\nHost: a\r\n\r\n').closed).toContain('some')
    expect(tell).toHaveBeenCalledOnce()
  })
})

describe('the end', () => {
  it('a connection that never says what it wants is ended', async () => {
    const limits = { headersTimeout: 150, requestTimeout: 300, connectionsCheckingInterval: 50 }
    const { send } = await serve(openDoor(application()), limits)
    expect(await send('GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ').closed).toContain(' 408 ')
    await send('').closed
  })

  it('closes a connection that is kept alive when its answer was given', async () => {
    const late = vi.fn<RequestListener>((_request, response) => {
      setTimeout(() => response.end('yes'), 200)
    })
    const { send, drain } = await serve(openDoor(late), { keepAliveTimeout: 60_000 }, 60_000)
    const { closed } = send('GET /a HTTP/1.1\r\nHost: a\r\n\r\n')
    await until(() => late.mock.calls.length === 1)
    await Promise.all([drain(), closed])
  })

  it('lets what is under way end, and waits for nobody who is idle or slow', async () => {
    const handle = vi.fn<RequestListener>((request, response) => {
      if (request.url === '/under-way') setTimeout(() => response.end('yes'), 200)
    })
    const { visit, send, drain, port } = await open({}, handle)
    const idle = send('')
    const never = send('GET /never HTTP/1.1\r\nHost: a\r\n\r\n')
    const underWay = visit('/under-way')
    await until(() => handle.mock.calls.length === 2)
    const ended = drain()
    expect((await underWay).body).toBe('yes')
    await Promise.all([ended, idle.closed, never.closed])
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow()
  })
})

describe('requests that go no further', () => {
  const place = { atOnce: 1, braked: 1, waiting: 0, patience: 1_000 }
  const sizes = { people: place, newcomers: place, members: place, readers: place }
  const counts = () => ({ ...Reflect.get(globalThis, Symbol.for('plumbline.refused')) })

  it('are counted by what stopped them, and no address makes a count', async () => {
    Reflect.deleteProperty(globalThis, Symbol.for('plumbline.refused'))
    const handle = vi.fn<RequestListener>()
    const { visit, send } = await open({ lanes: openLanes({ sizes }) }, handle)
    await visit('/maps/a', { method: 'DELETE' })
    await visit('/%2e%2e/a')
    send('GET /maps/a HTTP/1.1\r\nHost: a\r\n\r\n')
    await until(() => handle.mock.calls.length === 1)
    await visit('/maps/b')
    expect(counts()).toEqual({ form: 2, readers: 1 })
  })
})
