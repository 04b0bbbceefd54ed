import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineOf, MISSING, missingOf, placeOf, tappedLine, textsIn } from './draft-fields'
import { applyTaps, draftText, emptyDraft, type Tap } from './drafts'

const tap: fc.Arbitrary<Tap> = fc.oneof(
  fc.constantFrom(
    ...[
      { field: 'role', answer: 'does' },
      { field: 'exposure', answer: 'none' },
      { field: 'value', answer: '?' },
      { field: 'staff', answer: 'yes' },
      { field: 'holder', answer: 'yes' },
      { field: 'offered', answer: 'yes' },
      { field: 'forgotten', answer: 'one | two' },
      { field: 'forgotten', answer: '' },
    ],
  ),
  fc
    .tuple(fc.constantFrom('i', 'f'), fc.nat(11), fc.constantFrom('1', '4'))
    .map(([list, at, answer]) => ({ field: `${list}${at}`, answer })),
)

describe('the line of a form', () => {
  it('says in a browser after each tap what the site says of the same draft', () => {
    fc.assert(
      fc.property(fc.array(tap), (taps) => {
        const empty = emptyDraft(12)
        const pairs = taps.map(({ field, answer }) => [field, answer] as const)
        expect(tappedLine(draftText(empty), pairs)).toBe(draftText(applyTaps(empty, taps)))
      }),
    )
  })

  it.each(['', 'does', 'does|few|4-', 'does|few|4-|2-|3|no|no|yes|a|b|', '|||||||||||'])(
    'is read whole, and %j is no surprise',
    (line) => {
      const texts = textsIn(line)
      expect(texts.get('role')).toBe(line.split('|')[0])
      expect(lineOf(texts).startsWith(line)).toBe(true)
      expect(texts.get('forgotten')).toBe(line.split('|').slice(8).join('|'))
    },
  )

  it('takes no field it does not have', () => {
    const line = draftText(emptyDraft(2))
    expect(
      tappedLine(line, [
        ['__proto__', 'x'],
        ['j0', 'x'],
      ]),
    ).toBe(line)
  })
})

it.each([
  ['i0', { list: 'i', at: 0 }],
  ['f11', { list: 'f', at: 11 }],
  ['value', { list: 'value', at: null }],
  ['i', { list: 'i', at: null }],
  ['i123', { list: 'i123', at: null }],
])('%s is kept at %j', (field, place) => {
  expect(placeOf(field)).toEqual(place)
})

it('what is missing is told in the order of the page', () => {
  expect(missingOf({ i0: false, exposure: false, role: false })).toEqual([...MISSING])
  expect(missingOf({ i0: false, exposure: true, role: true })).toEqual(['i0'])
  expect(missingOf({ i0: true, exposure: true, role: true })).toEqual([])
})
