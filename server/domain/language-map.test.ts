import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { languageTag, pickText } from './language-map'

describe('languageTag', () => {
  it.each([
    ['en-us', 'en-US'],
    ['eng', 'en'],
    ['EN', 'en'],
    ['en_US', 'en-US'],
    ['en_us.UTF-8', 'en-US'],
    ['zh_Hans_CN', 'zh-Hans-CN'],
    ['sr_RS@latin', 'sr-RS'],
    ['spa', 'es'],
    ['ger', 'de'],
    ['English', 'en'],
    ['ENGLISH', 'en'],
    ['Spanish', 'es'],
    ['español', 'es'],
    ['Espanol', 'es'],
    ['inglés', 'en'],
    ['français', 'fr'],
    ['Deutsch', 'de'],
    ['中文', 'zh'],
    ['ไทย', 'th'],
    ['English (United States)', 'en-US'],
    ['English - US', 'en-US'],
    ['American English', 'en-US'],
    ['Español (México)', 'es-MX'],
    ['Chinese (Simplified)', 'zh-Hans'],
    ['Traditional Chinese', 'zh-Hant'],
    ['English (of a kind)', 'en'],
    ['multiple', 'und'],
    ['None', 'und'],
    ['und', 'und'],
    [' es-mx ', 'es-MX'],
    ['not a tag', 'und'],
    ['', 'und'],
    [null, 'und'],
  ])('spells %j as %s', (text, tag) => {
    expect(languageTag(text)).toBe(tag)
    expect(languageTag(text)).toBe(tag)
  })
})

describe('languageTag of any text', () => {
  it('says the same of what it has said before', () => {
    const word = fc.constantFrom('en', 'es', 'zh', 'Hans', 'US', 'mx', '419', 'English', 'x', '')
    const text = fc
      .tuple(word, fc.constantFrom('-', '_', ' ', ' (', '.'), word)
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(fc.oneof(text, fc.string()), (said) => {
        const tag = languageTag(said)
        expect(languageTag(tag)).toBe(tag)
        expect(tag).toMatch(/^[a-z]{2,3}(?:-[A-Za-z0-9]+)*$/)
      }),
    )
  })

  it('keeps every tag that is written as it should be', () => {
    const tag = fc
      .tuple(
        fc.constantFrom('en', 'es', 'zh', 'ar', 'th', 'fil', 'und'),
        fc.constantFrom('', '-Latn', '-Hant', '-Arab'),
        fc.constantFrom('', '-US', '-MX', '-419'),
      )
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(tag, (text) => {
        expect(languageTag(text)).toBe(text)
      }),
    )
  })

  it('takes underscores, any case and a code of three letters for the same', () => {
    const parts = fc.tuple(fc.constantFrom('en', 'eng', 'EN'), fc.constantFrom('us', 'US'))
    fc.assert(
      fc.property(parts, fc.constantFrom('-', '_'), ([language, region], sign) => {
        expect(languageTag(`${language}${sign}${region}`)).toBe('en-US')
      }),
    )
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
