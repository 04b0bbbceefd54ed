import { describe, expect, test } from 'vitest'
import {
  answerLevel,
  FIT_ANSWERS,
  isPackedAnswers,
  mayJudgeFit,
  SCALE_SHAPES,
  SCALES,
} from './scales'

describe('packed answers', () => {
  test('levels are read, ways of not answering are null', () => {
    expect([...'01234x-'].map((c) => answerLevel('fit', c))).toEqual([0, 1, 2, 3, 4, null, null])
    expect([...'1234?-'].map((c) => answerLevel('importance', c))).toEqual([1, 2, 3, 4, null, null])
    expect([...'1234?-'].map((c) => answerLevel('value', c))).toEqual([1, 2, 3, 4, null, null])
  })

  test('a character outside the scale is an error, never a level', () => {
    for (const c of ['5', '9', '?', '', ' ', 'é', '12']) {
      expect(() => answerLevel('fit', c)).toThrow(RangeError)
    }
    for (const c of ['0', '5', 'x']) expect(() => answerLevel('importance', c)).toThrow(RangeError)
  })

  test('a packed text has one known character per competency', () => {
    expect(isPackedAnswers('importance', '4432-1', 6)).toBe(true)
    expect(isPackedAnswers('importance', '4432-1', 5)).toBe(false)
    expect(isPackedAnswers('importance', '0432-1', 6)).toBe(false)
    expect(isPackedAnswers('fit', FIT_ANSWERS.join(''), 7)).toBe(true)
    expect(isPackedAnswers('fit', '01\n', 3)).toBe(false)
    expect(isPackedAnswers('proficiency', '', 0)).toBe(true)
  })

  test('each scale has as many levels as answers that count', () => {
    for (const scale of SCALES) {
      const counted = [...'0123456789'].filter((c) => {
        try {
          return answerLevel(scale, c) !== null
        } catch {
          return false
        }
      })
      expect(counted).toHaveLength(SCALE_SHAPES[scale].levels)
    }
  })
})

test('only raters who have seen holders judge fit', () => {
  expect(mayJudgeFit('several')).toBe(true)
  expect(mayJudgeFit('few')).toBe(true)
  expect(mayJudgeFit('none')).toBe(false)
  expect(mayJudgeFit('unknown')).toBe(false)
})
