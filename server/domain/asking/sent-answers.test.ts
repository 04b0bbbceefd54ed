import { describe, expect, it } from 'vitest'
import { applyTaps, type Draft, emptyDraft } from './drafts'
import { receiptLines, sentAnswers, sentText } from './sent-answers'

const full: Draft = applyTaps(emptyDraft(4), [
  { field: 'role', answer: 'supervises' },
  { field: 'exposure', answer: 'few' },
  { field: 'i0', answer: '4' },
  { field: 'i1', answer: '?' },
  { field: 'f0', answer: '2' },
  { field: 'f1', answer: 'x' },
  { field: 'value', answer: '3' },
])

describe('what is sent', () => {
  it('is the draft, packed', () => {
    expect(sentAnswers(full)).toEqual({
      role: 'supervises',
      exposure: 'few',
      importance: '4?--',
      fit: '2x--',
      value: 3,
      providerStaff: false,
      holder: false,
    })
  })

  it.each(['none', 'unknown'] as const)('has importance only when exposure is "%s"', (exposure) => {
    expect(sentAnswers({ ...full, exposure })).toMatchObject({
      importance: '4?--',
      fit: '----',
      value: null,
    })
  })

  it('has no value level for "we do not consider it, or not sure"', () => {
    expect(sentAnswers({ ...full, value: '?' }).value).toBeNull()
  })

  it.each([
    [{ ...full, role: null }, 'role'],
    [{ ...full, exposure: null }, 'exposure'],
    [{ ...full, importance: '----', fit: '----' }, 'i0'],
  ])('is refused while something is missing: %#', (draft, field) => {
    expect(() => sentAnswers(draft)).toThrow(expect.objectContaining({ code: 'invalid', field }))
  })

  it('differs in its text whenever an answer differs', () => {
    const texts = [
      full,
      { ...full, fit: '3x--' },
      { ...full, value: '?' as const },
      { ...full, holder: true },
    ]
    expect(new Set(texts.map((draft) => sentText(sentAnswers(draft)))).size).toBe(4)
  })
})

it('the receipt shows every line as it was answered', () => {
  expect(receiptLines({ importance: '4?--', fit: '2x--' })).toEqual([
    { position: 0, importance: '4', fit: '2' },
    { position: 1, importance: '?', fit: 'x' },
    { position: 2, importance: null, fit: null },
    { position: 3, importance: null, fit: null },
  ])
})
