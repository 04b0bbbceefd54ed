import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { localPath } from './local-path'

describe('a redirect never leaves the site', () => {
  test.each([
    ['/o/keel-and-anchor', '/o/keel-and-anchor'],
    ['/o/keel?tab=2#x', '/o/keel?tab=2#x'],
    ['/', '/'],
  ])('%s stays', (text, path) => {
    expect(localPath(text)).toBe(path)
  })

  test.each([
    '',
    'o/keel',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    '/\n/evil.example',
    '/..//evil.example',
    '/.//evil.example',
    `/${'a'.repeat(600)}`,
    null,
    undefined,
  ])('%j goes to the first page', (text) => {
    expect(localPath(text)).toBe('/')
  })

  test('whatever is given, the browser stays on the origin', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const url = new URL(localPath(`/${text}`), 'https://site.example')
        return url.origin === 'https://site.example'
      }),
    )
  })
})
