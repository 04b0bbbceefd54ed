import { expect, test } from 'vitest'
import { applyTaps, draftText, emptyDraft, readDraft, readDraftText, tapsFromForm } from './drafts'
import { forgottenLength, forgottenLine } from './forgotten-line'

test.each([
  ['Reading a micrometer', 'Reading a micrometer'],
  ['  two\r\nlines\tand more ', 'two lines and more'],
  ['a\u0000b\u0007c', 'a b c'],
  ['half \ud800 a sign', 'half a sign'],
  ['a|b|yes', 'a|b|yes'],
  ['x'.repeat(forgottenLength + 1), 'x'.repeat(forgottenLength)],
  [' \n ', ''],
])('%j is kept as %j', (typed, kept) => {
  expect(forgottenLine(typed)).toBe(kept)
  const draft = applyTaps(emptyDraft(2), [
    { field: 'forgotten', answer: typed },
    { field: 'offered', answer: 'yes' },
  ])
  expect(draft).toMatchObject({ forgotten: kept, offered: true })
  expect(readDraftText(draftText(draft), 2)).toEqual(draft)
  expect(readDraft(JSON.parse(JSON.stringify(draft)), 2)).toEqual(draft)
})

test('a form without scripts taps what was typed and no more', () => {
  const draft = applyTaps(emptyDraft(1), [{ field: 'forgotten', answer: 'one | two' }])
  const posted = (forgotten: string, offered?: string) =>
    tapsFromForm(
      draft,
      new Map([['forgotten', forgotten], ...(offered ? [['offered', offered] as const] : [])]),
    )
  expect(posted('one | two')).toEqual([])
  expect(posted('one |\r\ntwo ')).toEqual([])
  expect(posted('')).toEqual([{ field: 'forgotten', answer: '' }])
  expect(posted('one | two', 'yes')).toEqual([{ field: 'offered', answer: 'yes' }])
})

test('it is offered to nobody unless that was ticked, and a draft from before has none', () => {
  expect(emptyDraft(1)).toMatchObject({ forgotten: '', offered: false })
  const { forgotten: _, offered: __, ...before } = emptyDraft(1)
  expect(readDraft({ ...before, role: 'hires' }, 1)).toEqual({ ...emptyDraft(1), role: 'hires' })
})

test.each(['maybe', '', 'on'])('whether it is offered is not %j', (answer) => {
  expect(() => applyTaps(emptyDraft(1), [{ field: 'offered', answer }])).toThrow()
})
