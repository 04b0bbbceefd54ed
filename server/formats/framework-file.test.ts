import { describe, expect, it } from 'vitest'
import { decodeText } from './decode-text'
import { openFrameworkFile } from './framework-file'
import { parseJson } from './parse-json'

const utf8 = (text: string) => new TextEncoder().encode(text)

describe('decodeText', () => {
  it.each([
    ['UTF-8', utf8('Señal'), 'utf-8'],
    ['UTF-8 with a mark', utf8('\uFEFFSeñal'), 'utf-8'],
    ['UTF-16 LE', Buffer.from('\uFEFFSeñal', 'utf16le'), 'utf-16le'],
    ['UTF-16 LE without a mark', Buffer.from('Señal', 'utf16le'), 'utf-16le'],
    ['UTF-16 BE', Buffer.from('\uFEFFSeñal', 'utf16le').swap16(), 'utf-16be'],
    ['Windows-1252', Buffer.from('Señal', 'latin1'), 'windows-1252'],
  ])('reads %s', (_, bytes, encoding) => {
    expect(decodeText(bytes)).toMatchObject({ text: 'Señal', encoding })
  })

  it('says that Windows-1252 was assumed', () => {
    expect(decodeText(Buffer.from([0x41, 0x92, 0x73])).problems[0]?.reason).toBe(
      'encoding_windows_1252',
    )
  })

  it.each([
    [new Uint8Array(0), /empty/],
    [new Uint8Array(10 * 1024 * 1024 + 1), /10 MB/],
    [Buffer.from([0x41, 0, 0, 0, 0x42]), /not a text file/],
    [Buffer.from('%PDF-1.7'), /PDF/],
    [Buffer.from([0x1f, 0x8b, 8]), /compressed/],
  ])('refuses %#', (bytes, sentence) => {
    expect(() => decodeText(bytes)).toThrow(sentence)
  })
})

describe('parseJson', () => {
  it.each([
    ['{"a":1}\n{"b":2}', /several JSON documents; the second begins on line 2/],
    ['{\n// why\n"a":1}', /Line 2 holds a comment/],
    ['{"a":1,}', /line 1, column 8|not valid JSON/],
    ['{"a":', /not valid JSON/],
    ['{"a\n":1}', /quote on line 1 is not closed/],
    ['['.repeat(21), /nested deeper than 20/],
    ['['.repeat(5_000_000), /nested deeper than 20/],
  ])('refuses %.20s', (text, sentence) => {
    expect(() => parseJson(text)).toThrow(sentence)
  })

  it('takes slashes and braces inside quotes for what they are', () => {
    expect(parseJson('{"a":"http://x/{[[","b":"\\"//"}').value).toEqual({
      a: 'http://x/{[[',
      b: '"//',
    })
  })

  it('takes out what no database stores and says so', () => {
    const { value, problems } = parseJson('{"a":"x\\u0000y","b":"\\ud800","__proto__":{"c":1}}')
    expect(value).toEqual({ a: 'xy', b: '\uFFFD' })
    expect(problems).toEqual([{ severity: 'warning', reason: 'characters_removed' }])
  })
})

describe('openFrameworkFile', () => {
  it.each([
    ['<html></html>', /HTML or XML/],
    ['hello', /no columns/],
    ['   ', /empty/],
    ['{"CFItems":[]}', /no CFDocument/],
    ['{"hello":1}', /neither a CASE package nor/],
    ['[1,2]', /neither a CASE package nor/],
  ])('refuses %s in a sentence', (text, sentence) => {
    expect(() => openFrameworkFile(utf8(text))).toThrow(sentence)
  })

  it('goes by content, not by name', () => {
    expect(openFrameworkFile(utf8('\uFEFF {"CFDocument":{}}')).format).toBe('case')
    expect(openFrameworkFile(utf8('a\tstatement\n1\tx')).sheet?.mapping.statement).toBe(1)
  })
})
