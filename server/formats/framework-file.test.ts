import { describe, expect, it } from 'vitest'
import type { RefusalKey, RefusalValues } from '@/server/domain/errors'
import { refusal } from '@/server/testing/refusal'
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

  it('reads what Windows-1252 has where other tables have controls', () => {
    const marks = Buffer.from(Array.from({ length: 32 }, (_, at) => 0x80 + at))
    expect(decodeText(Buffer.concat([marks, Buffer.from([0xe9])])).text).toBe(
      '€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸé',
    )
  })

  it('reads UTF-8 with a few letters of Windows-1252 in it as both, and says so', () => {
    const found = decodeText(Buffer.from('Señal – café \u0092s', 'utf8'))
    expect(found).toMatchObject({ encoding: 'utf-8', remark: null })
    const mixed = Buffer.concat([Buffer.from('Señal – café'), Buffer.from([0x92, 0x73])])
    expect(decodeText(mixed)).toMatchObject({
      text: 'Señal – café’s',
      remark: 'encoding_mixed',
    })
  })

  it('takes a file with very many of them for what it is', () => {
    const pair = Buffer.concat([Buffer.from('ééé'), Buffer.from([0x92])])
    const many = Buffer.concat(Array.from({ length: 1001 }, () => pair))
    expect(decodeText(many).encoding).toBe('windows-1252')
    expect(decodeText(many.subarray(0, -7)).encoding).toBe('utf-8')
  })

  it('says that Windows-1252 was assumed', () => {
    expect(decodeText(Buffer.from([0x41, 0x92, 0x73])).remark).toBe('encoding_windows_1252')
  })

  it.each<[Uint8Array, RefusalKey]>([
    [new Uint8Array(0), 'files.empty'],
    [new Uint8Array(10 * 1024 * 1024 + 1), 'files.tooLarge'],
    [Buffer.from([0x41, 0, 0, 0, 0x42]), 'files.notText'],
    [Buffer.from('%PDF-1.7'), 'files.pdf'],
    [Buffer.from([0x1f, 0x8b, 8]), 'files.compressed'],
  ])('refuses %#', (bytes, key) => {
    expect(() => decodeText(bytes)).toThrow(refusal(key))
  })
})

describe('parseJson', () => {
  it.each<[string, RefusalKey, RefusalValues]>([
    ['{"a":1}\n{"b":2}', 'json.severalDocuments', { line: 2 }],
    ['{\n// why\n"a":1}', 'json.comment', { line: 2 }],
    ['{"a":1,}', 'json.invalid', { where: 'place', line: 1, column: 8 }],
    ['{"a":', 'json.invalid', { where: 'end' }],
    ['{"a\n":1}', 'json.quoteOpen', { line: 1 }],
    ['['.repeat(21), 'json.tooDeep', { line: 1, most: 20 }],
    ['['.repeat(5_000_000), 'json.tooDeep', { line: 1, most: 20 }],
  ])('refuses %.20s', (text, key, values) => {
    expect(() => parseJson(text)).toThrow(refusal(key, values))
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
  it.each<[string, RefusalKey]>([
    ['<html></html>', 'files.markup'],
    ['hello', 'files.noColumns'],
    ['   ', 'files.empty'],
    ['{"CFItems":[]}', 'case.documentMissing'],
    ['{"hello":1}', 'json.noFramework'],
    ['[1,2]', 'json.noFramework'],
  ])('refuses %s in a sentence', (text, key) => {
    expect(() => openFrameworkFile(utf8(text))).toThrow(refusal(key))
  })

  it('goes by content, not by name', () => {
    expect(openFrameworkFile(utf8('\uFEFF {"CFDocument":{}}')).format).toBe('case')
    expect(openFrameworkFile(utf8('a\tstatement\n1\tx')).sheet?.mapping.statement).toBe(1)
  })
})
