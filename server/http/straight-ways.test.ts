import type { ServerResponse } from 'node:http'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { largeBodies } from './large-bodies.mjs'
import { openStraightWay } from './straight-ways.mjs'
import { open } from './visit'

vi.setConfig({ testTimeout: 30_000 })

const tap = vi.fn((_request: unknown, response: ServerResponse, _params: { code: string }) => {
  response.end('straight')
})
const post = { method: 'POST', body: '{}' }

beforeEach(() => {
  tap.mockClear()
  openStraightWay('tap', tap)
})

it('a rater’s tap is brought straight to its route, with the headers of every answer', async () => {
  const { visit, handle } = await open()
  const answer = await visit('/r/aB_9-x/tap', post)
  expect(answer.body).toBe('straight')
  expect(answer.headers).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'content-security-policy': expect.stringContaining("default-src 'none'"),
  })
  expect(tap.mock.calls[0]?.[2]).toEqual({ code: 'aB_9-x' })
  expect(handle).not.toHaveBeenCalled()
})

describe('the framework’s router is asked about', () => {
  it.each([
    ['another address', '/r/abc/start', post],
    ['a name within another', '/r/abc/x/tap', post],
    ['a slash at the end', '/r/abc/tap/', post],
    ['a question behind it', '/r/abc/tap?a=b', post],
    ['a code that none of ours is', '/r/a~c/tap', post],
    ['a read', '/r/abc/tap', {}],
    ['a large body', '/r/abc/tap', { ...post, body: 'x'.repeat(64_001) }],
    ['what has no straight way yet', '/r/abc/send', post],
  ])('%s', async (_name, path, asked) => {
    const { visit, handle } = await open()
    await visit(path, asked)
    expect(tap).not.toHaveBeenCalled()
    expect(handle).toHaveBeenCalledOnce()
  })
})

describe('the straight way begins behind the door', () => {
  it('nothing that the door refuses gets there', async () => {
    const full = { small: 1, known: 0, strangers: 0, network: 0 }
    const { visit, handle } = await open({ bodies: largeBodies(full) })
    expect((await visit('/r/abc/tap', post)).status).toBe(503)
    expect(tap).not.toHaveBeenCalled()
    expect(handle).not.toHaveBeenCalled()
  })

  it('nor do the names by which the framework talks to itself', async () => {
    const seen = vi.fn()
    openStraightWay('tap', (request: { headers: object }, response: ServerResponse) => {
      seen(Object.keys(request.headers))
      response.end()
    })
    const { visit } = await open()
    await visit('/r/abc/tap', { ...post, headers: { 'x-middleware-next': '1' } })
    expect(seen).toHaveBeenCalledWith(expect.not.arrayContaining(['x-middleware-next']))
  })
})
