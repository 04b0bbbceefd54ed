import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DomainError } from '@/server/domain/errors'
import {
  EXPOSURES,
  FIT_ANSWERS,
  IMPORTANCE_ANSWERS,
  RATER_ROLES,
  VALUE_ANSWERS,
} from '@/server/domain/scales'
import {
  applyTap,
  applyTaps,
  type Draft,
  draftProgress,
  draftText,
  emptyDraft,
  holdsAnswers,
  readDraft,
  readDraftText,
  type Tap,
  tapsFromForm,
} from './drafts'

const length = 4

const tap: fc.Arbitrary<Tap> = fc.oneof(
  fc.constantFrom(...RATER_ROLES).map((answer) => ({ field: 'role', answer })),
  fc.constantFrom(...EXPOSURES).map((answer) => ({ field: 'exposure', answer })),
  fc.constantFrom(...VALUE_ANSWERS).map((answer) => ({ field: 'value', answer })),
  fc.constantFrom('yes', 'no').map((answer) => ({ field: 'staff', answer })),
  fc
    .tuple(fc.nat(length - 1), fc.constantFrom(...IMPORTANCE_ANSWERS))
    .map(([at, answer]) => ({ field: `i${at}`, answer })),
  fc
    .tuple(fc.nat(length - 1), fc.constantFrom(...FIT_ANSWERS))
    .map(([at, answer]) => ({ field: `f${at}`, answer })),
)
const taps = fc.array(tap, { maxLength: 30 })

const full: Draft = applyTaps(emptyDraft(length), [
  { field: 'role', answer: 'supervises' },
  { field: 'exposure', answer: 'few' },
  { field: 'i0', answer: '4' },
  { field: 'i1', answer: '?' },
  { field: 'f0', answer: '2' },
  { field: 'f1', answer: 'x' },
  { field: 'value', answer: '3' },
])

describe('taps', () => {
  it('set one field each and leave the rest alone', () => {
    expect(full).toEqual({
      role: 'supervises',
      exposure: 'few',
      importance: '4?--',
      fit: '2x--',
      value: '3',
      providerStaff: false,
      holder: false,
      forgotten: '',
      offered: false,
    })
  })

  it('twice are the same as once', () => {
    fc.assert(
      fc.property(taps, tap, (earlier, again) => {
        const draft = applyTap(applyTaps(emptyDraft(length), earlier), again)
        expect(applyTap(draft, again)).toEqual(draft)
      }),
    )
  })

  it('from two devices on different questions are all kept, in whatever order they arrive', () => {
    fc.assert(
      fc.property(taps, fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }), (made, coin) => {
        const one = made.filter((each) => !each.field.startsWith('f'))
        const two = made.filter((each) => each.field.startsWith('f'))
        const left = [...one]
        const right = [...two]
        const mixed: Tap[] = []
        for (const first of coin) {
          const next = (first ? left.shift() : right.shift()) ?? left.shift() ?? right.shift()
          if (next) mixed.push(next)
        }
        expect(applyTaps(emptyDraft(length), mixed)).toEqual(
          applyTaps(emptyDraft(length), [...one, ...two]),
        )
      }),
    )
  })

  it.each([
    { field: 'i0', answer: '5' },
    { field: 'i0', answer: '0' },
    { field: 'i0', answer: 'x' },
    { field: 'i0', answer: '44' },
    { field: 'f0', answer: '5' },
    { field: 'f0', answer: '?' },
    { field: 'f0', answer: '' },
    { field: 'i4', answer: '4' },
    { field: 'i99', answer: '4' },
    { field: 'role', answer: 'boss' },
    { field: 'exposure', answer: 'yes' },
    { field: 'value', answer: '0' },
    { field: 'holder', answer: 'maybe' },
    { field: '__proto__', answer: '4' },
  ])('with an unknown level or question are refused: %o', (bad) => {
    expect(() => applyTap(emptyDraft(length), bad)).toThrow(DomainError)
  })
})

describe('a whole form posted without scripts', () => {
  it('changes only the fields that differ from what it was rendered with', () => {
    const onThePhone = applyTaps(full, [
      { field: 'i2', answer: '3' },
      { field: 'f0', answer: '4' },
    ])
    const posted = new Map([
      ['role', 'supervises'],
      ['exposure', 'few'],
      ['i0', '1'],
      ['i1', '?'],
      ['f0', '2'],
      ['f1', 'x'],
      ['f3', '0'],
      ['value', '3'],
    ])
    const changed = tapsFromForm(full, posted)
    expect(changed).toEqual([
      { field: 'i0', answer: '1' },
      { field: 'f3', answer: '0' },
    ])
    expect(applyTaps(onThePhone, changed)).toMatchObject({ importance: '1?3-', fit: '4x-0' })
  })

  it('can clear a box but never an answered question', () => {
    const ticked = applyTap(full, { field: 'staff', answer: 'yes' })
    expect(tapsFromForm(ticked, new Map())).toEqual([{ field: 'staff', answer: 'no' }])
  })

  it('carries the state it was rendered with through a hidden field', () => {
    fc.assert(
      fc.property(taps, (made) => {
        const draft = applyTaps(emptyDraft(length), made)
        expect(readDraftText(draftText(draft), length)).toEqual(draft)
      }),
    )
  })

  it.each([
    ['nothing', ''],
    ['an unknown role', 'boss|few|4---|2---|3|no|no'],
    ['too few fields', 'does|few|4---'],
    ['too few answers', 'does|few|4--|2---|3|no|no'],
    ['a level outside the scale', 'does|few|5---|2---|3|no|no'],
    ['far too much', 'x'.repeat(5000)],
    ['empty fields', '|||||||'],
  ])('begins anew when the hidden field holds %s', (_, broken) => {
    expect(readDraftText(broken, length)).toEqual(emptyDraft(length))
  })
})

describe('progress', () => {
  it.each([
    [emptyDraft(4), 0, ['role', 'exposure', 'i0']],
    [{ ...emptyDraft(4), role: 'does' }, 0, ['exposure', 'i0']],
    [{ ...emptyDraft(4), importance: '4---' }, 0, ['role', 'exposure']],
    [{ ...emptyDraft(4), role: 'does', exposure: 'few' }, 0, ['i0']],
    [{ ...emptyDraft(4), role: 'does', exposure: 'none', fit: '4---' }, 0, ['i0']],
    [{ ...emptyDraft(4), role: 'does', exposure: 'few', importance: '44--', fit: '3---' }, 1, []],
    [{ ...emptyDraft(4), role: 'does', exposure: 'none', importance: '44--' }, 2, []],
  ] satisfies [Draft, number, string[]][])(
    '%#: counts finished cards and all that is missing',
    (draft, done, missing) => {
      expect(draftProgress(draft)).toMatchObject({ done, missing, total: 4 })
    },
  )

  it('knows when anything has been answered', () => {
    expect(holdsAnswers(emptyDraft(4))).toBe(false)
    expect(holdsAnswers({ ...emptyDraft(4), role: 'does' })).toBe(true)
  })
})

it('a draft of another packet, or nonsense, reads as empty', () => {
  expect(readDraft(full, 4)).toEqual(full)
  expect(readDraft(full, 5)).toEqual(emptyDraft(5))
  expect(readDraft({ importance: '9999' }, 4)).toEqual(emptyDraft(4))
  expect(readDraft(null, 4)).toEqual(emptyDraft(4))
})
