import { readdirSync, readFileSync } from 'node:fs'
import type { IncomingMessage, RequestListener } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it, vi } from 'vitest'
import { frameworkLimits } from '@/server/domain/catalogue/frameworks'
import { largeBodies } from './large-bodies.mjs'
import { bodyLimit, uploadLimit } from './refuse.mjs'
import { isUpload } from './request.mjs'
import { sayNo } from './say-no.mjs'
import { open, serve, until } from './visit'

vi.setConfig({ testTimeout: 30_000 })

const upload = '/operator/employment/upload'

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
    expect(performance.now() - began).toBeLessThan(20_000)
  })

  it('one that has arrived has all the time it needs', async () => {
    const late: RequestListener = (_request, response) => {
      setTimeout(() => response.end('yes'), 2_500)
    }
    const { visit } = await open({ bodyTimes: { usual: 2_000, upload: 2_000 } }, late)
    expect((await visit('/o/a', { method: 'POST', body: 'x' })).status).toBe(200)
  })

  describe('that are large', () => {
    const session = { cookie: 'plumbline.session=a' }
    const large = { method: 'POST', body: 'x'.repeat(600) }
    const limits = { small: 100, known: 1_000, strangers: 1_000, network: 700 }
    /** An application that answers when a body is here. */
    const waits = () =>
      vi.fn<RequestListener>((request, response) => {
        request.resume()
        request.once('end', () => response.end('yes'))
      })

    it('are bounded together, and small ones always come in', async () => {
      const handle = waits()
      const { send, visit } = await open({ bodies: largeBodies(limits) }, handle)
      const first = send(head('/o/a', 950))
      await until(() => handle.mock.calls.length === 1)
      const refused = await visit('/o/b', large)
      expect([refused.status, refused.headers['retry-after']]).toEqual([503, '10'])
      expect((await visit('/r/a/send', { method: 'POST', body: 'x'.repeat(90) })).status).toBe(200)
      first.socket.destroy()
      await vi.waitFor(async () => expect((await visit('/o/b', large)).status).toBe(200), 10_000)
    })

    it.each(['plumbline.session=a', '__Secure-plumbline.rater.a=b'])(
      'come in with a cookie (%s) however many strangers send',
      async (cookie) => {
        const { send, visit } = await open({}, waits())
        const sent = Array.from({ length: 60 }, () => send(head('/api/trpc/a.b', bodyLimit)))
        await until(() => sent.filter(({ said }) => said().includes(' 503 ')).length >= 40)
        const body = 'x'.repeat(5_000_000)
        expect((await visit(upload, { method: 'POST', body, headers: { cookie } })).status).toBe(
          200,
        )
      },
    )

    it('leave room for other networks, whatever cookies one makes up', async () => {
      const handle = waits()
      const bodies = largeBodies({ ...limits, known: 2_000 })
      const { send, visit } = await open({ bodies, trustedProxies: 1 }, handle)
      const from = (address: string) => ({
        ...large,
        headers: { ...session, 'x-forwarded-for': address },
      })
      send(
        'POST /o/a HTTP/1.1\r\nHost: a\r\nCookie: plumbline.session=b\r\nX-Forwarded-For: 192.0.2.1\r\nContent-Length: 600\r\n\r\n',
      )
      await until(() => handle.mock.calls.length === 1)
      expect((await visit('/o/b', from('192.0.2.1'))).status).toBe(503)
      expect((await visit('/o/b', from('192.0.2.2'))).status).toBe(200)
    })
  })

  it('every address that takes a file may be sent one, and no other', () => {
    const routes = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('route.ts'),
    )
    expect(routes.length).toBeGreaterThan(30)
    for (const file of routes) {
      const url = `/${file.replace(/\/route\.ts$/, '').replace(/\([^)]+\)\//g, '')}`
      const takes = /\b(?:file|get)\('file'\)|\bfilePost\(/.test(
        readFileSync(`app/${file}`, 'utf8'),
      )
      expect(isUpload({ url }), url).toBe(takes)
    }
    expect(uploadLimit).toBe(frameworkLimits.bytes + 10_000)
  })
})
