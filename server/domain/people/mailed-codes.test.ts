import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mailedCode, shownCode, typedCode, typedCodePattern } from './mailed-codes'

const drawn = fc
  .array(fc.integer({ min: 0, max: 29 }), { minLength: 8, maxLength: 8 })
  .map((places) => mailedCode(() => places.pop() ?? 0))

describe('a mailed code', () => {
  test('has eight characters that nobody takes for one another', () => {
    fc.assert(
      fc.property(drawn, (code) => {
        expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{8}$/)
      }),
    )
  })

  test('is understood as it is shown, in any case, with or without what stands between', () => {
    fc.assert(
      fc.property(drawn, (code) => {
        for (const text of [
          shownCode(code),
          shownCode(code).toLowerCase(),
          ` ${code} `,
          [...code].join(' '),
          shownCode(code).replace('-', '–'),
          shownCode(code).replace('-', '\u00a0'),
        ]) {
          expect(typedCode(text)).toBe(code)
        }
        expect(shownCode(code)).toMatch(new RegExp(`^${typedCodePattern}$`))
      }),
    )
  })

  test.each([
    '',
    'ABCD',
    'ABCD-EFG',
    'ABCD-EFGHJ',
    'ABCD-EFG0',
    'ABCD-EFGI',
    'ABCD/EFGH',
    '123456',
  ])('%j cannot be one', (text) => {
    expect(typedCode(text)).toBeNull()
  })
})
