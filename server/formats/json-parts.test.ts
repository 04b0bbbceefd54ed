import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json } from '@/server/domain/json'
import { refusal } from '@/server/testing/refusal'
import { type JsonPart, JsonParts, type PartLimits } from './json-parts'
import { parseJson } from './parse-json'

/** What is read of a text that comes in pieces of so many letters. */
function readParts(text: string, size: number, limits?: PartLimits) {
  const reader = new JsonParts(limits)
  const parts: JsonPart[] = []
  for (let from = 0; from < text.length; from += size) {
    const piece = text.slice(from, from + size)
    parts.push(...reader.take(piece, piece.length))
  }
  const { documents, last } = reader.end()
  return { parts: [...parts, ...last], documents, removed: reader.removed }
}

describe('a document that is read piece by piece', () => {
  test('says what it says whole, in pieces of any size', () => {
    const list = fc.array(fc.jsonValue({ maxDepth: 5 }), { maxLength: 8 })
    const anySize = fc.integer({ min: 1, max: 40 })
    fc.assert(
      fc.property(fc.record({ a: list, CFItems: list, '@graph': list }), anySize, (value, size) => {
        const text = JSON.stringify(value)
        const whole = parseJson(text).value
        const { parts, documents } = readParts(text, size)
        expect(documents).toEqual([whole])
        expect(parts.filter(({ list: of }) => of === 'CFItems').map((part) => part.value)).toEqual(
          (whole as Record<string, Json>).CFItems,
        )
      }),
    )
  })

  test('holds the first elements of a long list and gives all', () => {
    const all = Array.from({ length: 500 }, (_, n) => ({ n }))
    const { parts, documents } = readParts(JSON.stringify({ data: { CFItems: all } }), 50)
    expect(documents).toEqual([{ data: { CFItems: all.slice(0, 200) } }])
    expect(parts.filter(({ list }) => list === 'CFItems').map(({ value }) => value)).toEqual(all)
  })

  test('may be several, one to a line, or a list', () => {
    const values = [{ a: 1 }, { b: [2] }]
    const lines = values.map((value) => JSON.stringify(value)).join('\n')
    expect(readParts(lines, 3).documents).toEqual(values)
    const { parts } = readParts(JSON.stringify(values), 3)
    expect(parts.slice(0, 2)).toEqual([
      { list: '[]', index: 0, value: values[0] },
      { list: '[]', index: 1, value: values[1] },
    ])
  })

  test('has its texts cleaned and keeps no prototype', () => {
    const text = '{"CFItems": [{"a": "x\\u0000y", "__proto__": {"b": 1}}]}'
    const { documents, removed } = readParts(text, 7)
    expect(documents).toEqual([{ CFItems: [{ a: 'xy' }] }])
    expect(removed).toBe(true)
  })

  const small = { item: 50, text: 200, rest: 400 }
  const deep = `{"a": ${'['.repeat(20)}${']'.repeat(20)}}`
  test.each<[string, string, Parameters<typeof refusal>]>([
    ['ends in an item', '{"CFItems": [{"a": 1}, {"b', ['large.cutShort', { byte: 26, item: 1 }]],
    ['ends before its end', '{"CFItems": [{"a": 1}]', ['large.cutShort', { byte: 22, item: 1 }]],
    ['is no JSON', '{"CFItems": [{"a": 1}, {]}', ['large.notJson', { byte: 20, item: 0 }]],
    ['is nested too deep', deep, ['large.tooDeep', { most: 20, byte: 40, item: 0 }]],
    [
      'has a large item',
      `{"CFItems": [{"a": [${'1,'.repeat(30)}1]}]}`,
      ['large.tooLarge', { what: 'item', byte: 85, item: 0 }],
    ],
    [
      'has a long text',
      `{"a": "${'x'.repeat(300)}"}`,
      ['large.tooLarge', { what: 'text', byte: 240, item: 0 }],
    ],
    [
      'has much beside its items',
      `{"a": [${'"xxxxxxxxxx",'.repeat(60)}1]}`,
      ['large.tooLarge', { what: 'rest', byte: 540, item: 0 }],
    ],
  ])('is refused where it %s', (_, text, refused) => {
    expect(() => readParts(text, 20, small)).toThrow(refusal(...refused))
  })
})
