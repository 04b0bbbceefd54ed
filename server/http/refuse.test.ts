import { describe, expect, it } from 'vitest'
import { refusalOf } from './refuse.mjs'
import { open } from './visit'

describe('what goes no further than the door', () => {
  it.each(['TRACE', 'PROPFIND', 'PUT', 'DELETE', 'PATCH', 'SEARCH', 'OPTIONS', 'POST'])(
    '%s is not answered as if it were a read',
    async (method) => {
      const { visit, handle } = await open()
      const answer = await visit('/maps/a/b/all/all', { method })
      expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD'])
      expect(handle).not.toHaveBeenCalled()
    },
  )

  it.each([
    '/%ff',
    '/maps/%00/x',
    '/%',
    '/search?q=%ff',
    '/search?q=%00',
    '/search?%c0%80=1',
    '/r/abc%',
  ])('%s holds what no text can', async (path) => {
    const { visit, handle } = await open()
    expect((await visit(path)).status).toBe(400)
    expect(handle).not.toHaveBeenCalled()
  })

  it.each([
    '/searc%68',
    '/sign-i%6e',
    '/sign-i%6E',
    '/operato%72',
    '/method/technical-not%65',
    '/sign%2din',
    '/%72/abc',
    '/maps/%2e%2e/search',
    '/maps/../search',
    '/./search',
    '/maps/..',
    '/maps\\a',
  ])('%s goes no way round the rules of this door', async (path) => {
    const { visit, handle } = await open()
    expect((await visit(path)).status).toBe(400)
    expect(handle).not.toHaveBeenCalled()
  })

  it('what needs no escape has none, and everything else may', () => {
    const statusOf = (url: string) => refusalOf({ method: 'GET', url, headers: {} })?.status
    for (let code = 1; code < 127; code += 1) {
      const sign = String.fromCharCode(code)
      const escaped = `%${code.toString(16).padStart(2, '0')}`
      expect(statusOf(`/maps/a${escaped}`), sign).toBe(/[\w.~-]/.test(sign) ? 400 : undefined)
      expect(statusOf(`/maps/a${encodeURIComponent(sign)}`), sign).toBeUndefined()
    }
  })

  it.each([
    '/search?q=100%25',
    '/search?q=%7Ea/../b',
    '/maps/caf%C3%A9',
    '/search?q=a+b&b=%20',
    '/',
  ])('%s is an address like any other', async (path) => {
    const { visit } = await open()
    expect((await visit(path)).status).toBe(200)
  })

  it('an address of another site is not ours to answer', async () => {
    const { send } = await open()
    const { closed } = send(
      'GET http://elsewhere.example/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
    )
    expect(await closed).toContain(' 400 ')
  })

  it('a read with a body and a body of unknown length are refused', async () => {
    const { visit } = await open()
    expect((await visit('/', { body: 'x' })).status).toBe(400)
    const chunked = { method: 'POST', headers: { 'transfer-encoding': 'chunked' } }
    expect((await visit('/o/a', chunked)).status).toBe(411)
  })

  it('asking for web sockets leads to no other door', async () => {
    const { visit, handle } = await open()
    const headers = { connection: 'upgrade', upgrade: 'websocket' }
    expect((await visit('/%ff', { headers })).status).toBe(400)
    expect(handle).not.toHaveBeenCalled()
  })

  it('inner names neither reach the application nor come back', async () => {
    const { visit } = await open()
    const answer = await visit('/', {
      headers: {
        'x-middleware-rewrite': '/api/internal/revalidate',
        'x-middleware-request-x-nonce': 'a',
        'x-middleware-subrequest': 'proxy',
        'x-nonce': 'a',
        'x-path': '/o',
        'x-matched-path': '/o',
        'content-security-policy': "script-src 'nonce-a'",
        'content-length': '0',
        accept: 'text/html',
        rsc: '1',
      },
    })
    expect(answer.headers['x-seen']).toBe('accept connection host rsc')
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('x-middleware'))).toEqual(
      [],
    )
  })
})
