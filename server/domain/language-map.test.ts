import { describe, expect, it } from 'vitest'
import { languageTag, pickText } from './language-map'

describe('languageTag', () => {
  it.each([
    ['en-us', 'en-US'],
    ['eng', 'en'],
    [' es-mx ', 'es-MX'],
    ['not a tag', 'und'],
    ['', 'und'],
    [null, 'und'],
  ])('spells %j as %s', (text, tag) => {
    expect(languageTag(text)).toBe(tag)
    expect(languageTag(text)).toBe(tag)
  })
})

describe('pickText', () => {
  it.each([
    [{ en: 'a', 'es-MX': 'b' }, 'es-MX', 'b'],
    [{ en: 'a', 'es-MX': 'b' }, 'es', 'b'],
    [{ 'en-US': 'a', fr: 'b' }, 'de', 'a'],
    [{ und: 'a', fr: 'b' }, 'de', 'a'],
    [{ fr: 'b' }, 'de', 'b'],
    [{}, 'de', ''],
  ])('of %o shows a reader of %s “%s”', (map, wanted, text) => {
    expect(pickText(map, wanted)).toBe(text)
  })
})
