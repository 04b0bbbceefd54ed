import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isPersonal } from './headers.mjs'
import { open } from './visit'

describe('headers', () => {
  it('stand on every answer, refusals and forms too', async () => {
    const { visit } = await open()
    const answers = [
      await visit('/'),
      await visit('/%ff'),
      await visit('/', { method: 'TRACE' }),
      await visit('/o/a/save', { method: 'POST', body: 'a=b' }),
      await visit('/o/a/save', { method: 'POST', body: 'x'.repeat(1_000_001) }),
    ]
    for (const { headers } of answers) {
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['x-frame-options']).toBe('DENY')
      expect(headers['cross-origin-opener-policy']).toBe('same-origin')
      expect(headers['permissions-policy']).toContain('camera=()')
    }
    expect(answers.at(3)?.headers['cache-control']).toBe('no-store')
  })

  it('leave what the application says as it is', async () => {
    const { visit } = await open({}, (_request, response) => {
      response.setHeader('Content-Security-Policy', 'own')
      response.writeHead(200, { 'Cache-Control': 'private' })
      response.end()
    })
    const { headers } = await visit('/o/a')
    expect([headers['content-security-policy'], headers['cache-control']]).toEqual([
      'own',
      'private',
    ])
  })

  it('ask for https for a year where the site has it, and only there', async () => {
    const header = async (https: boolean) =>
      (await (await open({ https })).visit('/')).headers['strict-transport-security']
    expect(await header(true)).toBe('max-age=31536000')
    expect(await header(false)).toBeUndefined()
  })

  it.each([
    ['/r/abc', 'no-referrer'],
    ['/r/abc/no-more-mail', 'no-referrer'],
    ['/invitations/abc', 'no-referrer'],
    ['/sign-in/link?token=abc', 'no-referrer'],
    ['/sign-in?next=%2Finvitations%2Fabc', 'no-referrer'],
    ['/sign-in/code?next=/invitations/abc', 'no-referrer'],
    ['/search?token=abc', 'no-referrer'],
    ['/sign-in', 'same-origin'],
    ['/o/four-harbors', 'same-origin'],
    ['/maps/a/b/all/all', 'strict-origin-when-cross-origin'],
  ])('%s is passed on as %s', async (path, policy) => {
    const { visit } = await open()
    expect((await visit(path)).headers['referrer-policy']).toBe(policy)
  })

  it('of every address that takes a form are those of a page that acts for somebody', () => {
    const takes = readdirSync('app', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('route.ts'))
      .filter((file) => /\bPOST\b/.test(readFileSync(`app/${file}`, 'utf8')))
    expect(takes.length).toBeGreaterThan(30)
    for (const file of takes) expect(isPersonal(`/${file}`), file).toBe(true)
  })
})
